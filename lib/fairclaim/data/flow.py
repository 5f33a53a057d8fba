"""How many were left after each step of selection, in words that hold for any service and carry no digits."""

import pandas as pd

from fairclaim.data.cohort import Period
from fairclaim.params.measures import PairedChangeMeasure, ProportionMeasure

Flow = tuple[tuple[str, int], ...]

_EVENTS = {
    ("referrals", "referred_at"): "Referrals received",
    ("referrals", "discharged_at"): "Episodes that ended",
    ("contacts", "at"): "Contacts",
    ("safety_events", "at"): "Incidents",
}
_WHEN: dict[Period, str] = {
    "this": "in the quarter",
    "previous_quarter": "in the quarter before",
    "same_quarter_last_year": "in the same quarter last year",
}


def people_flow(measure: ProportionMeasure | PairedChangeMeasure, period: Period, frame: pd.DataFrame) -> Flow:
    """Follow a cohort from its index events to those counted; each step keeps what the step before it kept.

    Steps that a measure does not take (it counts deaths as failures, say) are not listed.
    """
    events = _EVENTS.get((measure.index.table, measure.index.at), "Events")
    steps = [(f"{events} {_WHEN[period]}", len(frame))]
    left = frame["state"]
    for state, words in _leavers(measure):
        left = left[left != state]
        steps.append((words, len(left)))
    return (*steps, ("Counted", len(left)))


def _leavers(measure: ProportionMeasure | PairedChangeMeasure) -> list[tuple[str, str]]:
    if isinstance(measure, PairedChangeMeasure):
        first, last = measure.first, measure.last
        return [
            ("died", "Left after taking out those who died before a last score"),
            ("not_observed", f"With a score at both '{first}' and '{last}'"),
        ]
    steps = [("immature", "Whose window had closed by the freeze date")]
    if measure.died == "excluded":
        steps.append(("died", "Left after taking out those who died inside the window"))
    if measure.observed_when is not None and measure.not_observed != "failure":
        steps.append(("not_observed", "Left after taking out those whose outcome was not checked"))
    return steps


def audit_flow(frame: pd.DataFrame) -> Flow:
    """Tell how many of the quarter's outcomes were audited, and for how many the record was right."""
    agreed = int((frame["state"] == "yes").sum())
    return (("Outcomes of the quarter audited", len(frame)), ("Found as recorded", agreed))


def series_flow(frame: pd.DataFrame) -> Flow:
    """Tell how many monthly figures the file has, and how many of them were published."""
    return (("Monthly figures in the file", len(frame)), ("Published", int(frame["value"].notna().sum())))
