"""The language that rules are written in: what each mark matches, and what it does not."""

import pytest

from fairclaim.lint.language import Language
from fairclaim.lint.tagging import Lexicon

title = "The language of the linter's rules"

LEXICON = Lexicon({"fewer": ["fewer", "less"], "trouble": ["falls", "bed days"]})
LANGUAGE = Language(LEXICON.letters, {"good-news": "{fewer} ..2 {trouble}"}, LEXICON.united)


@pytest.mark.parametrize(
    ("pattern", "sentence", "matches"),
    [
        pytest.param("thanks to", "thanks to us", True, id="words in a row"),
        pytest.param("thanks to", "thanks, to us", True, id="a comma may stand between two words"),
        pytest.param("thanks~ to", "thanks, to us", False, id="but not behind a tilde"),
        pytest.param("thanks, to", "thanks to us", False, id="and must where it is written"),
        pytest.param("thanks to", "thanks. to us", False, id="a stop may not"),
        pytest.param("{trouble}", "bed days", True, id="a class, by a name of two words"),
        pytest.param("bed days", "bed days", True, id="the same name spelt out"),
        pytest.param("days", "bed days", False, id="a word of a name is not the word"),
        pytest.param("{good-news}", "fewer and fewer falls", True, id="a pattern that has a name"),
        pytest.param("fewer ..1 falls", "fewer bad falls", True, id="a gap"),
        pytest.param("fewer ..1 falls", "fewer very bad falls", False, id="a gap that is too long"),
        pytest.param("fewer .. falls", "fewer: falls", False, id="a gap ends with the clause"),
        pytest.param("fewer ... falls", "fewer. we saw falls", True, id="three dots do not"),
        pytest.param("(more|fewer) falls", "fewer falls", True, id="either"),
        pytest.param("fewer bad? falls", "fewer falls", True, id="a word that may be left out"),
        pytest.param("fewer !bad", "fewer falls", True, id="anything but a word"),
        pytest.param("fewer !bad", "fewer bad falls", False, id="and not that word"),
        pytest.param("fewer =falls", "fewer falls", True, id="a word that must follow"),
        pytest.param("quick*", "quickly", True, id="the beginning of a word"),
        pytest.param("^ falls", "falls fell", True, id="the beginning of the sentence"),
        pytest.param("^ falls", "our falls", False, id="and nowhere else"),
        pytest.param("fell $", "falls fell.", True, id="the end of the sentence"),
        pytest.param("why [?] us", "why? us", True, id="a question mark"),
        pytest.param("why [?] us", "why us", False, id="where there is none"),
    ],
)  # fmt: skip
def test_what_matches(pattern: str, sentence: str, matches: bool) -> None:
    made, tagged = LANGUAGE.pattern(pattern), LEXICON.tag(sentence)
    assert bool(made.expression.search(tagged.text)) is matches
    # What a pattern needs never hides a match of it.
    assert made.may_match(tagged.found) or not matches


@pytest.mark.parametrize("pattern", ["(fewer", "fewer)"])
def test_brackets_are_closed(pattern: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        LANGUAGE.pattern(pattern)


def test_a_class_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError, match="nothing-of-the-kind"):
        LANGUAGE.pattern("{nothing-of-the-kind}")
