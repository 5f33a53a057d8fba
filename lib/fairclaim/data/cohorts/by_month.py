"""A share asked by month: how many had the outcome, of how many who were counted."""

from datetime import date

from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.months import months_between


def by_month(cohort: Cohort) -> tuple[tuple[date, int, int], ...]:
    """Count a `by_month` cohort of states yes and no.

    Parameters
    ----------
    cohort : Cohort
        Of a proportion (each row belongs to the month of its index event) or a currency (to its `month`).

    Returns
    -------
    tuple of (date, int, int)
        First day of the month, those with the outcome, and all who were counted (yes or no). Every month asked about
        is there; where the cohort does not say which those are, every month from its first row's to its last's. A month
        of which a window was still open gives nothing yet, since those known so early are no fair sample of it: 0 of 0.
    """
    frame = cohort.frame
    day = frame["month"] if "month" in frame else frame["index_on"]
    rows = frame.assign(of=[each.replace(day=1) for each in day])
    counts = rows.groupby("of")["state"].value_counts().unstack(fill_value=0)
    found = []
    there = () if rows.empty else months_between(rows["of"].min(), rows["of"].max())
    for month in cohort.months or there:
        states = counts.loc[month].to_dict() if month in counts.index else {}
        yes, no = (0, 0) if states.get("immature") else (states.get("yes", 0), states.get("no", 0))
        found.append((month, int(yes), int(yes + no)))
    return tuple(found)
