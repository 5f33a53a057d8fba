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
_DIGIT = re.compile(r"\d")
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
    found = [text.strip() for text, place in _texts(page) if not _source(place)]
    for element in page.find_all(True):
        for name in _READ_ALOUD:
            words = str(element.get(name, ""))
            if _DIGIT.search(words) and not _source(element):
                found.append(words)
    return found


def sentences_match(html: str, ledger: Ledger) -> list[str]:
    """Return each sentence of the page that the ledger does not hold for its claim or field, white space aside."""
    # Many sentences are of one part. It is kept beside its texts: what is gone could leave its id to another.
    told: dict[int, tuple[object, set[str]]] = {}
    wrong: list[str] = []
    for element in _parsed(html).find_all(True, attrs={"data-sentence": True}):
        part, words = _origin(element, ledger), _folded(element.get_text())
        if id(part) not in told:
            told[id(part)] = part, {_folded(one) for one in _strings(part)}
        if words not in told[id(part)][1]:
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
        and "svg" not in (holder.name for holder in place.parents)
        and not _numbers(text) <= known.get(claim, set())
    ]


# Three questions are asked of each page, one after the other; none changes it.
@lru_cache(maxsize=1)
def _parsed(html: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def _texts(page: "BeautifulSoup") -> Iterator[tuple[str, "Tag"]]:
    """Walk every text with a digit that somebody reads, with the element that holds it."""
    from bs4.element import NavigableString

    for text in page.descendants:
        # Comments and the doctype are subclasses; nobody reads them.
        if type(text) is NavigableString and _DIGIT.search(text):
            place = text.parent
            if place is not None and not _within(place, *_UNREAD):
                yield str(text), place


def _around(place: "Tag") -> Iterator["Tag"]:
    """Walk an element and those around it. A page has thousands of texts: the parser's own search takes far longer."""
    holder: Tag | None = place
    while holder is not None:
        yield holder
        holder = holder.parent


def _within(place: "Tag", *names: str) -> bool:
    return any(holder.name in names for holder in _around(place))


def _source(place: "Tag") -> bool:
    return any(holder.name == "time" or any(name in holder.attrs for name in _SOURCES) for holder in _around(place))


def _nearest(place: "Tag", name: str) -> str | None:
    return next((str(holder.attrs[name]) for holder in _around(place) if name in holder.attrs), None)


def _origin(element: "Tag", ledger: Ledger) -> object:
    """Return the part of the ledger that an element says it is from; nothing where it names none."""
    for holder in _around(element):
        if "data-claim" in holder.attrs:
            return next((one for one in ledger.entries if one.claim_id == holder["data-claim"]), ())
        if "data-ledger" in holder.attrs:
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
