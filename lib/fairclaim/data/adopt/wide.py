"""Scores that lie side by side in one row: each becomes a part of its own, with instrument and time point."""

import re
from dataclasses import dataclass

from fairclaim.data.adopt.columns import Column
from fairclaim.data.adopt.guesses import TODO, Constant, Drafted, Guess
from fairclaim.data.adopt.regions import Region
from fairclaim.data.adopt.vocabulary import vocabulary, words
from fairclaim.data.adopt.wording import say
from fairclaim.errors import counted

_OCCASION_WORDS = {"score", "total", "index", "at", "on", "date", "scale", "value", "result"}
_AGO = re.compile(r"\b(\d+)\s*-?\s*(day|week|month|wk)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wide:
    """A column of scores of one instrument at one time point; `stem` is its header without the occasion."""

    column: Column
    instrument: str
    time_point: str
    stem: frozenset[str]


def find_wide(columns: list[Column], region: Region) -> list[Wide]:
    """Find columns of numbers whose headers differ by the occasion alone: scores side by side.

    One occasion alone is a long table's column ("Final score"). Where no instrument is known, it is to be filled in.
    """
    context = instrument_in(" ".join(region.names))
    found = []
    for column in columns:
        named = instrument_in(column.full)
        occasion = occasion_in(column.full, named)
        if occasion and column.share("number") >= 0.8:
            stem = frozenset({named}) if named else _raw(column.full) - set(vocabulary().occasions.get(occasion, ()))
            scored = "score" in words(column.full)
            found.append(Wide(column, named or (context if scored else "") or TODO, occasion, stem))
    return [wide for wide in found if any(o.stem == wide.stem and o.time_point != wide.time_point for o in found)]


def _raw(header: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", header.lower()))


def instrument_in(text: str) -> str:
    """Name the instrument that a text speaks of; empty if none or not known."""
    own = words(text) | _raw(text) | set(re.findall(r"[a-z]+|\d+", text.lower()))
    best = ("", 0.0)
    for name, known in vocabulary().instruments.items():
        for spelled in known.words:
            parts = set(spelled.split())
            if parts <= own and len(parts) + 0.1 * len(spelled) > best[1]:
                best = (name, len(parts) + 0.1 * len(spelled))
    return best[0]


def occasion_in(header: str, instrument: str) -> str:
    """Name the occasion that a header speaks of: start, discharge, review, or '6 weeks'; empty if none."""
    if found := _AGO.search(header):
        unit = {"wk": "week"}.get(found[2].lower(), found[2].lower())
        return f"{found[1]} {unit}s"
    named = vocabulary().instruments.get(instrument)
    spelled = {part for word in named.words for part in word.split()} if named is not None else set()
    own = (set(re.findall(r"[a-z]+\d?|\d", header.lower())) | words(header)) - spelled - _OCCASION_WORDS
    for occasion, told in vocabulary().occasions.items():
        if own & set(told):
            return occasion
    return ""


def wide_parts(found: list[Wide], region: Region, dates: list[Column], main: Drafted | None) -> list[Drafted]:
    """Draft a part of the scores table for each column of scores."""
    return [_part(wide, region, dates, main) for wide in found]


def _part(wide: Wide, region: Region, dates: list[Column], main: Drafted | None) -> Drafted:
    known = wide.instrument != TODO
    sure = "likely" if known else "check"
    named = {"instrument": Constant(wide.instrument, sure, say("named_by_header"))} if known else {}
    constants = named | {
        "time_point": Constant(wide.time_point, "likely", say("names_occasion", header=wide.column.full)),
    }
    score = Guess(wide.column, sure, say("score", share=f"{wide.column.share('number'):.0%}"))
    columns = {"at": _at(wide, dates, main), "score": score}
    doubts = _off_scale(wide) if known else []
    return Drafted("scores", region, columns, constants, skip=["score"], doubts=doubts)


def _off_scale(wide: Wide) -> list[str]:
    scale = vocabulary().instruments[wide.instrument]
    off = wide.column.outside(scale.low, scale.high)
    facts = {
        "header": wide.column.full,
        "low": f"{scale.low:g}",
        "high": f"{scale.high:g}",
        "instrument": wide.instrument,
    }
    return [say("off_scale", rows=counted(off, "row"), **facts)] if off else []


def _at(wide: Wide, dates: list[Column], main: Drafted | None) -> Guess:
    """Find the date of an occasion: of the instrument itself, or of the stay's start or end."""
    for column in dates:
        same = instrument_in(column.full) == wide.instrument or {"score", "assess"} & words(column.full)
        if same and occasion_in(column.full, wide.instrument) == wide.time_point:
            return Guess(column, "likely", say("occasion_date"))
    ours = {"start": ("referred_at", "first_contact_at"), "discharge": ("discharged_at",)}.get(wide.time_point, ())
    for name in ours:
        stands_in = main.column_of(name) if main is not None else None
        if stands_in is not None:
            return Guess(stands_in, "check", say("no_score_date", header=stands_in.full))
    return Guess(None, "check", say("no_date_at_all"))
