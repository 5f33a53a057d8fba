"""What the made-up service wrote down of its episodes, in the columns of params/sources/demo-reablement.yaml.

A record ends on its freeze date, and people who have died are not visited, called or asked.
"""

from datetime import date

import numpy as np
import pandas as pd

from fairclaim.data.synthetic.aftermath import audits, followups, packages, survey
from fairclaim.data.synthetic.rows import EPOCH, dated, dates
from fairclaim.params.quarters import Quarter


def record_tables(
    episodes: pd.DataFrame, seed: int, quarter: Quarter, as_at: date, audited: int, audit_agreed: int
) -> tuple[pd.DataFrame, ...]:
    """Make the nine tables, in the order of the source's files.

    Parameters
    ----------
    episodes : DataFrame
        One row a referral, as drawn; days counted from 1970-01-01.
    seed : int
    quarter : Quarter
        Whose outcomes are audited.
    as_at : date
        Nothing later is written.
    audited, audit_agreed : int
        How many outcomes are audited, and for how many of them the record is found right.
    """
    freeze = (as_at - EPOCH).days
    draw = np.random.default_rng([seed, 2])
    ended = episodes[episodes["discharged"] <= freeze]
    return (
        _referrals(episodes, freeze),
        _contacts(episodes, draw, freeze),
        _scores(episodes, ended, freeze),
        packages(ended, draw, freeze),
        followups(ended, draw, freeze),
        _deaths(episodes, freeze),
        _incidents(episodes, draw, freeze),
        survey(ended, draw, freeze),
        audits(ended, draw, quarter, freeze, audited, audit_agreed),
    )


def _referrals(episodes: pd.DataFrame, freeze: int) -> pd.DataFrame:
    discharged = episodes["discharged"].to_numpy()
    table = episodes[["referral_id", "person_id"]].copy()
    table["referred_at"] = dates(episodes["referred"])
    table["discharged_at"] = np.where(discharged <= freeze, dates(discharged), "")
    return table


def _contacts(episodes: pd.DataFrame, draw: np.random.Generator, freeze: int) -> pd.DataFrame:
    n = len(episodes)
    referred, ids = episodes["referred"].to_numpy(), episodes["referral_id"]
    first = referred + np.where(episodes["prompt"], draw.integers(0, 3, n), draw.integers(3, 9, n))
    nobody_in = draw.random(n) < 0.06
    parts = [dated(ids[nobody_in], referred[nobody_in], "visit_start", freeze, attended="no")]
    # Later visits at weekly distance: only the first decides whether it was prompt.
    parts += [dated(ids, first + 7 * week, "visit_start", freeze, attended="yes") for week in range(2)]
    visits = pd.concat(parts, ignore_index=True)
    minutes = 8 * 60 + 5 * draw.integers(0, 120, len(visits))
    visits["visit_start"] += [f" {minute // 60:02d}:{minute % 60:02d}" for minute in minutes]
    return visits


def _scores(episodes: pd.DataFrame, ended: pd.DataFrame, freeze: int) -> pd.DataFrame:
    scored = ended[ended["scored"]]
    start = dated(
        episodes["referral_id"],
        episodes["referred"].to_numpy(),
        "scored_on",
        freeze,
        tool="Barthel Index",
        time_point="start",
        total=episodes["start"].to_numpy(),
    )
    end = dated(
        scored["referral_id"],
        scored["discharged"].to_numpy(),
        "scored_on",
        freeze,
        tool="Barthel Index",
        time_point="discharge",
        total=scored["end"].to_numpy(),
    )
    return pd.concat([start, end], ignore_index=True)


def _deaths(episodes: pd.DataFrame, freeze: int) -> pd.DataFrame:
    died = episodes[episodes["death"] <= freeze].sort_values(["death", "person_id"])
    return pd.DataFrame({"person_id": died["person_id"].to_numpy(), "date_of_death": dates(died["death"])})


def _incidents(episodes: pd.DataFrame, draw: np.random.Generator, freeze: int) -> pd.DataFrame:
    n = len(episodes)
    ids, referred, death = (episodes[name].to_numpy() for name in ("referral_id", "referred", "death"))
    harm_day = np.minimum(referred + draw.integers(0, 57, n), death)
    near_miss_day = np.minimum(referred + draw.integers(0, 57, n), death)
    grade = np.where(draw.random(n) < 0.2, "severe", "moderate")
    lesser = np.where(draw.random(n) < 0.5, "none", "low")
    harmed, near_miss = episodes["harmed"].to_numpy(), draw.random(n) < 0.10
    parts = [
        dated(pd.Series(ids[mask]), day[mask], "occurred_at", freeze, harm_grade=grades[mask])
        for mask, day, grades in ((harmed, harm_day, grade), (near_miss, near_miss_day, lesser))
    ]
    return pd.concat(parts, ignore_index=True)
