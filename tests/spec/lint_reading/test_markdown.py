"""What of a Markdown text is prose, of which kind, and where it stands."""

import pytest

from fairclaim.lint.reading.markdown import markdown

title = "Linter: what is read of Markdown and plain text"

# What is written → kind, text, line and column of the first letter.
READ = {
    "a heading": ("# What we did #1", [("heading", "What we did #1", 1, 3)]),
    "a heading that is underlined": ("What we did\n-----------", [("heading", "What we did", 1, 1)]),
    "a paragraph over two lines": ("We saw\npeople.", [("paragraph", "We saw people.", 1, 1)]),
    "two paragraphs": ("One.\n\nTwo.", [("paragraph", "One.", 1, 1), ("paragraph", "Two.", 3, 1)]),
    "list items, each by itself": ("- one\n  goes on\n- two", [("item", "one goes on", 1, 3), ("item", "two", 3, 3)]),
    "a numbered list": ("1. one\n2) two", [("item", "one", 1, 4), ("item", "two", 2, 4)]),
    "a task that is ticked": ("- [x] done", [("item", "done", 1, 7)]),
    "a bullet of an office program": ("• one", [("item", "one", 1, 3)]),
    "a quotation": ("> It helped.\n> — Carer", [("quote", "It helped. — Carer", 1, 3)]),
    "cells of a table": ("| a | b |\n|---|---|\n| c | d |", [("cell", "a", 1, 3), ("cell", "b", 1, 7), ("cell", "c", 3, 3), ("cell", "d", 3, 7)]),
    "emphasis is taken off": ("**We** _saw_ *people* ~~once~~", [("paragraph", "We saw people once", 1, 3)]),
    "a name with underscores stays": ("the first_visit_2d column", [("paragraph", "the first_visit_2d column", 1, 1)]),
    "a link is its words": ("See [the plan](https://x.example/reduces).", [("paragraph", "See the plan.", 1, 1)]),
    "a picture is its description": ("![Falls by month](falls.png)", [("paragraph", "Falls by month", 1, 3)]),
    "a bare address is not prose": ("At https://x.example/reduces-falls now", [("paragraph", "At now", 1, 1)]),
    "words that are named and not used": ("Never write `reduces`.", [("paragraph", "Never write ….", 1, 1)]),
    "a block of code": ("Before.\n\n```\nreduces\n```\n\nAfter.", [("paragraph", "Before.", 1, 1), ("paragraph", "After.", 7, 1)]),
    "a block of code that is never closed": ("Before.\n\n```\nreduces", [("paragraph", "Before.", 1, 1)]),
    "code by indentation": ("Before.\n\n    reduces\n\nAfter.", [("paragraph", "Before.", 1, 1), ("paragraph", "After.", 5, 1)]),
    "a paragraph inside a list item": ("- one\n\n    more of it", [("item", "one", 1, 3), ("paragraph", "more of it", 3, 5)]),
    "a line across": ("One.\n\n***\n\nTwo.", [("paragraph", "One.", 1, 1), ("paragraph", "Two.", 5, 1)]),
    "entities are letters": ("care &amp; support", [("paragraph", "care & support", 1, 1)]),
    "elements of HTML are taken off": ("<b>We</b> saw", [("paragraph", "We saw", 1, 4)]),
    "a comment is not prose": ("We <!-- reduces --> saw", [("paragraph", "We saw", 1, 1)]),
    "a comment that is never closed": ("We saw.\n\n<!-- reduces", [("paragraph", "We saw.", 1, 1)]),
    "the lines at the top of a file": ("---\nrole: Manager\n---\nWe saw.", [("paragraph", "We saw.", 4, 1)]),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize(("written", "read"), READ.values(), ids=READ)
def test_what_is_read(written: str, read: list[tuple[str, str, int, int]]) -> None:
    places = [(passage, passage.place(0)) for passage in markdown(written, "a.md")]
    assert [(p.kind, p.text, place.line, place.column) for p, place in places] == read


# What is written → the word looked for, and where a reader of the file finds it.
PLACES = {
    "on a later line of a paragraph": ("We saw\npeople here.", "here", (2, 8)),
    "behind emphasis": ("**We** saw people", "saw", (1, 8)),
    "behind a link": ("[We](x.html) saw people", "saw", (1, 14)),
    "behind an entity": ("a &amp; b saw", "saw", (1, 11)),
    "behind a comment": ("We <!-- x -->\nsaw", "saw", (2, 1)),
    "on a later line of a quotation": ("> We\n> saw", "saw", (2, 3)),
    "inside two marks": ("***We saw*** it", "saw", (1, 7)),
}


@pytest.mark.parametrize(("written", "word", "place"), PLACES.values(), ids=PLACES)
def test_where_a_word_stands(written: str, word: str, place: tuple[int, int]) -> None:
    (passage,) = markdown(written, "a.md")
    found = passage.place(passage.text.index(word))
    assert (found.line, found.column) == place
