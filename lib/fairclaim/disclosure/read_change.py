"""Readings of a change in the same people's scores."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import IntervalPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.ranges import range_tokens
from fairclaim.disclosure.rounding import coarse, count_token, size_token
from fairclaim.disclosure.withheld import withheld_change
from fairclaim.disclosure.wording import margin_label
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Pairs

DECIMALS = 1


def read_change(claim: Claim, estimate: Estimate, sample: Pairs, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read the change; withheld where so few people were scored twice that averages could be taken apart.

    An average of a few whole scores, with its range, fits only a handful of sets of scores. Twice the policy's
    threshold is asked for, which is 10 people where counts below 5 are small.
    """
    count = len(sample.before)
    if count < 2 * policy.suppress_below:
        return withheld_change(claim, subject)
    way, limits = "higher" if estimate.value >= 0 else "lower", (estimate.lower, estimate.upper)
    averaged = claim.comparison.method.model_dump().get("interval") == "t"
    tokens = {
        "size": f"{size_token(estimate.value, DECIMALS)} points",
        "direction": way,
        "typical": "average" if averaged else "typical",
        "They_scored": "They scored" if averaged else "Typically, they scored",
        "range": range_tokens(limits, limits, DECIMALS, "points higher", "points lower", claim.comparison.margin),
        "before": f"{sample.before.mean():.{DECIMALS}f}",
        "after": f"{sample.after.mean():.{DECIMALS}f}",
        "n": count_token(count, policy),
    }
    rows = (
        ("People scored twice", tokens["n"]),
        ("Average at the start", tokens["before"]),
        ("Average at the end", tokens["after"]),
        (f"{tokens['typical'].capitalize()} change", f"{tokens['size']} {way}"),
        ("Likely range of the change", tokens["range"]),
    )
    picture = IntervalPicture(
        unit=f"Change in {subject.instrument}, points",
        value=coarse(estimate.value, 0.1),
        lower=coarse(estimate.lower, 0.1),
        upper=coarse(estimate.upper, 0.1),
        line=0.0,
        line_label="no change",
        margin=claim.comparison.margin,
        margin_label=margin_label(claim),
        better=claim.measure.better,
    )
    table = Table(caption=subject.title, columns=("What", subject.period), rows=rows)
    return Reading(claim_id=claim.id, shape="change", tokens=tokens, table=table, picture=picture)
