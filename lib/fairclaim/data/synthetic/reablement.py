"""A made-up reablement service with known truth, told in the columns of an ordinary record.

Every truth draws the same random numbers in the same order; only the thresholds that they are held against differ, so
that two truths differ by what was planted and nothing else. All people and places are invented.
"""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fairclaim.data.synthetic.record import record_tables
from fairclaim.data.synthetic.rows import EPOCH, NEVER
from fairclaim.data.synthetic.truth import PLANTED, Planted, Truth
from fairclaim.params.quarters import Quarter

FILES = (
    "referrals.csv",
    "contacts.csv",
    "scores.csv",
    "packages.csv",
    "followups.csv",
    "deaths.csv",
    "incidents.csv",
    "survey.csv",
    "audits.csv",
)
Days = NDArray[np.int64]
Floats = NDArray[np.float64]


def write_reablement(folder: Path, seed: int, truth: Truth, quarter: Quarter, as_at: date) -> dict[str, float]:
    """Write the nine CSV files of the demo source and return what was planted.

    Parameters
    ----------
    folder : Path
        An existing folder.
    seed : int
    truth : {"benefit", "nothing", "harm"}
    quarter : Quarter
        The quarter reported on; the record starts with the financial year before its own.
    as_at : date
        The record ends here: nothing later is written, and episodes that end later are open.
    """
    planted = PLANTED[truth]
    episodes = _episodes(seed, planted, quarter, as_at)
    tables = record_tables(episodes, seed, quarter, as_at, planted.audited, planted.audit_agreed)
    for file, table in zip(FILES, tables, strict=True):
        table.to_csv(folder / file, index=False, lineterminator="\n", encoding="utf-8")
    return asdict(planted)


def _episodes(seed: int, planted: Planted, quarter: Quarter, as_at: date) -> pd.DataFrame:
    """Draw what happens to each referral, known to the record or not; days are counted from 1970-01-01."""
    # Referrals start two months early, so that the first quarter has its full number of episodes that end in it.
    first, last = _day(Quarter(quarter.year - 1, 1).start) - 60, _day(as_at)
    n = round((last - first + 1) * planted.a_quarter / 91.25)
    draw = np.random.default_rng([seed, 1])
    referred = np.sort(draw.integers(first, last + 1, n))
    discharged = referred + np.clip(np.rint(draw.normal(30, 7, n)), 10, 42).astype(np.int64)
    death_after = _death_after(draw, planted.died_in_six_weeks, n)
    start = np.clip(np.rint(draw.normal(planted.start_mean, planted.start_sd, n)), 0, 20)
    end = np.clip(np.rint(start + draw.normal(planted.change_mean, planted.change_sd, n)), 0, 20)
    reached = draw.random(n) < planted.reached_at_six_weeks
    heard_of = reached & ((death_after < 0) | (death_after > 42))
    opens = _day(quarter.start)
    no_package = np.where(discharged >= opens, planted.no_package_quarter, planted.no_package_before)
    harm = np.where(referred >= opens, planted.harm_quarter, planted.harm_before)
    return pd.DataFrame(
        {
            "referral_id": [f"R{number:06d}" for number in range(n)],
            "person_id": _people(draw, death_after, n),
            "referred": referred,
            "discharged": discharged,
            "death": np.where(death_after < 0, NEVER, discharged + death_after),
            "start": start.astype(np.int64),
            "end": end.astype(np.int64),
            "no_package": _spread(draw, 2 * _quarter(discharged) + heard_of) < no_package,
            "harmed": _spread(draw, _quarter(referred)) < harm,
            "scored": draw.random(n) < planted.scored_at_discharge,
            "prompt": draw.random(n) < planted.first_visit_in_two_days,
            "reached": reached,
            "answered": draw.random(n) < planted.answered,
            "agreed": draw.random(n) < planted.agreed,
        }
    )


def _spread(draw: np.random.Generator, group: Days) -> Floats:
    """Uniform draws that fill (0, 1) evenly within each group.

    What is compared between quarters is drawn so, because a demo has one seed: with independent draws one seed in
    twenty would show a difference where none was planted, and choosing another seed would be choosing the result.
    """
    drawn = np.empty(len(group))
    for label in np.unique(group):
        own = np.flatnonzero(group == label)
        drawn[own] = (draw.permutation(len(own)) + draw.random(len(own))) / len(own)
    return drawn


def _quarter(day: Days) -> Days:
    """Number of the calendar quarter, counted from the first of 1970."""
    return day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) // 3


def _death_after(draw: np.random.Generator, share: float, n: int) -> Days:
    # As many again die later in the year: a death after the window must change nothing.
    chance, early, later = draw.random(n), draw.integers(0, 43, n), draw.integers(43, 365, n)
    return np.where(chance < share, early, np.where(chance < 2 * share, later, -1))


def _people(draw: np.random.Generator, death_after: Days, n: int) -> list[str]:
    # One in twenty has been here before, some seven hundred referrals (four months) ago, and lived.
    person = np.arange(n)
    again = draw.random(n) < 0.05
    for number in np.flatnonzero(again & (person >= 700)):
        if death_after[number - 700] < 0:
            person[number] = person[number - 700]
    return [f"P{number:06d}" for number in person]


def _day(day: date) -> int:
    return (day - EPOCH).days
