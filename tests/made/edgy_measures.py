"""Measures drawn at random from what a measure may declare, and what they are asked about."""

import random
from datetime import timedelta
from typing import Any

from by_hand import heading, model_of
from edgy_records import ERAS

from fairclaim.data.measuring.asked import Asked
from fairclaim.params.measures import AnyMeasure

Keys = dict[str, Any]

INDEXES: tuple[Keys, ...] = (
    {"table": "referrals", "at": "referred_at"},
    {"table": "referrals", "at": "referred_at", "where": {"risk": ["HIGHER"]}},
    {"table": "referrals", "at": "discharged_at"},
    {"table": "referrals", "at": "first_contact_at", "where": {"risk": ["higher", "standard"]}},
    {"table": "contacts", "at": "at", "where": {"attended": ["yes"]}},
    {"table": "escalations", "at": "occurred_at"},
    {"table": "packages", "at": "started_at"},
    {"table": "hospital_spells", "at": "discharged_at", "where": {"kind": ["emergency"]}},
    {"table": "hospital_spells", "at": "admitted_at"},
    {"table": "themes", "at": "at"},
)
OUTCOMES: tuple[Keys, ...] = (
    {"table": "escalations", "at": "occurred_at"},
    {"table": "escalations", "at": "occurred_at", "where": {"kind": ["ambulance", "crisis"]}},
    {"table": "contacts", "at": "at", "where": {"attended": ["yes"], "kind": ["visit"]}},
    {"table": "hospital_spells", "at": "admitted_at", "where": {"kind": ["emergency"]}},
    {"table": "referrals", "at": "first_contact_at"},
    {"table": "referrals", "at": "referred_at"},
    {"table": "packages", "at": "started_at"},
    {"table": "safety_events", "at": "at"},
)
AMOUNTS: tuple[Keys, ...] = (
    {"table": "packages", "at": "started_at", "column": "weekly_hours"},
    {"table": "support_hours", "at": "week_at", "column": "hours"},
    {"table": "scores", "at": "at", "column": "score", "where": {"instrument": ["Barthel Index"]}},
)
WORDS: tuple[Keys, ...] = (
    {"table": "escalations", "at": "occurred_at", "column": "kind"},
    {"table": "referrals", "at": "referred_at", "column": "reason"},
    {"table": "contacts", "at": "at", "column": "kind"},
    {"table": "followups", "at": "at", "column": "place"},
    {"table": "themes", "at": "at", "column": "reason"},
)
LOOKS: tuple[Keys, ...] = (
    {"table": "stability_checks", "where": {"result": ["stable"]}},
    {"table": "stability_checks", "at": "at"},
    {"table": "followups", "at": "at", "where": {"reached": ["yes"]}},
    {"table": "plans"},
    {"table": "hospital_spells", "at": "admitted_at"},
    {"feed": "hospital_spells"},
    {"feed": "escalations"},
)
OPEN: tuple[Keys, ...] = (
    {"table": "referrals", "start": "referred_at", "end": "discharged_at"},
    {"table": "referrals", "start": "referred_at", "end": "discharged_at", "where": {"risk": ["higher"]}},
    {"table": "packages", "start": "started_at", "end": "ended_at"},
    {"table": "hospital_spells", "start": "admitted_at", "end": "discharged_at"},
)
OWED: tuple[Keys, ...] = (
    {"table": "plans", "start": "made_at", "end": "in_force_to", "where": {"kind": ["crisis plan"]}},
    {"table": "packages", "start": "started_at", "end": "ended_at"},
    {"table": "hospital_spells", "start": "admitted_at", "end": "discharged_at"},
)
_DAYS = ("0d", "1d", "2d", "3d", "48h", "1w")
_HOURS = ("0h", "2h", "24h", "2d", "72h", "1w")
_LENGTH = {one: int(one[:-1]) * {"h": 1, "d": 24, "w": 168}[one[-1]] for one in (*_DAYS, *_HOURS)}


