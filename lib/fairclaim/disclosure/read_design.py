"""Readings of a difference in differences, and of the test that a design had to pass."""

from dataclasses import replace

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import IntervalPicture, NoPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.group_rows import Row, notes_of
from fairclaim.disclosure.lines import drawn, share_range
from fairclaim.disclosure.rounding import (
    NOT_APPLICABLE,
    count_token,
    hundred_token,
    is_small,
    size_token,
)
from fairclaim.disclosure.withheld import withheld_amount
from fairclaim.params.models import DisclosurePolicy
from fairclaim.params.months import month_name
from fairclaim.stats.results import Diagnostic, Estimate
from fairclaim.stats.samples import Panel

APART = "Moving apart before the change already, in every 100"


def read_design(claim: Claim, estimate: Estimate, panel: Panel, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read how much more one group changed; withheld where either group, before or after, has a small count.

    The shares are averages of so many teams and months that no count follows from them once they are rounded to whole
    per cents.
    """
    group = claim.comparison.group
    if group is None or group.changed_on is None or any(is_small(cell, policy) for cell in claim.observed.cells):
        return withheld_amount(claim, subject, 2)
    tokens = {
        **_levels(panel, policy),
        **_gap(estimate, policy, claim.comparison.margin),
        "since": month_name(group.changed_on),
    }
    counts = [count_token(cell.n, policy) for cell in claim.observed.cells]
    name = f"{subject.reference[0].upper()}{subject.reference[1:]}"
    rows: list[Row] = [
        ("This service: people counted", counts[0], counts[1]),
        ("This service: average of its units and months, in every 100", tokens["own_before"], tokens["own"]),
        (f"{name}: people counted", counts[2], counts[3]),
        (f"{name}: average, in every 100", tokens["reference_before"], tokens["reference_value"]),
    ]
    if not claim.redefined:
        rows.append(("Difference between the two changes, in every 100", NOT_APPLICABLE, tokens["size"]))
        rows.append(("Likely range of the difference", NOT_APPLICABLE, tokens["range"]))
    columns = ("What", f"Before {tokens['since']}", f"From {tokens['since']} on")
    caption = f"{subject.title}, against {subject.against_words}"
    table = Table(caption=caption, columns=columns, rows=tuple(rows), notes=notes_of(rows))
    picture = _picture(claim, estimate, policy)
    return Reading(claim_id=claim.id, shape="design", tokens=tokens, table=table, picture=picture)


def with_test(reading: Reading, claim: Claim, policy: DisclosurePolicy) -> Reading:
    """Add the row of a design's own test to its table, or to that of the contrast told in its place."""
    test = claim.test
    if not isinstance(test, Diagnostic) or reading.shape in {"withheld", "none"}:
        return reading
    found = Estimate(
        value=test.value,
        lower=test.value if test.lower is None else test.lower,
        upper=test.value if test.upper is None else test.upper,
        level=0.95 if test.level is None else test.level,
        null=0.0,
        unit="proportion_difference",
        n=test.n or 0,
        method=test.method,
    )
    told = _gap(found, policy, None)
    outcome = "passed" if test.passed else "not passed"
    row = (f"{APART} ({outcome})", f"{told['size']} (likely range {told['range']})", NOT_APPLICABLE)
    rows: list[Row] = [*reading.table.rows, row]
    return replace(reading, table=reading.table.model_copy(update={"rows": tuple(rows), "notes": notes_of(rows)}))


def _levels(panel: Panel, policy: DisclosurePolicy) -> dict[str, str]:
    own = panel.values[list(panel.treated)]
    others = [unit for unit in range(len(panel.values)) if unit not in panel.treated]
    reference, change = panel.values[others], panel.change
    return {
        "own_before": hundred_token(float(own[:, :change].mean()), policy),
        "own": hundred_token(float(own[:, change:].mean()), policy),
        "reference_before": hundred_token(float(reference[:, :change].mean()), policy),
        "reference_value": hundred_token(float(reference[:, change:].mean()), policy),
    }


def _gap(estimate: Estimate, policy: DisclosurePolicy, margin: float | None) -> dict[str, str]:
    way = "more" if estimate.value >= 0 else "fewer"
    return {
        "size": f"{size_token(100 * estimate.value, policy.percent_decimals)} {way}",
        "range": share_range(estimate, policy, 1, margin),
    }


def _picture(claim: Claim, estimate: Estimate, policy: DisclosurePolicy) -> IntervalPicture | NoPicture:
    if claim.redefined:
        return NoPicture(reason="Nothing is drawn across a change of definition.")
    value, lower, upper = drawn(estimate, policy, 1)
    margin = claim.comparison.margin
    return IntervalPicture(
        unit="Difference between the changes, in every 100",
        value=value,
        lower=lower,
        upper=upper,
        line=0.0,
        line_label="no difference",
        margin=None if margin is None else round(100 * margin, 6),
        better=claim.measure.better,
    )
