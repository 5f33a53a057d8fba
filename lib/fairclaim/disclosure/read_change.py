"""Readings of a change in the same people's scores."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import IntervalPicture, NoPicture, Table
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.rounding import NOTES, SUPPRESSED, coarse, count_token, range_tokens, size_token
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Pairs

DECIMALS = 1


def read_change(claim: Claim, estimate: Estimate, sample: Pairs, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read the average change; withheld where fewer people were scored twice than the policy allows."""
    count = len(sample.before)
    if count < max(policy.suppress_below, 1):
        return _withheld(claim, subject)
    sign = 1 if estimate.value >= 0 else -1
    low, high = sorted((sign * estimate.lower, sign * estimate.upper))
    up, down = ("higher", "lower") if sign > 0 else ("lower", "higher")
    tokens = {
        "size": f"{size_token(estimate.value, DECIMALS)} points",
        "verb": "rose" if sign > 0 else "fell",
        "range": range_tokens(low, high, decimals=DECIMALS, up=f"points {up}", down=f"points {down}"),
        "before": f"{sample.before.mean():.{DECIMALS}f}",
        "after": f"{sample.after.mean():.{DECIMALS}f}",
        "n": count_token(count, policy),
    }
    rows = (
        ("People scored twice", tokens["n"]),
        ("Average at the start", tokens["before"]),
        ("Average at the end", tokens["after"]),
        ("Average change", f"{tokens['size']} {up}"),
        ("Likely range of the average change", tokens["range"]),
    )
    picture = IntervalPicture(
        unit=f"Change in {subject.instrument}, points",
        value=coarse(estimate.value, 0.1),
        lower=coarse(estimate.lower, 0.1),
        upper=coarse(estimate.upper, 0.1),
        line=0.0,
        line_label="no change",
        margin=claim.comparison.margin,
        better=claim.measure.better,
    )
    table = Table(caption=subject.title, columns=("What", subject.period), rows=rows)
    return Reading(claim_id=claim.id, shape="change", tokens=tokens, table=table, picture=picture)


def _withheld(claim: Claim, subject: Subject) -> Reading:
    reason = "The numbers are withheld, because they are small and could point to a person."
    table = Table(
        caption=subject.title,
        columns=("What", subject.period),
        rows=(("People scored twice", SUPPRESSED), ("Average change", SUPPRESSED)),
        notes=(NOTES[SUPPRESSED],),
    )
    tokens = {"reason": reason, "than": "higher" if getattr(claim.result, "value", 0.0) >= 0 else "lower"}
    return Reading(claim_id=claim.id, shape="withheld", tokens=tokens, table=table, picture=NoPicture(reason=reason))
