"""Where sentences end."""

import pytest

from fairclaim.lint.forms import Form, inflect
from fairclaim.lint.frames import Framing
from fairclaim.lint.sentences import split
from fairclaim.lint.vocabulary import lexicon


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("It was 3.5 days. Then 2.", ["It was 3.5 days.", "Then 2."]),
        ("E.g. this, i.e. That. And so.", ["E.g. this, i.e. That.", "And so."]),
        ("Dr. Khan and Mr. Lee met. J. Smith came.", ["Dr. Khan and Mr. Lee met.", "J. Smith came."]),
        ('She said: "It works." We agreed.', ['She said: "It works."', "We agreed."]),
        ("# Heading\nText goes\non here.", ["Heading", "Text goes\non here."]),
        ("- one\n- two\n\n3. three", ["one", "two", "three"]),
        ("", []),
        ("\n\n  \n", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    spans = split(text)
    assert [span.text for span in spans] == sentences
    assert all(text[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize(
    ("verb", "form", "words"),
    [
        ("reduce", "s", ("reduces",)),
        ("stop", "past", ("stopped",)),
        ("open", "ing", ("opening",)),
        ("avert", "past", ("averted",)),
        ("deter", "ing", ("deterring",)),
        ("carry", "past", ("carried",)),
        ("have", "s", ("has",)),
        ("free up", "s", ("frees up",)),
        ("give", "past", ("gave", "given")),
    ],
)
def test_forms(verb: str, form: Form, words: tuple[str, ...]) -> None:
    assert inflect(verb, form) == words


@pytest.mark.parametrize(
    ("text", "word", "frames"),
    [
        ("this did not reduce falls", "reduce", {"negation"}),
        ("not only does this reduce falls", "reduce", set()),
        ("we met to reduce falls", "reduce", {"purpose"}),
        ("we do not know that this reduces falls", "reduces", {"negation", "unshown"}),
        ("this is associated with reduced falls", "reduced", {"link"}),
        ("it rained; visits reduce falls", "reduce", set()),
        ("it caused no harm", "caused", {"negation"}),
        ("the effect on falls will be measured", "effect", {"topic"}),
        ("do visits reduce falls?", "reduce", {"topic"}),
    ],
)
def test_frames(text: str, word: str, frames: set[str]) -> None:
    tagged = lexicon().tag(text)
    assert Framing(tagged).at(tagged.word_at(text.index(word))) == frames
