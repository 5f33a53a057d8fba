"""A share broken down by what is known of people: age, sex, deprivation, ethnicity, site, team."""

from dataclasses import dataclass

import pandas as pd

from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.contract.tables import codes_of

NOT_KNOWN = "not known"
_FIFTHS = (
    "most deprived fifth",
    "second most deprived fifth",
    "middle fifth",
    "second least deprived fifth",
    "least deprived fifth",
)


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its name, how many had the outcome, and how many were counted."""

    label: str
    events: int
    n: int


def by_group(cohort: Cohort, column: str) -> tuple[Group, ...]:
    """Count a cohort of states yes and no in groups of one covariate.

    Parameters
    ----------
    cohort : Cohort
    column : str
        age_band, sex, ethnicity, deprivation (told in fifths: deciles 1 and 2 are the most deprived), site, arm or
        team.

    Returns
    -------
    tuple of Group
        Each group of which the cohort has a row, though nobody of it may have been counted (n of 0). Ages rise, codes
        stand in the contract's order, all else by the alphabet; whose group is not known comes last.
    """
    labels = _labels(cohort.frame[column], column)
    states = cohort.frame["state"]
    found = []
    for label in _in_order(set(labels), column):
        own = states[labels == label]
        events = int((own == "yes").sum())
        found.append(Group(label, events, events + int((own == "no").sum())))
    return tuple(found)


def _labels(values: pd.Series, column: str) -> pd.Series:
    if column == "deprivation":
        values = values.map(lambda decile: _FIFTHS[(int(decile) - 1) // 2], na_action="ignore")
    return values.astype(object).where(values.notna(), NOT_KNOWN)


def _in_order(labels: set[str], column: str) -> list[str]:
    fixed = _FIFTHS if column == "deprivation" else codes_of("people", column)
    places = {label: place for place, label in enumerate(fixed)}

    def place(label: str) -> tuple[bool, int, int, str]:
        lowest = int(label.split(maxsplit=1)[0]) if column == "age_band" and label != NOT_KNOWN else 0
        return label == NOT_KNOWN, places.get(label, len(places)), lowest, label

    return sorted(labels, key=place)
