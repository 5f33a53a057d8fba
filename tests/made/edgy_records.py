"""Many small records from one seed, side by side: a few people each, whose events crowd at the edges of windows.

Everything is drawn in plain Python; the rows are the same for the database and for whoever counts by hand.
"""

import random
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa

Row = dict[str, Any]
Record = dict[str, list[Row]]

LONDON, UTC = ZoneInfo("Europe/London"), ZoneInfo("UTC")
# The clocks change on 27 October 2024 and on 30 March 2025.
ERAS = (date(2024, 10, 20), date(2025, 3, 23))
_CLOCKS = (time(0, 0), time(0, 0), time(0, 0), time(0, 30), time(10, 0), time(10, 0), time(23, 30), time(23, 59))
_DAYS = (0, 0, 0, 1, 1, 2, 2, 3, 3, 7, 14)
_WIGGLES = (0, 0, 0, 0, -1, 1, -60, 60, 120, 121, -1440, 1440)

# Each column that is a time, a number, or a day; all others hold words.
_TIMES = {
    "referred_at", "discharged_at", "first_contact_at", "transferred_at", "at", "started_at", "ended_at", "occurred_at",
    "admitted_at", "week_at", "made_at", "in_force_to", "birth_month",
}  # fmt: skip
_NUMBERS = {"age", "deprivation", "score", "weekly_hours", "hours"}


def london_day(moment: datetime) -> date:
    """The day in London of a naive instant in UTC."""
    return moment.replace(tzinfo=UTC).astimezone(LONDON).date()


