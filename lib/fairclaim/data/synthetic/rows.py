"""Days and rows of the made-up record."""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

EPOCH = date(1970, 1, 1)
# A day beyond every calendar, so that "died before" can be asked of those who did not.
NEVER = 10**6


def dates(days: pd.Series | NDArray[np.int64]) -> NDArray[np.str_]:
    """Write days counted from 1970-01-01 as ISO dates."""
    return np.asarray(days).astype("datetime64[D]").astype(str)


def dated(ids: pd.Series, day: NDArray[np.int64], at: str, freeze: int, **columns: object) -> pd.DataFrame:
    """Rows up to the freeze date, in the order of their days."""
    table = pd.DataFrame({"referral_id": ids.to_numpy(), "_day": day, **columns})
    table = table[table["_day"] <= freeze].sort_values(["_day", "referral_id"], kind="stable")
    table.insert(1, at, dates(table["_day"]))
    return table.drop(columns="_day")
