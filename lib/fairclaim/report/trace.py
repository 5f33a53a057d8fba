"""The gate of a page: every number says where it is from, and every sentence is the ledger's."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from fairclaim.claims.ledger import Ledger

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_SOURCES = ("data-claim", "data-definition", "data-ledger")
_READ_ALOUD = ("aria-label", "alt", "title", "placeholder")
_UNREAD = ("head", "style", "script")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def untraced_digits(html: str) -> list[str]:
    """Return each text with a digit that does not say where it is from.

    Notes
    -----
    A digit is traced if its element, or one around it, has `data-claim`, `data-definition` or `data-ledger`, or is a
    `<time>`. The `<head>` is outside the rule: its title repeats words that the body shows traced. Attributes that are
    read aloud count as text.
    """
    page = _parsed(html)
    found = [text.strip() for text, place in _texts(page) if re.search(r"\d", text) and not _source(place)]
    for element in page.find_all():
        for name in _READ_ALOUD:
            words = str(element.get(name, ""))
            if re.search(r"\d", words) and not _source(element):
                found.append(words)
    return found


def sentences_match(html: str, ledger: Ledger) -> list[str]:
    """Return each sentence of the page that the ledger does not hold for its claim or field, white space aside."""
    wrong: list[str] = []
    for element in _parsed(html).select("[data-sentence]"):
        words = _folded(element.get_text())
        if words not in {_folded(one) for one in _strings(_origin(element, ledger))}:
            wrong.append(words)
    return wrong


def foreign_numbers(html: str, ledger: Ledger) -> list[str]:
    """Return each text of a claim with a number that the ledger's entry of that claim does not hold.

    Notes
    -----
    Pictures are outside the rule: numbers along an axis are the drawing's.
    """
    known = {entry.claim_id: _numbers(" ".join(_strings(entry))) for entry in ledger.entries}
    return [
        text.strip()
        for text, place in _texts(_parsed(html))
        if (claim := _nearest(place, "data-claim")) is not None
        and place.find_parent("svg") is None
        and not _numbers(text) <= known.get(claim, set())
    ]


# Three questions are asked of each page, one after the other; none changes it.
@lru_cache(maxsize=1)
def _parsed(html: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def _texts(page: "BeautifulSoup") -> Iterator[tuple[str, "Tag"]]:
    from bs4.element import NavigableString

    for text in page.find_all(string=True):
        # Comments and the doctype are subclasses; nobody reads them.
        place = text.parent
        if type(text) is NavigableString and place is not None and not _within(place, *_UNREAD):
            yield str(text), place


def _within(place: "Tag", *names: str) -> bool:
    return place.name in names or place.find_parent(names) is not None


def _source(place: "Tag") -> bool:
    return _within(place, "time") or any(_nearest(place, name) is not None for name in _SOURCES)


def _nearest(place: "Tag", name: str) -> str | None:
    holder = place if place.has_attr(name) else place.find_parent(attrs={name: True})
    return None if holder is None else str(holder[name])


def _origin(element: "Tag", ledger: Ledger) -> object:
    """Return the part of the ledger that an element says it is from; nothing where it names none."""
    for holder in (element, *element.parents):
        if holder.has_attr("data-claim"):
            return next((one for one in ledger.entries if one.claim_id == holder["data-claim"]), ())
        if holder.has_attr("data-ledger"):
            part: object = ledger
            for name in str(holder["data-ledger"]).split("."):
                part = getattr(part, name, ())
            return part
    return ()


def _strings(part: object) -> Iterator[str]:
    """Walk every text in a part of the ledger; numbers and dates as they are written on a page."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _strings(getattr(part, name))
    elif isinstance(part, tuple):
        for one in part:
            yield from _strings(one)
    elif isinstance(part, float):
        # A table writes a value to one decimal: 84 as 84.0%, and 71.53 as 71.5%.
        yield f"{part:g}"
        yield f"{part:.1f}"
    elif isinstance(part, (str, date)):
        yield str(part)


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _folded(text: str) -> str:
    return " ".join(text.split())
