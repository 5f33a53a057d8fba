"""Contract tables of any size from a seed: events crowd at the edges of windows, where two engines could differ."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa

Tables = dict[str, pa.Table]

_DAY = 24 * 60
# Minutes after the index event: on both sides of 0, of 2 hours, 2 and 3 days, 4, 6 and 8 weeks.
EDGES = np.array(
    [at + by for at in (0, 120, 2 * _DAY, 3 * _DAY, 28 * _DAY, 42 * _DAY, 56 * _DAY) for by in (-_DAY, -1, 0, 1, _DAY)]
)
_START = np.datetime64("2024-10-01T00:00", "m")


def many_referrals(number: int, seed: int) -> Tables:
    """Make the tables of a service with this many referrals, and about as many rows in each table of events.

    Notes
    -----
    Times fall on a grid of half hours, so that ties are many; whole rows repeat but for `row`. A third of the dates of
    death are those of somebody's index event or window's end. The winter and the spring clock lie in the period.
    """
    draw = np.random.default_rng(seed)
    people = _people(draw, max(1, number * 7 // 10))
    referrals = _referrals(draw, number, len(people["person_id"]))
    made = {
        "people": people,
        "referrals": referrals,
        "contacts": _of(draw, referrals, number, "at", "referred_at", attended=["yes", "no", "cancelled"]),
        "scores": _scores(draw, referrals, number),
        "escalations": _of(
            draw, referrals, number, "occurred_at", "first_contact_at",
            kind=["ed_attendance", "emergency_admission", "Ambulance", "crisis"],
        ),
        "stability_checks": _of(
            draw, referrals, number // 2, "at", "first_contact_at", result=["stable", "escalated", "unclear"]
        ),
        "safety_events": _of(draw, referrals, number // 4, "at", "referred_at", harm=["none", "low", "moderate", "severe"]),
        "support_hours": _support(draw, referrals, number),
        "plans": _plans(draw, referrals, number // 2),
        "themes": _of(draw, referrals, number // 2, "at", "discharged_at", reason=["delay", "equipment", "Staffing"]),
        "deaths": _deaths(draw, referrals),
        "hospital_spells": _spells(draw, referrals, number),
    }  # fmt: skip
    return {name: _table(columns) for name, columns in made.items()}


def _people(draw: np.random.Generator, number: int) -> dict[str, np.ndarray]:
    return {
        "person_id": _ids("p", np.arange(number)),
        "age": _blanked(draw, draw.integers(0, 105, number).astype(float), 0.05),
        "sex": draw.choice(np.array(["female", "male", "not known"], dtype=object), number),
        "deprivation": _blanked(draw, draw.integers(1, 11, number).astype(float), 0.1),
        "site": draw.choice(np.array(["North", "South", None], dtype=object), number),
    }


def _referrals(draw: np.random.Generator, number: int, people: int) -> dict[str, np.ndarray]:
    # From October to April, on half hours: a person has several, some at one moment.
    referred = _START + draw.integers(0, 200 * 48, number) * 30
    return {
        "referral_id": _ids("r", draw.permutation(number)),
        "person_id": _ids("p", draw.integers(0, people, number)),
        "referred_at": referred,
        "discharged_at": _blanked(draw, referred + draw.integers(0, 60 * 48, number) * 30, 0.15),
        "first_contact_at": _blanked(draw, referred + draw.integers(0, 3 * 48, number) * 30, 0.1),
        "transferred_at": _blanked(draw, referred + draw.choice(EDGES, number), 0.9),
        "risk": draw.choice(np.array(["higher", "Higher", "standard", None], dtype=object), number),
        "team": draw.choice(np.array(["A", "B", "C", None], dtype=object), number),
    }


def _of(
    draw: np.random.Generator,
    referrals: Mapping[str, np.ndarray],
    number: int,
    at: str,
    after: str,
    **codes: list[str | None],
) -> dict[str, np.ndarray]:
    """Rows of random referrals, at the edges of windows after one of their dates; a tenth of them twice."""
    which = draw.integers(0, len(referrals["referral_id"]), number)
    which[: number // 10] = which[number // 10 : 2 * (number // 10)]
    times = referrals[after][which] + draw.choice(EDGES, number)
    times = np.where(np.isnat(times), referrals["referred_at"][which], times)
    drawn = {name: draw.choice(np.array(allowed, dtype=object), number) for name, allowed in codes.items()}
    return {"referral_id": referrals["referral_id"][which], at: times, **drawn}


def _scores(draw: np.random.Generator, referrals: Mapping[str, np.ndarray], number: int) -> dict[str, np.ndarray]:
    points: list[str | None] = ["start", "discharge", "Start", None]
    scores = _of(
        draw, referrals, 2 * number, "at", "referred_at", instrument=["Barthel Index", "EQ VAS"], time_point=points
    )
    return {**scores, "score": draw.integers(0, 41, 2 * number) / 2}


def _support(draw: np.random.Generator, referrals: Mapping[str, np.ndarray], number: int) -> dict[str, np.ndarray]:
    # Quarters of an hour add up exactly in whatever order an engine adds them.
    return {**_of(draw, referrals, number, "week_at", "referred_at"), "hours": draw.integers(0, 80, number) / 4}


def _plans(draw: np.random.Generator, referrals: Mapping[str, np.ndarray], number: int) -> dict[str, np.ndarray]:
    plans = _of(draw, referrals, number, "made_at", "referred_at", kind=["crisis plan", "care plan"])
    ends = _midnight(np.datetime64("2025-03-31", "D") + draw.integers(-3, 4, number))
    return {**plans, "in_force_to": _blanked(draw, np.where(ends < plans["made_at"], plans["made_at"], ends), 0.3)}


def _deaths(draw: np.random.Generator, referrals: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    who, first = np.unique(referrals["person_id"], return_index=True)
    chosen = draw.random(len(who)) < 0.1
    days = (referrals["referred_at"][first][chosen] + draw.choice(EDGES, chosen.sum())).astype("datetime64[D]")
    return {"person_id": who[chosen], "at": _midnight(days)}


def _spells(draw: np.random.Generator, referrals: Mapping[str, np.ndarray], number: int) -> dict[str, np.ndarray]:
    which = draw.integers(0, len(referrals["referral_id"]), number)
    admitted = referrals["discharged_at"][which] + draw.choice(EDGES, number)
    admitted = np.where(np.isnat(admitted), referrals["referred_at"][which], admitted)
    return {
        "person_id": referrals["person_id"][which],
        "admitted_at": admitted,
        "discharged_at": _blanked(draw, admitted + draw.integers(0, 20 * 48, number) * 30, 0.1),
        "kind": draw.choice(np.array(["emergency", "planned", "other"], dtype=object), number),
    }


def _ids(letter: str, numbers: np.ndarray) -> np.ndarray:
    return np.array([f"{letter}{number}" for number in numbers], dtype=object)


def _blanked(draw: np.random.Generator, values: np.ndarray, share: float) -> np.ndarray:
    blank = np.datetime64("NaT") if values.dtype.kind == "M" else np.nan
    return np.where(draw.random(len(values)) < share, blank, values)


def _midnight(days: np.ndarray) -> np.ndarray:
    # A day without a time is the start of the day in London.
    wall = pd.DatetimeIndex(days.astype("datetime64[s]")).tz_localize("Europe/London")
    return wall.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[m]")


def _table(columns: Mapping[str, np.ndarray]) -> pa.Table:
    made: dict[str, pa.Array] = {}
    for name, values in columns.items():
        if values.dtype.kind == "M":
            at = pd.Series(values.astype("datetime64[us]"))
            on = at.dt.tz_localize("UTC").dt.tz_convert("Europe/London").dt.date
            made |= {name: pa.array(at, pa.timestamp("us")), f"{name}_on": pa.array(on, pa.date32(), from_pandas=True)}
        elif values.dtype.kind == "f":
            made[name] = pa.array(values, pa.float64(), from_pandas=True)
        else:
            made[name] = pa.array(values, pa.string())
    rows = len(next(iter(columns.values())))
    return pa.table({**made, "row": pa.array(np.arange(rows), pa.int64())})
