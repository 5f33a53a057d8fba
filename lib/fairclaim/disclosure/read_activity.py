"""Readings of activity: how much was done, beside what was planned."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import NoPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.rounding import count_token, rounded_count
from fairclaim.disclosure.withheld import withheld_amount
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Activity

NOT_DRAWN = "A count beside its plan needs no picture."


def read_activity(claim: Claim, activity: Activity, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read the count, and what it is more or less than the plan; worked out from the count as it is printed."""
    if activity.count < policy.suppress_below:
        return withheld_amount(claim, subject, 1)
    own = count_token(activity.count, policy)
    rows = [("Done", own)]
    tokens = {"own": own}
    if activity.planned is not None:
        told = rounded_count(activity.count, policy)
        tokens |= {"planned": f"{activity.planned:,}", "size": _beside(told, activity.planned, policy)}
        rows += [("Planned", tokens["planned"]), ("Beside the plan", tokens["size"])]
    table = Table(caption=subject.title, columns=("What", subject.period), rows=tuple(rows))
    return Reading(
        claim_id=claim.id,
        shape="activity_unplanned" if activity.planned is None else "activity",
        tokens=tokens,
        table=table,
        picture=NoPicture(reason=NOT_DRAWN),
    )


def _beside(told: int, planned: int, policy: DisclosurePolicy) -> str:
    about = "about " if policy.round_counts_to > 1 else ""
    # What is less than the rounding is no difference.
    if abs(told - planned) < policy.round_counts_to:
        return f"{about}as many as planned"
    share = f"{about}{100 * told / planned:.0f} for every 100 planned"
    return f"{about}{abs(told - planned):,} {'more' if told > planned else 'fewer'} than planned: {share}"
