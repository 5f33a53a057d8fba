"""Which texts of YAML files are prose, and where each stands."""

from pathlib import Path

import pytest

from fairclaim.lint.reading import read
from fairclaim.lint.reading.yaml_texts import yaml_texts

title = "Linter: what is read of YAML"

KEYS = frozenset({"about", "rivals[]", "not_supplied.*"})
READ = {
    "a key of prose": ("about: We saw.", [("We saw.", 1, 8)]),
    "any other key is a name or a code": ("owner: We saw.", []),
    "a list": ("rivals:\n- One.\n- Two.", [("One.", 2, 3), ("Two.", 3, 3)]),
    "a mapping": ("not_supplied: {audit: No time for it}", [("No time for it", 1, 23)]),
    "a folded text": ("about: >-\n  We saw\n  people.", [("We saw people.", 2, 3)]),
    "a text by lines": ("about: |\n  We saw.\n  We left.", [("We saw. We left.", 2, 3)]),
    "quotes are not part of it": ('about: "We saw."', [("We saw.", 1, 9)]),
    "over two lines without marks": ("about: We saw\n  people.", [("We saw people.", 1, 8)]),
    "a number": ("about: 5", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("written", "read_"), READ.values(), ids=READ)
def test_keys_of_a_params_file(written: str, read_: list[tuple[str, int, int]]) -> None:
    found = [(p.text, p.place(0)) for p in yaml_texts(written, "a.yaml", KEYS)]
    assert [(text, place.line, place.column) for text, place in found] == read_


def test_a_word_in_a_folded_text_stands_on_its_own_line() -> None:
    (passage,) = yaml_texts("about: >-\n  We saw\n  people here.", "a.yaml", KEYS)
    place = passage.place(passage.text.index("here"))
    assert (place.line, place.column) == (3, 10)


def test_other_yaml_gives_every_text_of_more_than_three_words() -> None:
    text = "name: A short one\nsteps:\n- {say: This text has five words}\nwaive: []\n"
    assert [p.text for p in yaml_texts(text, "a.yaml", None)] == ["This text has five words"]


PARAMS = Path(__file__).parents[3] / "params"


@pytest.mark.parametrize(
    ("file", "texts"),
    [
        ("services/demo-reablement.yaml", ["Riverside reablement (made-up service)", "Short-term support at home for adults leaving hospital, for up to 6 weeks.", "It is the change in the score that people notice, as published.", "Chosen to show how a margin for harm works. In a real service it is for those who answer for safety, with people who use the service, to say how much more harm must never go unseen."]),
        ("quarters/2024-25-q4.yaml", []),
        ("house.yaml", []),
        ("assure/stable-72h.yaml", []),
    ],
)  # fmt: skip
def test_files_of_params_give_what_readers_are_shown(file: str, texts: list[str]) -> None:
    assert [p.text for p in read(PARAMS / file, file).passages] == texts