def instant(day: date, clock: time = time(0, 0)) -> datetime:
    """The naive instant in UTC of a clock on the wall in London."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC).replace(tzinfo=None)


def edgy_records(number: int, seed: int) -> Record:
    """Make this many records of one or two people each; no id is used twice."""
    draw = random.Random(seed)
    tables: Record = {}
    for record in range(number):
        _Small(draw, f"{record:04}", tables).fill()
    for rows in tables.values():
        # Rows of one record do not lie together, nor in the order of their times.
        draw.shuffle(rows)
        for number_of_row, row in enumerate(rows):
            row["row"] = number_of_row
    return tables


def as_database(tables: Record) -> dict[str, ibis.Table]:
    """Put the rows into DuckDB, typed as an extract is: with the day in London beside each time."""
    database = ibis.duckdb.connect()
    return {name: database.create_table(name, _typed(rows)) for name, rows in tables.items()}


def _typed(rows: list[Row]) -> pa.Table:
    columns: dict[str, pa.Array] = {"row": pa.array([row["row"] for row in rows], pa.int64())}
    for name in (name for name in rows[0] if name != "row"):
        values = [row[name] for row in rows]
        if name == "birth_month":
            columns[name] = pa.array([value and value.date() for value in values], pa.date32())
            continue
        kind = pa.timestamp("us") if name in _TIMES else pa.float64() if name in _NUMBERS else pa.string()
        columns[name] = pa.array(values, kind)
        if name in _TIMES:
            columns[f"{name}_on"] = pa.array([value and london_day(value) for value in values], pa.date32())
    return pa.table(columns)


class _Small:
    """One record: every time in it lies near another time of it."""

    def __init__(self, draw: random.Random, label: str, tables: Record) -> None:
        self.draw, self.label, self.tables = draw, label, tables
        start = draw.choice(ERAS)
        self.times = [instant(start + timedelta(draw.randrange(14)), draw.choice(_CLOCKS)) for _ in range(2)]
        self.people: list[str] = []
        self.referrals: list[tuple[str, str]] = []

    def fill(self) -> None:
        for number in range(self.draw.choice((1, 1, 2))):
            self._person(f"p{self.label}{number}")
        for number in range(self.draw.choice((1, 2, 2, 3))):
            self._referral(f"r{self.label}{number}")
        for _ in range(4):
            for events in (
                self._contact,
                self._escalation,
                self._spell,
                self._package,
                self._support,
                self._score,
                self._score,
                self._questionnaire,
            ):
                if self.draw.random() < 0.6:
                    events()
            for events in (self._check, self._followup, self._safety, self._plan, self._theme):
                if self.draw.random() < 0.4:
                    events()

    def _add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def _near(self) -> datetime:
        """A time at, or just beside, so many days after another; by the wall clock or by hours gone by."""
        after = self.draw.choice(self.times)
        days = timedelta(self.draw.choice(_DAYS))
        if self.draw.random() < 0.5:
            wall = after.replace(tzinfo=UTC).astimezone(LONDON)
            moment = instant(wall.date() + days, wall.time())
        else:
            moment = after + days
        if self.draw.random() < 0.15:
            return instant(london_day(moment))
        return moment + timedelta(minutes=self.draw.choice(_WIGGLES))

    def _maybe(self, value: Any, blank: float = 0.2) -> Any:
        return None if self.draw.random() < blank else value

    def _later(self, than: datetime) -> datetime:
        moment = self._near()
        return moment if moment >= than else than + timedelta(self.draw.choice(_DAYS))

    def _of(self) -> str:
        """A referral; now and then one that no referral is known for."""
        return self.draw.choice(self.referrals)[0] if self.draw.random() < 0.95 else f"x{self.label}"

    def _person(self, person: str) -> None:
        self.people.append(person)
        if self.draw.random() < 0.1:
            return
        born = datetime(self.draw.choice((1939, 1949, 1959, 1960, 2006, 2007)), self.draw.choice((3, 4, 10, 11)), 1)
        self._add(
            "people", person_id=person, age=self._maybe(float(self.draw.choice((17, 18, 64, 65, 74, 75, 85)))),
            birth_month=self._maybe(born), sex=self._maybe(self.draw.choice(("female", "male"))),
            deprivation=self._maybe(float(self.draw.randint(1, 10))), site=self._maybe("North"),
        )  # fmt: skip
        if self.draw.random() < 0.35:
            died = self._near()
            self._add("deaths", person_id=person, at=self.draw.choice((died, instant(london_day(died)))))

    def _referral(self, referral: str) -> None:
        person = self.draw.choice(self.people)
        self.referrals.append((referral, person))
        received = self.draw.choice(self.times) if self.draw.random() < 0.6 else self._near()
        self.times.append(received)
        ended = self._maybe(self._later(received))
        if ended:
            self.times.append(ended)
        self._add(
            "referrals", referral_id=referral, person_id=person, referred_at=received, discharged_at=ended,
            first_contact_at=self._maybe(self._later(received)), transferred_at=self._maybe(self._near(), 0.5),
            risk=self._maybe(self.draw.choice(("higher", "Higher", "standard"))),
            reason=self._maybe(self.draw.choice(("fall", "Fall", "delirium"))),
            team=self._maybe(self.draw.choice(("A", "B"))),
        )  # fmt: skip

    def _contact(self) -> None:
        kind = self._maybe(self.draw.choice(("visit", "Visit", "video")))
        attended = self.draw.choice(("yes", "yes", "no", "cancelled"))
        self._add("contacts", referral_id=self._of(), at=self._near(), attended=attended, kind=kind)

    def _escalation(self) -> None:
        referral = self._of()
        person = dict(self.referrals).get(referral, self.draw.choice(self.people))
        self._add(
            "escalations", referral_id=referral, occurred_at=self._near(), person_id=self._maybe(person, 0.5),
            kind=self.draw.choice(("ambulance", "Ambulance", "crisis", "ed_attendance")),
        )  # fmt: skip

    def _spell(self) -> None:
        admitted = self._near()
        kind = self.draw.choice(("emergency", "emergency", "planned"))
        ended = self._maybe(self._later(admitted))
        person = self.draw.choice(self.people)
        self._add("hospital_spells", person_id=person, admitted_at=admitted, discharged_at=ended, kind=kind)

    def _package(self) -> None:
        started = self._near()
        self._add(
            "packages", referral_id=self._of(), started_at=started, ended_at=self._maybe(self._later(started)),
            kind=self.draw.choice(("ongoing", "Ongoing", "short-term")),
            weekly_hours=self._maybe(float(self.draw.randint(0, 9)), 0.15),
        )  # fmt: skip

    def _support(self) -> None:
        self._add("support_hours", referral_id=self._of(), week_at=self._near(), hours=self.draw.randint(0, 40) / 4)

    def _score(self) -> None:
        self._add(
            "scores", referral_id=self._of(), instrument=self.draw.choice(("Barthel Index", "Barthel Index", "EQ VAS")),
            time_point=self.draw.choice(("start", "start", "Start", "discharge", "discharge", None)), at=self._near(),
            score=self.draw.randint(0, 40) / 2, item=self.draw.choice((None, None, None, None, "stairs", "Stairs")),
        )  # fmt: skip

    def _questionnaire(self) -> None:
        """Two items of one moment or nearly; now and then one is missing, answered twice, or labelled otherwise."""
        referral, moment, label = self._of(), self._near(), self.draw.choice(("start", "discharge", "discharge", None))
        for item in self.draw.choice(
            (("work", "Home"), ("work", "home"), ("Work", "home"), ("work",), ("work", "Work", "home"))
        ):
            at = moment if self.draw.random() < 0.9 else moment + timedelta(minutes=1)
            point = label if self.draw.random() < 0.9 else self.draw.choice(("start", "Discharge"))
            self._add(
                "scores", referral_id=referral, instrument="DIALOG", time_point=point, at=at,
                score=float(self.draw.randint(1, 7)), item=item,
            )  # fmt: skip

    def _check(self) -> None:
        result = self.draw.choice(("stable", "stable", "unclear"))
        self._add("stability_checks", referral_id=self._of(), at=self._near(), result=result)

    def _followup(self) -> None:
        self._add(
            "followups", referral_id=self._of(), at=self._near(), point="6 weeks",
            reached=self.draw.choice(("yes", "no")), place=self._maybe(self.draw.choice(("home", "hospital"))),
        )  # fmt: skip

    def _safety(self) -> None:
        self._add("safety_events", referral_id=self._of(), at=self._near(), harm=self.draw.choice(("none", "severe")))

    def _plan(self) -> None:
        made = self._near()
        kind = self.draw.choice(("crisis plan", "Crisis plan", "care plan"))
        end = self._maybe(self._later(made))
        self._add("plans", referral_id=self._of(), kind=kind, made_at=made, in_force_to=end)

    def _theme(self) -> None:
        reason = self.draw.choice(("delay", "Delay", "equipment"))
        self._add("themes", at=self._near(), reason=reason, referral_id=self._maybe(self._of()))
