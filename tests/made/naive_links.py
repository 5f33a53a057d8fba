"""Who is counted, what belongs to them, and what came between: loops over rows, by the documented definitions alone."""

from datetime import date, datetime, timedelta
from typing import Any

from edgy_records import Record, Row, london_day
from naive_windows import Window, days_of, hours_of

Came = list[tuple[date, int, str, str, datetime]]


def holds(row: Row, where: dict[str, list[str]]) -> bool:
    return all(row[column] and row[column].lower() in [v.lower() for v in allowed] for column, allowed in where.items())


def has_referral(table: str) -> bool:
    return table not in {"hospital_spells", "people", "deaths"}


class Linked:
    """A measure asked of a record, before it is asked what kind it is."""

    def __init__(self, measure: Any, record: Record, asked: Any) -> None:
        self.m, self.record, self.asked = measure, record, asked
        self.referrals = {row["referral_id"]: row for row in record["referrals"]}
        self.people = {row["person_id"]: row for row in record["people"]}
        self.deaths = {row["person_id"]: row["at"] for row in record["deaths"]}
        self.groups: dict[Any, dict[str | None, list[Row]]] = {}

    # Who is who.

    def person_of(self, row: Row) -> str | None:
        if row.get("person_id"):
            return str(row["person_id"])
        referral = self.referrals.get(row.get("referral_id"))
        return referral["person_id"] if referral else None

    def died_at(self, event: Row) -> datetime | None:
        """The death, if it is known by the freeze date."""
        died = self.deaths.get(event["person"])
        return died if died and london_day(died) <= self.asked.as_at else None

    def age(self, person: str | None, on: date) -> float | None:
        born = self.people.get(person, {}).get("birth_month")
        return on.year - born.year - (on.month < born.month) if born else None

    # Who is counted.

    def events(self, first: date) -> list[Row]:
        """The index events of the period; each with its person, its referral and its moment."""
        index, last = self.m.index, min(self.asked.last, self.asked.as_at)
        such = [
            self._event(row, index.at) for row in self.record[index.table] if row[index.at] and holds(row, index.where)
        ]
        such.sort(key=lambda event: (event["at"], event["row"]))
        kept, seen = [], set()
        for place, event in enumerate(such):
            if not first <= london_day(event["at"]) <= last or self._washed_out(event, such[:place]):
                continue
            if not self._of_age(event) or (index.counts == "people" and event["person"] in seen):
                continue
            seen |= {event["person"]} - {None}
            kept.append(event)
        return kept

    def _event(self, row: Row, at: str) -> Row:
        return {"row": row["row"], "at": row[at], "referral_id": row.get("referral_id"), "person": self.person_of(row)}

    def _washed_out(self, event: Row, before: list[Row]) -> bool:
        washout = self.m.index.washout
        if washout is None or event["person"] is None:
            return False
        mine = [other["at"] for other in before if other["person"] == event["person"]]
        if washout.endswith("h"):
            return any(event["at"] - at <= timedelta(hours=hours_of(washout)) for at in mine)
        return any(london_day(event["at"]) - london_day(at) <= days_of(washout) for at in mine)

    def _of_age(self, event: Row) -> bool:
        ages = self.m.index.ages
        if ages is None:
            return True
        by_birth = ages.on == "index"
        age = (
            self.age(event["person"], london_day(event["at"]))
            if by_birth
            else self.people.get(event["person"], {}).get("age")
        )
        youngest, oldest = ages.youngest or 0, 200 if ages.oldest is None else ages.oldest
        return age is not None and youngest <= age <= oldest

    # What is linked to them.

    def by_person(self, table: str, link: str | None) -> bool:
        return link == "person" or (link is None and not (has_referral(table) and has_referral(self.m.index.table)))

    def linked(
        self, event: Row, table: str, at: str, where: dict[str, list[str]], link: str | None = None
    ) -> list[Row]:
        """Rows of the referral or the person that are known, in the order of their times."""
        person = self.by_person(table, link)
        name = (table, at, person, str(where))
        if name not in self.groups:
            groups = self.groups.setdefault(name, {})
            for row in sorted(self.record[table], key=lambda row: (row[at] or datetime.max, row["row"])):
                if row[at] and holds(row, where) and london_day(row[at]) <= self.asked.as_at:
                    groups.setdefault(self.person_of(row) if person else row["referral_id"], []).append(row)
        key = event["person"] if person else event["referral_id"]
        return self.groups[name].get(key, []) if key else []

    def alive(self, event: Row, rows: list[Row], at: str) -> list[Row]:
        died = self.died_at(event)
        return [row for row in rows if not died or london_day(row[at]) <= london_day(died)]

    def sought(self, event: Row, what: Any, *, own: bool) -> list[Row]:
        """Rows of an outcome while the person lived; its own row only where that may be."""
        rows = self.alive(event, self.linked(event, what.table, what.at, what.where, what.link), what.at)
        same = what.table == self.m.index.table
        return rows if own else [row for row in rows if not (same and row["row"] == event["row"])]

    def others(self, event: Row, what: Any) -> list[Row]:
        """Rows that are another event: of its own row, only another date, and only by referral."""
        own = not self.by_person(what.table, what.link) and what.at != self.m.index.at
        return self.sought(event, what, own=own)

    def outcome(self, event: Row, window: Window) -> datetime | None:
        at = [row[self.m.outcome.at] for row in self.others(event, self.m.outcome)]
        inside = [moment for moment in at if window.counts(moment)]
        return inside[self.m.outcome.at_least - 1] if len(inside) >= self.m.outcome.at_least else None

    # What came between.

    def came(self, event: Row, window: Window, death: str | None) -> Came:
        """What came by the window's end, the first first: day, which wins on one day, state, policy, moment."""
        found = []
        died = self.died_at(event)
        if death and died and window.reaches(died):
            found.append((london_day(died), 0, "died", death, died))
        moved = self.referrals.get(event["referral_id"], {}).get("transferred_at")
        if self.m.transferred != "ignored" and moved and window.index <= window.of(moved) and window.reaches(moved):
            found.append((london_day(moved), 1, "transferred", self.m.transferred, moved))
        again = self._rereferred(event, window)
        if self.m.rereferred != "ignored" and again:
            found.append((london_day(again), 2, "rereferred", self.m.rereferred, again))
        return sorted(found)

    def _rereferred(self, event: Row, window: Window) -> datetime | None:
        receipt = (self.m.index.table, self.m.index.at) == ("referrals", "referred_at")
        for row in self.linked(event, "referrals", "referred_at", {}, "person"):
            at = window.of(row["referred_at"])
            after = at > window.index or (at == window.index and not receipt)
            if row["referral_id"] != event["referral_id"] and after and window.reaches(row["referred_at"]):
                return row["referred_at"]
        return None

    @staticmethod
    def before(came: Came, moment: datetime | None, window: Window) -> bool:
        """Did anything but a death come before this moment? No row that counts is later than a death."""
        return moment is not None and any(
            window.of(at) < window.of(moment) for *_, state, _, at in came if state != "died"
        )
