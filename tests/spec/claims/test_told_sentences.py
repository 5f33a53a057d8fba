"""Every text of every entry, made by the real path: whole, well formed, and no stronger than its rung."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from told_grid import grid

from fairclaim.claims.ladder import ladder
from fairclaim.claims.ledger import Entry
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.pictures import NoPicture
from fairclaim.claims.reading import Reading, Shape
from fairclaim.kinds import Finding, Rung
from fairclaim.lint.classify import classify
from fairclaim.lint.strength import Strength

pytestmark = pytest.mark.long

title = "Sentences as they are told"

UNITS = (
    r"(people|persons|months|quarters|days|hours|weeks|years|points|others|referrals|contacts|visits|cases|"
    r"organisations|figures|records|events)"
)
BROKEN = {
    "an unfilled slot": r"[{}]|\bNone\b|\bnan\b|\binf\b",
    "an empty slot": r"\s{2}|^\s|\s$|\s[.,;:)?]|\(\s|\(\)|\.\.|,,|\bof the \(|\bthan than\b|\b(in|since|than|to) nothing\b",
    "a broken article": r"\b[Aa] (8|11\b|18\b|[aeioAEIO](?!ne\b))|\b[Aa]n (?!8|11\b|18\b|hour|honest)[^aeiouAEIOU\W]",
    "a broken plural": rf"(?<!to )(?<![\d.,])\b(1|one) ((more|fewer|less|other) )?{UNITS}\b"
    rf"|(?<![\d.,:-])\b(?!1 )(\d+|two|three) ((more|fewer) )?(person|month|quarter|day|point|other|referral)\b(?! of)",
    "a word said twice": r"\b(?!that\b|had\b)(?P<twice>[a-z]+) (?P=twice)\b",
}


def said(entry: Entry) -> Iterator[str]:
    """Sentences, which end with a full stop."""
    yield from (entry.headline, entry.picture_text, *entry.because, *entry.cautions, *entry.not_yet)
    yield from (line.sentence for line in entry.checks)
    yield from (entry.ask,) if entry.ask else ()
    yield from (entry.picture.reason,) if isinstance(entry.picture, NoPicture) else ()


def labels(entry: Entry) -> Iterator[str]:
    yield from (entry.title, entry.against_words, entry.picture_title, entry.table.caption, *entry.table.columns)
    yield from (cell for row in entry.table.rows for cell in row)
    yield from entry.table.notes
    yield from (words for pair in (*entry.definition, *entry.flow) for words in pair)


def faults(entry: Entry) -> Iterator[tuple[str, str]]:
    for text in (*said(entry), *labels(entry)):
        yield from ((fault, text) for fault, pattern in BROKEN.items() if re.search(pattern, text))
        if text.count("(") != text.count(")"):
            yield "a bracket left open", text
        if not text:
            yield "nothing", repr(entry.claim_id)
    for text in said(entry):
        if not re.match(r"[A-Z0-9]", text) or not text.endswith("."):
            yield "no whole sentence", text


def above(entry: Entry) -> Iterator[tuple[str, str]]:
    # Where nothing could be estimated the rung is "counted", and what is said is why: "no figure was published".
    rung = max(entry.rung, Rung.MEASURED)
    beyond = [word for row in ladder().rungs if row.number > rung for word in row.licenses]
    for text in (entry.headline, entry.picture_title, *entry.because, *entry.cautions, *entry.not_yet, entry.ask):
        yield from ((word, text) for word in beyond if re.search(rf"\b{re.escape(word)}\b", text))


@pytest.fixture(scope="module")
def whole() -> list[tuple[Entry, Reading]]:
    return list(grid())


@pytest.fixture(scope="module")
def told(whole: list[tuple[Entry, Reading]]) -> list[Entry]:
    return [entry for entry, _ in whole]


def fact(entry: Entry) -> str:
    """Name the fact as the phrasebook does: what is too small to matter of harm has words of its own."""
    harm = entry.finding is Finding.TOO_SMALL and "no worse" in entry.picture_title
    return "no worse than the margin" if harm else entry.finding.value


def test_the_grid_reaches_every_sentence_of_its_shapes(whole: list[tuple[Entry, Reading]]) -> None:
    reached = {(reading.shape, fact(entry)) for entry, reading in whole}
    shapes = set(get_args(Shape)) - {"relative"}  # No listed method gives a ratio without the figures of both groups.
    assert reached >= {(shape, finding) for shape in shapes for finding in phrasebook().facts[shape]}


def test_no_text_is_broken(told: list[Entry]) -> None:
    assert {fault for entry in told for fault in faults(entry)} == set()


def test_no_word_is_above_its_rung(told: list[Entry]) -> None:
    assert {fault for entry in told for fault in above(entry)} == set()


def test_no_sentence_below_a_trial_reads_as_a_cause(told: list[Entry]) -> None:
    sentences = {text for entry in told if entry.rung < Rung.SHOWN for text in (*said(entry), entry.picture_title)}
    assert {text for text in sentences if classify(text).strength is Strength.CAUSAL} == set()
