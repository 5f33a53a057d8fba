"""One made-up service: every contract table as its record stood on a day, and the truth that was planted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from fairclaim.data.synthetic import care, outcomes, poor, running
from fairclaim.data.synthetic.episodes import episodes
from fairclaim.data.synthetic.planted import check_period, planted
from fairclaim.data.synthetic.rows import EPOCH
from fairclaim.data.synthetic.sheets import Record, Sheet
from fairclaim.data.synthetic.streams import Days
from fairclaim.params.world import World

TABLES: dict[str, Callable[[Record], Sheet]] = {
    "people": care.people,
    "referrals": care.referrals,
    "contacts": care.contacts,
    "scores": outcomes.scores,
    "goals": care.goals,
    "packages": poor.packages,
    "support_hours": care.support_hours,
    "plans": care.plans,
    "stability_checks": poor.stability_checks,
    "hospital_spells": outcomes.hospital_spells,
    "escalations": outcomes.escalations,
    "deaths": outcomes.deaths,
    "followups": poor.followups,
    "safety_events": outcomes.safety_events,
    "complaints": outcomes.complaints,
    "experience": outcomes.experience,
    "oversight": running.oversight,
    "audits": running.audits,
    "themes": running.themes,
    "learning_log": running.learning_log,
    "costs": running.costs,
    "capacity": running.capacity,
    "activity_plan": running.activity_plan,
}


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A made-up extract in memory.

    Parameters
    ----------
    tables : dict of str to arrow Table
        Contract name → table, in the contract's columns. Times are local.
    recorded : dict of str to array of int
        For each row the day, counted from 1970-01-01, on which it was written down. It is in no file.
    truth : dict
        What was planted and what follows from it, as plain values.
    """

    tables: dict[str, pa.Table]
    recorded: dict[str, Days]
    truth: dict[str, Any]


def make(
    world: World,
    seed: int,
    size: int,
    first: date,
    last: date,
    as_at: date,
    *,
    only: Iterable[str] = tuple(TABLES),
) -> Made:
    """Draw a made-up service.

    Parameters
    ----------
    world : World
    seed : int
        0 or more. Worlds that differ in one knob share all other random numbers.
    size : int
        Referrals, 1 or more, received from the first to the last day (both included).
    first, last : date
    as_at : date
        The freeze date: what was written down by its end. It changes nothing that happens, so the same world on two
        days gives an extract and its reissue.
    only : iterable of str
        The tables that are wanted; each is the same whichever others are.

    Raises
    ------
    ParamsRefused
        If a trend would take a share out of 0 to 1 between the first and the last day.
    """
    sheets = drawn(world, seed, size, first, last, as_at, only=only)
    return Made(
        {name: made.table for name, made in sheets.items()},
        {name: made.recorded for name, made in sheets.items()},
        planted(world, first, last),
    )


def drawn(
    world: World, seed: int, size: int, first: date, last: date, as_at: date, *, only: Iterable[str]
) -> dict[str, Sheet]:
    """Draw the tables alone; parameters and refusal as for `make`."""
    check_period(world, first, last)
    opens, closes, freeze = ((day - EPOCH).days for day in (first, last, as_at))
    record = Record(world, seed, opens, closes, freeze, episodes(world, seed, size, opens, closes))
    return {name: TABLES[name](record) for name in only}
