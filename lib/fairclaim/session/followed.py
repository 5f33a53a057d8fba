"""Teams or sites followed month by month, of a service and its comparison group: the panel of a controlled design."""

import pandas as pd

from fairclaim.data.cohorts.cohort import COMPARISON, Cohort
from fairclaim.params.models import ComparisonGroup
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Counts, Panel

_STILL_OPEN = NotEstimable("Some people's follow-up window was still open on the day the data was frozen.")
_NOT_WITHIN = NotEstimable("The record has no month before the change, or none after it.")
_NO_UNITS = NotEstimable("Nobody of one of the two groups was counted, so there is nothing to follow.")
_GAPS = NotEstimable(
    "In some month nobody of some team or site was counted, so they cannot be followed month by month."
)
# Of the service before and after, then of its comparison group before and after.
Cells = tuple[Counts, ...]


def followed(cohort: Cohort, group: ComparisonGroup) -> tuple[Panel | NotEstimable, Cells]:
    """Make one share a month of each team or site, and count the people behind both groups before and after.

    Parameters
    ----------
    cohort : Cohort
        `by_arm`: all whole months, both groups.
    group : ComparisonGroup
        With the day of the change. Whose team or site is not known is in none of the units, and not counted.
    """
    if (cohort.frame["state"] == "immature").any():
        return _STILL_OPEN, ()
    if group.changed_on not in cohort.months[1:]:
        return _NOT_WITHIN, ()
    rows = _counted(cohort, group.unit)
    if rows["compared"].nunique() < 2:
        return _NO_UNITS, ()
    shares = rows.pivot_table(index=["compared", "unit"], columns="month", values="yes", aggfunc="mean")
    shares = shares.reindex(columns=list(cohort.months))
    own = [place for place, (compared, _) in enumerate(shares.index) if not compared]
    change = cohort.months.index(group.changed_on)
    cells = _cells(rows.assign(after=rows["month"] >= group.changed_on))
    if shares.isna().to_numpy().any():
        return _GAPS, cells
    return Panel(shares.to_numpy(float), tuple(own), change), cells


def _counted(cohort: Cohort, unit: str) -> pd.DataFrame:
    frame = cohort.frame[cohort.frame["state"].isin(("yes", "no")) & cohort.frame[unit].notna()]
    return pd.DataFrame(
        {
            "compared": (frame["arm"] == COMPARISON).astype(bool),
            "unit": frame[unit].astype(str),
            "month": [day.replace(day=1) for day in frame["index_on"]],
            "yes": (frame["state"] == "yes").astype(float),
        }
    )


def _cells(rows: pd.DataFrame) -> Cells:
    found = []
    for compared in (False, True):
        for after in (False, True):
            yes = rows["yes"][(rows["compared"] == compared) & (rows["after"] == after)]
            found.append(Counts(int(yes.sum()), len(yes)))
    return tuple(found)
