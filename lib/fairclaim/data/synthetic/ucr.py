"""A made-up stand-in for NHS England's monthly statistics of 2-hour urgent community response, in the same columns.

Every name says that it is made up. England and each board are the averages of their providers, weighted by referrals.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fairclaim.data.synthetic.truth import Truth
from fairclaim.params.quarters import Quarter

FILES = ("ucr_two_hour_2024_25_monthly.csv",)
_BOARDS, _PROVIDERS, _MONTHS = 12, 60, 12
_OWN_LEVEL, _OWN_NOISE = 82.0, 1.5
# Where the own provider's true level lies in the quarter's three months; before them it lies at its ordinary level.
LEVEL_IN_QUARTER: dict[Truth, float] = {"benefit": 91.0, "nothing": _OWN_LEVEL, "harm": 66.0}
_SUPPRESSED_MONTH = 5
Floats = NDArray[np.float64]


def write_ucr(folder: Path, seed: int, truth: Truth, quarter: Quarter) -> dict[str, float]:
    """Write the CSV of twelve months that end with the quarter, and return what was planted.

    Provider Z01 (of board QZ1) has one month without a figure and common-cause noise around 82%; in its quarter the
    truth moves it. Some other providers lack months, one lacks all.
    """
    draw = np.random.default_rng([seed, 3])
    referrals = _referrals(draw)
    percent = _percent(draw, truth)
    rows = [*_england(referrals, percent), *_boards(referrals, percent), *_providers(draw, referrals, percent)]
    columns = ["place", "org_type", "org_code", "org_name", "referrals_received", "two_hour_standard_met_pct"]
    table = pd.DataFrame(rows, columns=columns)
    months = pd.date_range(end=pd.Timestamp(quarter.end).replace(day=1), periods=_MONTHS, freq="MS")
    table.insert(0, "month", months.strftime("%Y-%m-%d").to_numpy()[table.pop("place")])
    table.insert(5, "care_contacts", (table["referrals_received"] * 2.2 / 5).round().astype(int) * 5)
    table["two_hour_standard_met_pct"] = table["two_hour_standard_met_pct"].round(2)
    table.to_csv(folder / FILES[0], index=False, lineterminator="\n", encoding="utf-8")
    return {"level_before": _OWN_LEVEL, "level_in_quarter": LEVEL_IN_QUARTER[truth], "noise_sd": _OWN_NOISE}


def _referrals(draw: np.random.Generator) -> NDArray[np.int64]:
    """Shape (providers, months); rounded to 5, as published."""
    size = draw.lognormal(6.2, 0.6, _PROVIDERS)
    return (np.rint(draw.poisson(np.outer(size, np.ones(_MONTHS))) / 5) * 5).astype(np.int64)


def _percent(draw: np.random.Generator, truth: Truth) -> Floats:
    """Shape (providers, months); true levels with common-cause noise."""
    level = np.clip(draw.normal(84, 7, _PROVIDERS), 62, 96)
    noise = draw.normal(0, 2.0, (_PROVIDERS, _MONTHS))
    percent = level[:, None] + noise
    own = np.where(np.arange(_MONTHS) < _MONTHS - 3, _OWN_LEVEL, LEVEL_IN_QUARTER[truth])
    percent[0] = own + noise[0] * _OWN_NOISE / 2.0
    return np.clip(percent, 0, 100)


def _average(referrals: NDArray[np.int64], percent: Floats) -> Floats:
    return np.asarray((referrals * percent).sum(axis=0) / referrals.sum(axis=0))


def _england(referrals: NDArray[np.int64], percent: Floats) -> list[tuple[object, ...]]:
    return _rows("National", "National", "England", referrals.sum(axis=0), _average(referrals, percent))


def _boards(referrals: NDArray[np.int64], percent: Floats) -> list[tuple[object, ...]]:
    rows = []
    for board in range(_BOARDS):
        own = np.arange(_PROVIDERS) % _BOARDS == board
        name = "Example ICB" if board == 0 else f"Made-up ICB {board + 1:02d}"
        counts, average = referrals[own], _average(referrals[own], percent[own])
        rows += _rows("ICB", f"QZ{board + 1}", name, counts.sum(axis=0), average)
    return rows


def _providers(draw: np.random.Generator, referrals: NDArray[np.int64], percent: Floats) -> list[tuple[object, ...]]:
    blank = draw.random(percent.shape) < 0.03
    # The own provider lacks exactly one month; one other publishes nothing, and one leaves a month out altogether.
    blank[0] = np.arange(_MONTHS) == _SUPPRESSED_MONTH
    blank[-1] = True
    rows = []
    for provider in range(_PROVIDERS):
        name = "Example Community Provider" if provider == 0 else f"Made-up provider {provider + 1:02d}"
        published = np.where(blank[provider], np.nan, percent[provider])
        rows += _rows("Provider", f"Z{provider + 1:02d}", name, referrals[provider], published)
    return [row for row in rows if row[:3] != (2, "Provider", f"Z{_PROVIDERS - 1}")]


def _rows(
    org_type: str, code: str, name: str, referrals: NDArray[np.int64], percent: Floats
) -> list[tuple[object, ...]]:
    return [(place, org_type, code, name, referrals[place], percent[place]) for place in range(_MONTHS)]
