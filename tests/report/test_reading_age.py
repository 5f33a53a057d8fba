"""Page one of every demonstration report reads at an age of about twelve."""

import re
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from fairclaim.session.run import build
from fairclaim.show.front import front

with warnings.catch_warnings():
    # Its list of Dutch words has an escape that Python warns of when it first compiles the file.
    warnings.simplefilter("ignore")
    from readability import getmeasures

title = "Reading age"

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.stem for path in (ROOT / "params" / "services").glob("*.yaml"))
# Flesch-Kincaid: years of school. Eight years make a reader of about twelve or thirteen.
MOST = 8.0
# A short sentence of names can score high by itself, so one is judged by its length.
MOST_WORDS = 45
NUMBER = re.compile(r"£?\d+(?:[.,]\d+)*%?")
ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\d])")


def sentences(html: str) -> Iterator[str]:
    """Give the sentences of page one: no headings, marks or cells of tables."""
    for element in BeautifulSoup(html, "html.parser").select("[data-sentence], p.note"):
        yield from ENDS.split(element.get_text().strip())


def words(sentence: str) -> list[str]:
    # A number is one word of one syllable, as word processors count it; the library gives it none at all.
    return [word.lower() for word in re.findall(r"[A-Za-z’'-]*[A-Za-z]", NUMBER.sub("ten", sentence))]


def grade(text: list[str]) -> float:
    """Return the Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    lines = "\n".join(" ".join(words(sentence)) for sentence in text)
    return float(getmeasures(lines + "\n", lang="en")["readability grades"]["Kincaid"])


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the params, beside which the demonstration's extract is made."""
    return Path(shutil.copytree(ROOT / "params", tmp_path_factory.mktemp("project") / "params"))


@pytest.mark.parametrize("service", SERVICES)
def test_page_one_reads_plainly(service: str, project: Path) -> None:
    said = list(sentences(front(build(service, "2024-25-q4", project))))
    assert len(said) > 10
    assert grade(said) <= MOST
    assert [sentence for sentence in said if len(words(sentence)) > MOST_WORDS] == []


def test_the_score_tells_plain_words_from_hard_ones() -> None:
    plain = ["We saw ten people at home.", "Most of them did well."]
    hard = [
        "Multidisciplinary rehabilitation interventions demonstrated statistically significant functional improvement."
    ]
    assert grade(plain) < 3
    assert grade(hard) > 20
