"""What earlier people tell of what to expect: their share, and how much their changes differ. Never this quarter's."""

from datetime import timedelta
from typing import TYPE_CHECKING

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.compile import measured
from fairclaim.params.scores import PairedChangeMeasure
from fairclaim.params.spec import RunSpec

if TYPE_CHECKING:
    from fairclaim.data.cohorts.cohort import Cohort
    from fairclaim.data.reading.extracts import Extract

# A standard deviation of fewer changes than this is itself too uncertain to plan by.
FEWEST_PAIRS = 20


def share_of(reference: "Cohort") -> float | None:
    """Share with the outcome in a cohort of an earlier quarter; None where nobody was counted."""
    states = reference.frame["state"]
    events, others = int((states == "yes").sum()), int((states == "no").sum())
    return events / (events + others) if events + others else None


def spread_of_changes(spec: RunSpec, extract: "Extract", measure: PairedChangeMeasure) -> float | None:
    """Standard deviation of the changes in score of the year before the quarter, in points.

    Returns
    -------
    float or None
        None for fewer than 20 pairs, or where everybody changed alike.
    """
    quarter = spec.quarter
    asked = Asked(
        first=quarter.year_before.start,
        last=quarter.start - timedelta(days=1),
        as_at=spec.quarter_file.as_at,
        linked_to=spec.quarter_file.linked_to,
    )
    rows = measured(measure, extract.tables, asked, covariates=False)
    rows = rows.filter(rows.state == "paired")
    change = rows.after - rows.before
    (found,) = rows.aggregate(pairs=change.count(), spread=change.std(how="sample")).to_pyarrow().to_pylist()
    return float(found["spread"]) if found["pairs"] >= FEWEST_PAIRS and found["spread"] else None
