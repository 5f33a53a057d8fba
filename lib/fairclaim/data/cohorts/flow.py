"""How many were left after each step of selection, in words that hold for any service and carry no digits."""

import pandas as pd

from fairclaim.data.cohorts.cohort import Period
from fairclaim.data.cohorts.flow_words import start_of, steps_of
from fairclaim.params.measures import PersonMeasure

Flow = tuple[tuple[str, int], ...]


def people_flow(measure: PersonMeasure, period: Period, frame: pd.DataFrame, ageless: int = 0) -> Flow:
    """Follow a cohort from its index events to those counted; each step keeps what the step before it kept.

    Steps that a measure does not take (it counts deaths as failures, say) are not listed.

    Parameters
    ----------
    measure : PersonMeasure
    period : Period
    frame : DataFrame
        The cohort with all its states.
    ageless : int
        Those who are not in the frame because their age is not known.
    """
    steps = [(start_of(measure, period), len(frame) + ageless)]
    if getattr(getattr(measure, "index", None), "ages", None) is not None:
        steps.append(("Left after taking out those whose age is not known", len(frame)))
    left = frame["state"]
    for state, words in steps_of(measure):
        left = left[left != state]
        steps.append((words, len(left)))
    return (*steps, ("Counted", len(left)))


def audit_flow(frame: pd.DataFrame) -> Flow:
    """Tell how many of the quarter's outcomes were audited, and for how many the record was right."""
    agreed = int((frame["state"] == "yes").sum())
    return (("Outcomes of the quarter audited", len(frame)), ("Found as recorded", agreed))


def series_flow(frame: pd.DataFrame) -> Flow:
    """Tell how many monthly figures the file has, and how many of them were published."""
    return (("Monthly figures in the file", len(frame)), ("Published", int(frame["value"].notna().sum())))
