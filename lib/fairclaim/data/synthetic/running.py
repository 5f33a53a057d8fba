"""Tables about how the service is run: audits of outcomes, oversight, themes, learning, money, capacity and plans."""

import numpy as np
import pyarrow as pa

from fairclaim.data.synthetic.columns import dates, numbers, pick, words, yes_no
from fairclaim.data.synthetic.poor import known, outcome_on, recorded_good
from fairclaim.data.synthetic.sheets import Record, Sheet, of_referrals, sheet
from fairclaim.data.synthetic.streams import Days, Floats, wave

_FORTNIGHT = 14
_COSTS = {"staff": 110.0, "travel": 12.0, "overheads": 35.0}
_REASONS = ("complex frailty", "safeguarding risk", "housing barriers", "carer breakdown")
_IMPROVEMENTS = ("earlier occupational therapy", "joint review", "housing link worker", "carer support plan")
_TRIGGERS = ("fall", "catheter", "infection", "missed call")
_PARTNERS = ("ambulance service", "acute trust", "GP practices", "council")


def audits(record: Record) -> Sheet:
    """A sample of the outcomes that the record knows, looked up again: what was found is always true."""
    e, world = record.episodes, record.world
    draw = record.draw("audits")
    n = len(e.good)
    sampled, wait = draw.random(n) < world.audited, draw.integers(15, 46, n)
    chosen = np.flatnonzero(sampled & known(record))
    day = (outcome_on(record) + record.profile.window_days + wait)[chosen]
    of_poor = record.profile.of_poor and world.audited_measure is None
    columns = {
        "at": dates(day),
        "measure": _all(world.audited_measure or record.profile.measure, len(chosen)),
        "recorded": yes_no(recorded_good(record)[chosen] ^ of_poor),
        "found": yes_no(e.good[chosen] ^ of_poor),
        "by": _all("senior therapist", len(chosen)),
    }
    recorded = np.maximum(record.written_down("audits", day), record.referral_recorded[chosen])
    named = {"referral_id": pick(record.referral_ids, chosen), **columns}
    return sheet(record, "audits", day, named, recorded)


def oversight(record: Record) -> Sheet:
    """A supervision due for each team in each fortnight; nine in ten are held."""
    due, team = _grid(np.arange(record.first, record.last + 1, _FORTNIGHT), record.world.teams)
    draw = record.draw("oversight")
    held = np.where(draw.random(len(due)) < 0.9, due + draw.integers(0, 5, len(due)), record.freeze + 1)
    columns = {
        "kind": words(draw.random(len(due)) < 0.3, "supervision", "review"),
        "due_at": dates(due),
        "held_at": dates(held, record.freeze),
        "team": words(team, *[f"Team A{number + 1:02d}" for number in range(record.world.teams)]),
    }
    return sheet(record, "oversight", due, columns)


def themes(record: Record) -> Sheet:
    """Why outcomes were poor, found for one in five of them, each with what was improved."""
    draw, n = record.draw("themes"), len(record.episodes.good)
    asked, reasons = draw.random(n) < 0.2, draw.integers(0, len(_REASONS), n)
    poor = np.flatnonzero(known(record) & ~recorded_good(record) & asked)
    reason = reasons[poor]
    day = outcome_on(record)[poor] + record.profile.window_days + 10
    columns = {"at": dates(day), "reason": words(reason, *_REASONS), "improvement": words(reason, *_IMPROVEMENTS)}
    return of_referrals(record, "themes", poor, day, columns)


def learning_log(record: Record) -> Sheet:
    """One thing learned in each fortnight, with its action; most are done some weeks later."""
    day = np.arange(record.first + 7, record.last + 1, _FORTNIGHT)
    draw = record.draw("learning")
    what = draw.integers(0, len(_TRIGGERS), len(day))
    done = np.where(draw.random(len(day)) < 0.8, day + draw.integers(10, 60, len(day)), record.freeze + 1)
    columns = {
        "at": dates(day),
        "trigger": words(what, *_TRIGGERS),
        "action": words(what, *[f"agree a direct route for: {trigger}" for trigger in _TRIGGERS]),
        "partner": words(draw.integers(0, len(_PARTNERS), len(day)), *_PARTNERS),
        "owner": _all("clinical lead", len(day)),
        "due_at": dates(day + 42),
        "done_at": dates(done, record.freeze),
    }
    return sheet(record, "learning_log", day, columns)


def costs(record: Record) -> Sheet:
    """Money of each month by kind: a fixed part, and a part for each referral."""
    start, kind = _grid(_months(record), len(_COSTS))
    each_referral = np.array(list(_COSTS.values()))[kind]
    noise = record.draw("costs").normal(1, 0.03, len(start))
    pounds = each_referral * (_monthly(record, start) + _a_month(record)) * noise
    return _of_months(record, "costs", start, words(kind, *_COSTS), {"pounds": numbers(np.round(pounds, 2))})


def capacity(record: Record) -> Sheet:
    """Visits that could be made in each month, as planned, and fewer when staff are away in winter."""
    start = _months(record)
    planned = np.rint(6 * _a_month(record) * np.ones(len(start)))
    away = 0.05 + 0.04 * (1 + wave(start)) + record.draw("capacity").normal(0, 0.01, len(start))
    columns = {"planned": numbers(planned), "available": numbers(np.rint(planned * (1 - away)))}
    return _of_months(record, "capacity", start, _all("visits", len(start)), columns)


def activity_plan(record: Record) -> Sheet:
    """Referrals planned evenly over the months, and how many there were by what is written down."""
    start = _months(record)
    planned = np.rint(_a_month(record) * np.ones(len(start)))
    columns = {"planned": numbers(planned), "delivered": numbers(_monthly(record, start))}
    return _of_months(record, "activity_plan", start, _all("referrals", len(start)), columns)


def _months(record: Record) -> Days:
    first, last = (np.datetime64(day, "D").astype("M8[M]") for day in (record.first, record.last))
    return np.arange(first, last + 1).astype("M8[D]").astype(np.int64)


def _month_of(day: Days) -> Days:
    return day.astype("M8[D]").astype("M8[M]").astype("M8[D]").astype(np.int64)


def _a_month(record: Record) -> float:
    return len(record.episodes.good) / (record.last - record.first + 1) * 30.4


def _monthly(record: Record, start: Days) -> Floats:
    written = record.episodes.referred[record.referral_recorded <= record.freeze]
    month, count = np.unique(_month_of(written), return_counts=True)
    return np.array([count[month == day].sum() for day in start], dtype=float)


def _of_months(record: Record, name: str, start: Days, kind: pa.Array, columns: dict[str, pa.Array]) -> Sheet:
    # A month's figures are made up when it is over.
    over = _month_of(start + 31)
    return sheet(record, name, over, {"month": dates(start), "kind": kind, **columns}, over)


def _grid(days: Days, n: int) -> tuple[Days, Days]:
    return np.repeat(days, n), np.tile(np.arange(n), len(days))


def _all(word: str, n: int) -> pa.Array:
    return words(np.zeros(n, dtype=np.int64), word)
