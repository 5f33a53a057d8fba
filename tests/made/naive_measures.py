"""What each kind of measure gives, counted by hand: loops over rows and dates, by the documented definitions alone.

Nothing of `fairclaim.data` is used here, so that the compiled measures are held against a second reading of their own
definitions. Slow, and meant to be read.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from edgy_records import Row, london_day
from naive_links import Linked, has_referral, holds
from naive_windows import Window, days_of, end_of

Answer = dict[str, Any]
EVER = date(1900, 1, 1)


class Naive(Linked):
    """What became of each index event, by the kind of the measure."""

    def answers(self) -> dict[int, Answer]:
        kind: Callable[[], Iterator[tuple[Row, Answer]]] = getattr(self, self.m.kind)
        told = {
            event["row"]: {
                "referral_id": event["referral_id"],
                "index_on": london_day(event["at"]),
                **answer,
                **self._beside(event),
            }
            for event, answer in kind()
        }
        persons = sorted({one["person"] for one in told.values() if one["person"]})
        for one in told.values():
            one["person"] = persons.index(one["person"]) if one["person"] else None
        return told

    def _beside(self, event: Row) -> Answer:
        person = self.people.get(event["person"], {})
        age = self.age(event["person"], london_day(event["at"]))
        age = person.get("age") if age is None else age
        edges = self.asked.age_bands
        names = [f"{low} to {high - 1}" for low, high in zip((0, *edges), edges, strict=False)] + [
            f"{edges[-1]} or over"
        ]
        band = None if age is None else names[sum(age >= edge for edge in edges)]
        plain = {name: person.get(name) for name in ("sex", "deprivation", "site")}
        team = self.referrals.get(event["referral_id"], {}).get("team")
        return {"age_band": band, "team": team, "person": event["person"], **plain}

    # The kinds.

    def proportion(self) -> Iterator[tuple[Row, Answer]]:
        for event in self.events(self.asked.first):
            window = Window(self.m.window, event)
            yield event, {"state": self._share(event, window), "baseline": self._baseline(event)}

    def _share(self, event: Row, window: Window) -> str:
        if window.open_after(self.asked.as_at):
            return "immature"
        present, came = self.m.outcome.counts_when == "present", self.came(event, window, self.m.died)
        outcome = self.outcome(event, window)
        if outcome and not self.before(came, outcome, window):
            return "yes" if present else "no"
        if came:
            _, _, state, policy, _ = came[0]
            return "no" if policy == "failure" else state
        if self.m.observed_when and not any(self._looked(look, event, window) for look in self.m.observed_when.looks):
            return "no" if self.m.not_observed == "failure" else "not_observed"
        return "no" if present else "yes"

    def _looked(self, look: Any, event: Row, window: Window) -> bool:
        if look.feed:
            to = self.asked.linked_to.get(look.feed)
            return to is not None and event["person"] is not None and not window.open_after(to)
        known_by = {
            "packages": "started_at",
            "escalations": "occurred_at",
            "referrals": "referred_at",
            "plans": "made_at",
        }
        at = look.at or known_by.get(look.table, "admitted_at" if look.table == "hospital_spells" else "at")
        rows = self.linked(event, look.table, at, look.where)
        return bool(rows) and (look.at is None or any(window.of(row[at]) >= window.last for row in rows))

    def _scores(self, event: Row, instrument: str, item: str | None, point: str | None) -> list[Row]:
        rows = self.linked(
            event, "scores", "at", {"instrument": [instrument]} | ({"time_point": [point]} if point else {})
        )
        return [row for row in rows if (row["item"] or "").lower() == (item or "").lower()]

    def _means(self, event: Row, point: str | None) -> list[Row]:
        """Means of the occasions on which every item was answered, and none twice."""
        asked, found = {"instrument": [self.m.instrument], "item": self.m.items}, []
        rows = self.linked(event, "scores", "at", asked | ({"time_point": [point]} if point else {}))
        occasions = {(row["referral_id"], row["at"], (row["time_point"] or "").lower()) for row in rows}
        for referral, at, label in occasions:
            of = [row for row in rows if (row["referral_id"], row["at"]) == (referral, at)]
            of = [row for row in of if (row["time_point"] or "").lower() == label]
            if sorted(row["item"].lower() for row in of) == sorted(item.lower() for item in self.m.items):
                first = min(row["row"] for row in of)
                found.append({"at": at, "row": first, "score": sum(row["score"] for row in of) / len(of)})
        return sorted(found, key=lambda one: (one["at"], one["row"]))

    def _points(self, event: Row, point: str | None) -> list[Row]:
        return self._means(event, point) if self.m.items else self._scores(event, self.m.instrument, self.m.item, point)

    def _baseline(self, event: Row) -> float | None:
        base = self.m.baseline
        scores = self._scores(event, base.instrument, None, base.time_point) if base else []
        return scores[0]["score"] if scores else None

    def paired_change(self) -> Iterator[tuple[Row, Answer]]:
        for event in self.events(self.asked.first):
            firsts, lasts = (
                self.alive(event, self._points(event, point), "at") for point in (self.m.first, self.m.last)
            )
            before, after = firsts[0] if firsts else None, lasts[-1] if lasts else None
            if self.m.pairing == "labelled":
                pair = before and after and london_day(after["at"]) >= london_day(before["at"])
            else:
                pair = before and after and after["at"] > before["at"]
            died = self.died_at(event)
            gone = died and london_day(died) <= london_day(event["at"])
            state = "paired" if pair else "died" if gone else "not_observed"
            yield event, {"state": state, "before": before and before["score"], "after": after and after["score"]}

    def recovery(self) -> Iterator[tuple[Row, Answer]]:
        up = self.m.better == "higher"
        began, ended = (
            (self.m.began.at_most, self.m.ended.at_least) if up else (-self.m.began.at_least, -self.m.ended.at_most)
        )
        for event, answer in self.paired_change():
            before, after = (
                None if one is None else one if up else -one for one in (answer["before"], answer["after"])
            )
            if before is not None and before > began:
                answer["state"] = "began_outside"
            elif answer["state"] == "paired":
                enough = self.m.changed_by is None or after - before >= self.m.changed_by
                answer["state"] = "yes" if after >= ended and enough else "no"
            yield event, answer

    def quantity(self) -> Iterator[tuple[Row, Answer]]:
        for event in self.events(self.asked.first):
            window, what = Window(self.m.window, event), self.m.amount
            # A number in the index event's own row is an amount like any other.
            rows = self.sought(event, what, own=True) if what.column else self.others(event, what)
            rows = [row for row in rows if window.counts(row[what.at])]
            state = self._out(event, window, rows)
            value = self._amount(event, rows) if state == "counted" else None
            yield event, {"state": "not_observed" if state == "counted" and value is None else state, "value": value}

    def _out(self, event: Row, window: Window, rows: list[Row]) -> str:
        if window.open_after(self.asked.as_at):
            return "immature"
        came = self.came(event, window, "excluded" if self.m.died == "excluded" else None)
        take = self.m.amount.take
        if (
            rows
            and (take == "first" or take.startswith("elapsed"))
            and not self.before(came, rows[0][self.m.amount.at], window)
        ):
            return "counted"
        return came[0][2] if came else "counted"

    def _amount(self, event: Row, rows: list[Row]) -> float | None:
        what = self.m.amount
        if what.take == "count":
            return float(len(rows)) if rows or self.m.none_found == "zero" else None
        if not rows:
            return 0.0 if self.m.none_found == "zero" else None
        if what.take == "elapsed_days":
            return float((london_day(rows[0][what.at]) - london_day(event["at"])).days)
        if what.take == "elapsed_hours":
            return float((rows[0][what.at] - event["at"]) / timedelta(hours=1))
        numbers = [row[what.column] for row in rows]
        if what.take == "sum":
            return None if None in numbers else float(sum(numbers))
        number: float | None = numbers[0 if what.take == "first" else -1]
        return number

    def category(self) -> Iterator[tuple[Row, Answer]]:
        for event in self.events(self.asked.first):
            window, what = Window(self.m.window, event), self.m.category
            rows = self.sought(event, what, own=not self.by_person(what.table, what.link))
            rows = [row for row in rows if window.counts(row[what.at])]
            word = rows[0 if what.take == "first" else -1][what.column] if rows else None
            word = {one.lower(): one for one in self.m.order}.get((word or "").lower(), word)
            if window.open_after(self.asked.as_at):
                yield event, {"state": "immature", "category": None}
            else:
                yield event, {"state": "counted" if word else "not_observed", "category": word}

    def time_to_event(self) -> Iterator[tuple[Row, Answer]]:
        known = self.asked.as_at
        if self.m.followed_to:
            known = min(known, self.asked.linked_to.get(self.m.followed_to, EVER))
        for event in self.events(self.asked.first):
            state, stopped = self._stop(event, Window(self.m.window, event), known)
            yield event, {"state": state, "time": self._lasted(event, stopped)}

    def _stop(self, event: Row, window: Window, known: date) -> tuple[str, Any]:
        if london_day(event["at"]) > known or (self.m.followed_to and event["person"] is None):
            return "not_observed", None
        came = [one for one in self.came(event, window, self.m.died) if one[0] <= known]
        outcome = self.outcome(event, window)
        if outcome and london_day(outcome) <= known and not self.before(came, outcome, window):
            return "event", window.of(outcome)
        if came:
            _, _, state, policy, at = came[0]
            if state != "died":
                return state, None
            return {"event": "event", "competing": "competing", "censored": "censored"}[policy], window.of(at)
        return "censored", min(window.last, known if window.days else end_of(known))

    def _lasted(self, event: Row, stopped: Any) -> float | None:
        if stopped is None:
            return None
        if self.m.window.clock == "days":
            return float(max(0, (stopped - london_day(event["at"])).days))
        return float(max(timedelta(0), stopped - event["at"]) / timedelta(hours=1))

    def rate(self) -> Iterator[tuple[Row, Answer]]:
        own = self.m.window is None
        for event in self.events(EVER if own else self.asked.first):
            days, inside, open_ = self._exposed(event)
            died = self.died_at(event)
            number = sum(inside(row[self.m.outcome.at]) for row in self.others(event, self.m.outcome))
            visits = self.alive(
                event, self.linked(event, "contacts", "at", {"attended": ["yes"]}, self.m.outcome.link), "at"
            )
            exposure = {"days": days, "index_events": 1, "contacts": sum(inside(row["at"]) for row in visits)}[
                self.m.per
            ]
            if own and not number and not exposure:
                continue
            gone = died and (london_day(died) <= self.asked.last if own else Window(self.m.window, event).reaches(died))
            state = "immature" if open_ else "died" if gone and self.m.died == "excluded" else "counted"
            # What was counted of somebody who is not is nobody's business.
            numbers = {"events": float(number), "exposure": float(exposure)} if state == "counted" else {}
            yield event, {"state": state, **numbers}

    def _exposed(self, event: Row) -> tuple[int, Callable[[datetime], bool], bool]:
        """Days of exposure, whether a moment lies in it (deaths apart), and whether it is still going on."""
        died = self.died_at(event)
        lived_to = london_day(died) if died else date.max
        if self.m.window:
            window = Window(self.m.window, event)
            every = (event["at"] + timedelta(hours=12 * step) for step in range(-4, 200)) if window.days else ()
            days = {london_day(moment) for moment in every if window.counts(moment) and london_day(moment) <= lived_to}
            return len(days), window.counts, window.open_after(self.asked.as_at)
        opens, closes = max(london_day(event["at"]), self.asked.first), self.asked.last
        ended = self.referrals.get(event["referral_id"], {}).get("discharged_at")
        if self.m.per == "days" and ended:
            closes = min(closes, london_day(ended))
        days_open = max(0, (min(closes, lived_to) - opens).days + 1)
        return days_open, lambda moment: opens <= london_day(moment) <= closes, self.asked.last > self.asked.as_at

    def currency(self) -> Iterator[tuple[Row, Answer]]:
        day, opened, owed = self.asked.last, self.m.open, self.m.in_force
        for row in self.record[opened.table]:
            if not self._in_date(row, opened, day) or day - london_day(row[opened.start]) < days_of(self.m.grace):
                continue
            event = self._event(row, opened.start)
            died = self.died_at(event)
            by_person = not (has_referral(opened.table) and has_referral(owed.table))
            who = event["person"] if by_person else event["referral_id"]
            mine = (
                one
                for one in self.record[owed.table]
                if who and (self.person_of(one) if by_person else one["referral_id"]) == who
            )
            held = any(self._in_date(one, owed, day) for one in mine)
            gone = died and london_day(died) < day
            yield (
                event,
                {"state": "immature" if day > self.asked.as_at else "died" if gone else "yes" if held else "no"},
            )

    def _in_date(self, row: Row, span: Any, day: date) -> bool:
        start, end = row[span.start], row[span.end]
        if not start or not holds(row, span.where) or london_day(start) > min(day, self.asked.as_at):
            return False
        return not end or london_day(end) > day or (span.end_day == "inclusive" and london_day(end) == day)
