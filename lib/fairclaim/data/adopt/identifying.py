"""Columns that could say who somebody is. They are never mapped; only their header is told."""

import re

from fairclaim.data.adopt.cells import as_text
from fairclaim.data.adopt.columns import Column
from fairclaim.data.adopt.vocabulary import words
from fairclaim.data.reading.identifying import identifying as judged
from fairclaim.data.reading.identifying_headers import identifying_header

_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"(?:\d[\s-]?){7,}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TELEPHONE = re.compile(r"(?:\+44|0)\s?(?:\d[\s-]?){9,10}")
_FEW, _LONG_AGO = 3, 2000

# What to do about a column, where something else of it may be read.
WHO = {
    "NHS numbers": "who_nhs",
    "dates of birth": "who_birth",
    "postcodes": "who_postcode",
    "full postcodes": "who_postcode",
}

# People at work are named in columns that are headed by their trade.
_AT_WORK = frozenset(
    {"therapist", "clinician", "nurse", "keyworker", "worker", "hcp", "practitioner", "allocated", "assessor"}
)
_NOT_NAMED = frozenset({"date", "type", "role", "count", "contact", "comment", "team", "note", "grade", "band"})


def identifying(column: Column) -> str:
    """Say what kind of identifying thing a column seems to hold, by its header and its entries; empty if none."""
    own = words(column.full)
    at_work = "names" if own & _AT_WORK and not own & _NOT_NAMED else ""
    return identifying_header(column.full) or identifying_header(column.header) or at_work or by_content(column)


def tells_somebody(text: str) -> bool:
    """Whether one text has the form of a postcode, an e-mail address, or a number of somebody's."""
    return any(form.fullmatch(text) for form in (_POSTCODE, _EMAIL, _TELEPHONE, _LONG_NUMBER))


def by_content(column: Column) -> str:
    """Say what most entries of a column have the form of; empty if nothing that identifies."""
    if column.filled < _FEW:
        return ""
    held = judged("", list(column.counts))
    if held is not None:
        return held.removeprefix("it holds ")
    texts = {as_text(cell): rows for cell, rows in column.counts.items()}
    for what, form in (("e-mail addresses", _EMAIL), ("telephone numbers", _TELEPHONE)):
        if sum(rows for text, rows in texts.items() if form.fullmatch(text)) > column.filled / 2:
            return what
    # The reading compares a column's dates with those of others; here one column has to do, so the bound is plain.
    years = sorted(column.years) if column.share("date") > 0.9 else []
    return "dates of birth" if years and years[len(years) // 2] < _LONG_AGO else ""
