"""The frozen cohort: one row per index event, without identifiers."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

Period = Literal["this", "previous_quarter", "same_quarter_last_year", "audit"]


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """Who was counted for one measure in one period, and what became of them.

    Parameters
    ----------
    measure : str
        Id of the measure.
    period : Period
        `this` quarter or the one it is held against; `audit` holds the audited sample of the outcome.
    frame : DataFrame
        `proportion`: `index_on` (date), `state` (yes | no | not_observed | died | immature), `baseline` (float, NaN
        where none). `paired_change`: `index_on`, `state` (paired | not_observed | died), `before`, `after`.
        `series`: `month`, `org_type`, `org_code`, `org_name`, `value` (NaN where not published).
        `audit`: `state` (yes where what was recorded was found, else no).
    flow : tuple of (str, int)
        Each step of selection and how many were left, in order.
    fingerprint : str
        SHA-256 of the content (sorted rows), not of a file.
    """

    measure: str
    period: Period
    frame: pd.DataFrame
    flow: tuple[tuple[str, int], ...]
    fingerprint: str
