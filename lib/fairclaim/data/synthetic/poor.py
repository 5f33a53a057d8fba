"""How a poor outcome shows in the record, and how a good one is known: by a call, a check, or a complete feed."""

import numpy as np
import pyarrow as pa

from fairclaim.data.synthetic.columns import dates, numbers, times, words, yes_no
from fairclaim.data.synthetic.episodes import DAY
from fairclaim.data.synthetic.rows import EPOCH
from fairclaim.data.synthetic.sheets import Record, Sheet, of_referrals
from fairclaim.data.synthetic.streams import Days, Flags

_SIX_WEEKS, _NINETY_ONE = 42, 91
Shown = tuple[Days, Days, pa.Array]


def outcome_on(record: Record) -> Days:
    """Day from which each referral's outcome counts: its first contact where counted in hours, else its discharge."""
    e = record.episodes
    return e.first_contact_at // DAY if record.profile.poor == "escalations" else e.discharged


def alive_after(record: Record) -> Flags:
    """Who lived to the end of the outcome's window."""
    return np.asarray(record.episodes.death > outcome_on(record) + record.profile.window_days)


def known(record: Record) -> Flags:
    """Whose outcome the record knows, good or poor."""
    e = record.episodes
    heard = {"call": e.reached, "check": e.reached | ~recorded_good(record), "feed": np.ones(len(e.good), dtype=bool)}
    return heard[record.profile.known_by] & alive_after(record)


def recorded_good(record: Record) -> Flags:
    """The outcome as the record has it: after misrecording and, from its day on, a changed code."""
    e, world = record.episodes, record.world
    if world.recoded_from is None:
        return e.recorded_good
    changed = outcome_on(record) >= (world.recoded_from - EPOCH).days
    return np.asarray(e.recorded_good & ~(e.recoded & changed))


def shown(record: Record) -> Shown:
    """Referral, minute and code of what shows a poor outcome, and of the harmless things beside it."""
    e, profile = record.episodes, record.profile
    draw = record.draw("poor")
    n = len(e.good)
    # Three hours short of the window's end: a clock that changes inside it must take nothing out.
    hours, minutes = draw.integers(1, 24 * profile.window_days - 3, n), draw.integers(8 * 60, 18 * 60, n)
    days = np.floor((profile.window_days + 1) * draw.beta(1, 3, n)).astype(np.int64)
    code = draw.integers(0, len(profile.poor_kinds), n)
    by_hour = profile.poor == "escalations"
    at = np.where(by_hour, e.first_contact_at + 60 * hours, (e.discharged + days) * DAY + minutes)
    poor = ~recorded_good(record)
    # Nobody has both: a harmless thing is coded as a poor outcome, or beside a good one by its own code.
    chosen = np.flatnonzero((poor | e.recoded) & alive_after(record) & (e.reached | (profile.known_by != "call")))
    code = np.where(poor, code, len(profile.poor_kinds))
    return chosen, at[chosen], words(code[chosen], *profile.poor_kinds, profile.harmless_kind)


def packages(record: Record) -> Sheet:
    """Packages of care; each goes on, with its weekly hours."""
    chosen, at, kind = shown(record) if record.profile.poor == "packages" else _nothing()
    hours = 3 + 0.5 * record.draw("package hours").poisson(12, len(chosen))
    columns = {
        "started_at": dates(at // DAY),
        "ended_at": pa.nulls(len(chosen), pa.date32()),
        "kind": kind,
        "weekly_hours": numbers(hours),
    }
    return of_referrals(record, "packages", chosen, at // DAY, columns)


def stability_checks(record: Record) -> Sheet:
    """A check when three days from the first contact are over, of those who were reached."""
    e = record.episodes
    at = e.first_contact_at + 73 * 60 + record.draw("checks").integers(0, 480, len(e.good))
    escalated = ~recorded_good(record) & (record.profile.poor == "escalations")
    checked = np.flatnonzero(e.reached)
    columns = {"at": times(at[checked]), "result": words(escalated[checked], "stable", "escalated")}
    return of_referrals(record, "stability_checks", checked, at[checked] // DAY, columns)


def followups(record: Record) -> Sheet:
    """Calls at six weeks and at 91 days after the discharge, to those alive then, reached or not."""
    e = record.episodes
    draw = record.draw("calls")
    n = len(e.good)
    place = draw.choice(4, 2 * n, p=[0.82, 0.05, 0.08, 0.05])
    referral, point = np.tile(np.arange(n), 2), np.repeat([0, 1], n)
    day = e.discharged[referral] + np.where(point, _NINETY_ONE, _SIX_WEEKS) + draw.integers(0, 5, 2 * n) * (point == 0)
    reached = e.reached[referral]
    columns = {
        "at": dates(day),
        "point": words(point, "6 weeks", "91 days"),
        "reached": yes_no(reached),
        "place": words(place, "home", "extra care", "care home", "hospital", blank=~reached),
    }
    return of_referrals(record, "followups", referral, day, columns)


def _nothing() -> Shown:
    return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), words(np.empty(0, dtype=np.int64), "")