class Drawn:
    """One measure of a kind, and what it is asked about, from one seed."""

    def __init__(self, kind: str, seed: int) -> None:
        self.draw = random.Random(f"{kind} {seed}")
        self.keys: Keys = getattr(self, kind)()
        self.measure: AnyMeasure = model_of(**heading(kind=kind, **self.keys))
        self.asked = self._asked()

    def _asked(self) -> Asked:
        draw = self.draw
        first = draw.choice(ERAS) + timedelta(draw.randrange(4))
        last = first + timedelta(draw.randint(4, 12))
        as_at = last + timedelta(draw.choice((-2, 0, 0, 1, 1, 2, 3, 7, 20)))
        feeds = {name: as_at - timedelta(draw.choice((-1, 0, 1, 4))) for name in ("hospital_spells", "escalations")}
        linked = {name: to for name, to in feeds.items() if draw.random() < 0.8}
        return Asked(
            first=first, last=last, as_at=as_at, linked_to=linked, age_bands=draw.choice(((18, 65), (65, 75, 85)))
        )

    def _one(self, *of: Any) -> Any:
        return self.draw.choice(of)

    def _index(self, *, followed: bool = False) -> Keys:
        index = dict(self._one(*INDEXES))
        if not followed:
            index["counts"] = self._one("events", "events", "people")
            index["washout"] = self._one(None, None, "2d", "1w", "24h", "48h")
        if self.draw.random() < 0.25:
            index["ages"] = {
                "on": self._one("index", "recorded"),
                "youngest": self._one(None, 18, 65),
                "oldest": self._one(None, 64, 75),
            }
        return index

    def _window(self, clock: str | None = None) -> Keys:
        clock = clock or self._one("days", "hours")
        start, end = sorted(self.draw.choices(_DAYS if clock == "days" else _HOURS, k=2), key=_LENGTH.__getitem__)
        start = start if self.draw.random() < 0.4 else "0d"
        bounds = ("inclusive", "exclusive")
        return {
            "start": start,
            "end": end,
            "start_day": self._one(*bounds),
            "end_day": self._one(*bounds),
            "clock": clock,
        }

    def _linked(self, event: Keys, index: Keys) -> Keys:
        spells = "hospital_spells" in {event["table"], index["table"]}
        return {**event, "link": self._one(None, "person") if spells else self._one(None, "referral", "person")}

    def _of_events(self, *more: str) -> tuple[Keys, Keys]:
        index = self._index()
        between = ("ignored", "excluded", *more)
        return index, {
            "index": index,
            "window": self._window(),
            "transferred": self._one(*between),
            "rereferred": self._one(*between),
        }

    def proportion(self) -> Keys:
        index, keys = self._of_events("failure")
        counts = self._one("present", "absent")
        looks = [self.draw.sample(LOOKS, k=self._one(1, 1, 1, 2))]
        observed = {"any": looks[0]} if counts == "absent" or self.draw.random() < 0.4 else None
        outcome = self._linked(self._one(*OUTCOMES), index) | {"counts_when": counts, "at_least": self._one(1, 1, 2)}
        baseline = self._one(None, {"instrument": "Barthel Index", "time_point": "start"})
        return keys | {
            "outcome": outcome, "observed_when": observed, "baseline": baseline,
            "died": self._one("failure", "excluded"), "not_observed": self._one("own_state", "failure", "missing"),
        }  # fmt: skip

    def quantity(self) -> Keys:
        index, keys = self._of_events()
        take = self._one("first", "last", "sum", "count", "elapsed_days", "elapsed_hours")
        of_numbers = take in {"first", "last", "sum"}
        amount = self._linked(self._one(*(AMOUNTS if of_numbers else OUTCOMES)), index) | {"take": take}
        if take == "elapsed_hours":
            keys["window"] = self._window("hours")
        none_found = "not_observed" if take.startswith("elapsed") else self._one("zero", "not_observed")
        return keys | {
            "amount": amount,
            "unit": "hours",
            "none_found": none_found,
            "died": self._one("kept", "excluded"),
        }

    def time_to_event(self) -> Keys:
        index, keys = self._of_events()
        outcome = self._linked(self._one(*OUTCOMES), index) | {"at_least": self._one(1, 1, 2)}
        followed_to = self._one(None, None, "hospital_spells", "escalations")
        return keys | {
            "outcome": outcome,
            "followed_to": followed_to,
            "died": self._one("competing", "censored", "event"),
        }

    def category(self) -> Keys:
        index = self._index()
        word = self._linked(self._one(*WORDS), index) | {"take": self._one("first", "last")}
        return {
            "index": index,
            "window": self._window(),
            "category": word,
            "order": self._one([], ["fall", "AMBULANCE", "delay"]),
        }

    def rate(self) -> Keys:
        own = self.draw.random() < 0.5
        per = self._one("contacts", "days") if own else self._one("contacts", "days", "index_events")
        index = self._index(followed=own)
        window = None if own else self._window("days" if per == "days" else None)
        return {
            "index": index, "outcome": self._linked(self._one(*OUTCOMES), index), "window": window, "per": per,
            "multiple": 1000, "died": self._one("ends_exposure", "excluded"),
        }  # fmt: skip

    def _score(self) -> Keys:
        of = self._one({}, {}, {"item": "Stairs"}, {"items": ["Work", "home"]}, {"items": ["Work", "home"]})
        return {"instrument": "DIALOG" if "items" in of else "Barthel Index", "score_range": (0, 20), **of}

    def paired_change(self) -> Keys:
        labelled = self._one(True, False)
        return {
            "index": self._index(), **self._score(), "pairing": "labelled" if labelled else "first_and_last", "first": "start" if labelled else None,
            "last": "discharge" if labelled else None, "meaningful_change": 1.0, "meaningful_change_source": "by hand",
        }  # fmt: skip

    def recovery(self) -> Keys:
        score = self.paired_change()
        _ = score.pop("meaningful_change"), score.pop("meaningful_change_source")
        cut, side = self._one(3, 4.5, 10), self._one("higher", "lower")
        sides = ("at_most", "at_least") if side == "higher" else ("at_least", "at_most")
        ended = cut + self._one(0.5, 1) * (1 if side == "higher" else -1)
        return {
            **score, "better": side, "began": {sides[0]: cut}, "ended": {sides[1]: ended},
            "changed_by": self._one(None, None, 1.5), "cut_off_source": "by hand",
        }  # fmt: skip

    def currency(self) -> Keys:
        opened = self._one(*OPEN)
        owed = self._one(*(one for one in OWED if one["table"] != opened["table"]))
        ends = ("inclusive", "exclusive")
        grace = self._one("0d", "1d", "2d", "48h", "1w")
        return {
            "open": {**opened, "end_day": self._one(*ends)},
            "in_force": {**owed, "end_day": self._one(*ends)},
            "grace": grace,
        }
