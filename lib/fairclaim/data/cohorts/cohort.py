"""The frozen cohort: one row per index event, without identifiers."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

Period = Literal[
    "this", "previous_quarter", "same_quarter_last_year", "audit", "by_month", "comparison_group", "by_arm"
]
# What `arm` says of people who did not have the service.
COMPARISON = "comparison"


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """Who was counted for one measure in one period, and what became of them.

    Parameters
    ----------
    measure : str
        Id of the measure.
    period : Period
        `this` quarter or the one it is held against; `audit` holds the audited sample of the outcome; `by_month` all
        whole months of the record up to the quarter's last. In these, people of a comparison group are never counted:
        `comparison_group` holds this quarter's, and `by_arm` all whole months with both.
    frame : DataFrame
        Of people: `index_on` (date), `state`, and the kind's own columns: `baseline` (proportion), `events`, `exposure`
        (rate), `before`, `after` (paired_change), `value` (quantity), `time` (time_to_event), none (currency),
        `category`; then `age_band`, `sex`, `ethnicity`, `deprivation`, `site`, `arm`, `team`, blank where not mapped,
        and `person`, the same number for the same person within the cohort. A currency by month also has `month`, the
        first day of it, and a person's number holds within one month.
        `series`: `month`, `org_type`, `org_code`, `org_name`, `value` (NaN where not published).
        `audit`: `state` (yes where what was recorded was found, else no) and `on`, the day of the audit.
    flow : tuple of (str, int)
        Each step of selection and how many were left, in order.
    fingerprint : str
        SHA-256 of the content (sorted rows), not of a file.
    lacks : tuple of str
        Contract tables that it needs and that were not supplied; the frame is then empty.
    months : tuple of date
        Of `by_month` and `by_arm`: first day of each month asked about, also of those in which nothing happened.
    planned : tuple of (str, int), optional
        Of activity in `this` quarter: the kind under which the extract's own plans name it, and how many they plan.
    """

    measure: str
    period: Period
    frame: pd.DataFrame
    flow: tuple[tuple[str, int], ...]
    fingerprint: str
    lacks: tuple[str, ...] = ()
    months: tuple[date, ...] = ()
    planned: tuple[str, int] | None = None
