"""What the appendix tells of a definition: every edge that decides who is counted, in plain words."""

import re
from pathlib import Path

import pytest
from made_cohorts import REABLEMENT

from fairclaim.claims.definition import definition
from fairclaim.claims.definition_words import window_words
from fairclaim.params.edges import Window
from fairclaim.params.load import load_library
from fairclaim.params.models import Comparison

title = "Definitions"

LIBRARY = load_library(Path(__file__).parents[3] / "params")


def terms(measure_id: str) -> list[tuple[str, str]]:
    measure = LIBRARY.measures[measure_id]
    spec = REABLEMENT.model_copy(update={"measures": (measure,)})
    asked = Comparison.model_construct(measure=measure_id, against="nothing", margin=None, target=None)
    return list(definition(spec, asked))


@pytest.mark.parametrize(
    ("measure", "term", "said"),
    [
        pytest.param("followed-up-72h", "Not counted if", "destination: 30 or 37 or 38", id="where_not"),
        pytest.param("followed-up-72h", "Not counted if", "; what is left blank is counted", id="where_not of a blank"),
        pytest.param("followed-up-72h", "Reached when", "; or hospital spells, by admitted at", id="also"),
        pytest.param("followed-up-72h", "Looked for", "under whichever referral of the person", id="link: person"),
        pytest.param("supervision-held", "Looked for", "in the very row that is counted from", id="link: row"),
        pytest.param("supervision-held", "Counted only if", "kind: supervision", id="where"),
        pytest.param("supervision-held", "Window", "from 4 weeks before (which counts) to 2 weeks after", id="before and after"),
        pytest.param("hours-in-last-week", "Window", "from 12 days before (which counts) to 6 days before", id="before alone"),
        pytest.param("goals-met", "Window", "from 12 weeks before (which counts) to the day itself", id="up to the day"),
        pytest.param("ongoing-package-ends", "Looked for", "in the very row", id="link: row of a time"),
        pytest.param("incident-harm-grade", "Looked for", "in the very row", id="link: row of a word"),
        pytest.param("died-72h", "A death in the window", "is what is looked for", id="a measure of deaths"),
        pytest.param("died-72h", "A death dated before the window", "the row is left out", id="a slip of the record"),
        pytest.param("escalated-72h", "A death in the window", "is left out, unless the outcome came first", id="a death in between"),
        pytest.param("at-home-91d", "A death in the window", "counts as not reaching the outcome", id="died: failure"),
        pytest.param("dialog-accommodation", "Score", "DIALOG, the item accommodation, 1 to 7 points", id="one item"),
        pytest.param("dialog-accommodation", "A change that people notice", "1 point (NHS", id="one point"),
        pytest.param("dialog-quality-of-life", "Score", "DIALOG, the mean of 8 items (mental health, physical health, ", id="several items"),
        pytest.param("dialog-quality-of-life", "An item not answered", "that occasion has no score", id="an item that is missing"),
        pytest.param("reqol-change", "Score", "ReQoL-10, 0 to 40 points, from a referral's first score", id="a total"),
        pytest.param("reqol-recovery", "Counted only if", "the first score is 24 points or less", id="where somebody must begin"),
        pytest.param("reqol-recovery", "Reached when", "the later score is 25 points or more", id="where somebody must end"),
        pytest.param("reqol-reliable-recovery", "Reached when", "25 points or more, and at least 5 points better than the first", id="a reliable change besides"),
        pytest.param("reqol-recovery", "Not seen", "whoever has no first score, or none later, is counted apart", id="no score of two"),
        pytest.param("incident-harm-grade", "Nothing on record", "a category of its own", id="no word among all"),
        pytest.param("escalation-themes", "Nothing on record", "counted apart as missing", id="no word, left out"),
        pytest.param("no-ongoing-package-6w", "Seen when", "followups (point: 6 weeks; reached: yes)", id="what shows a look"),
    ],
)  # fmt: skip
def test_an_edge_is_told(measure: str, term: str, said: str) -> None:
    told = [meaning for name, meaning in terms(measure) if name == term]
    assert any(said in meaning for meaning in told), told


@pytest.mark.parametrize("measure", LIBRARY.measures)
def test_every_condition_of_every_measure_is_told_and_no_length_of_time_is_negative(measure: str) -> None:
    told = " ".join(meaning for _, meaning in terms(measure))
    assert not re.search(r"\s-\d", told)
    index = getattr(LIBRARY.measures[measure], "index", None)
    for where in (index.where, index.where_not) if index is not None else ():
        for codes in where.values():
            assert all(code in told for code in codes)
    for item in getattr(LIBRARY.measures[measure], "items", []):
        assert item in told
    outcome = getattr(LIBRARY.measures[measure], "outcome", None)
    for event in getattr(outcome, "every", (outcome,)) if outcome is not None else ():
        assert event.table.replace("_", " ") in told
        assert all(code in told for codes in event.where.values() for code in codes)


@pytest.mark.parametrize(
    ("start", "end", "clock", "said"),
    [
        ("0d", "6w", "days", "from the day itself (which counts) to 6 weeks after (which counts), by calendar days"),
        (
            "0h",
            "72h",
            "hours",
            "from the moment itself (which counts) to 72 hours after (which counts), by exact hours",
        ),
        ("-1d", "1d", "days", "from 1 day before (which counts) to 1 day after (which counts), by calendar days"),
    ],
)
def test_windows(start: str, end: str, clock: str, said: str) -> None:
    assert window_words(Window(start=start, end=end, start_day="inclusive", clock=clock)) == said  # type: ignore[arg-type]


COUNTS_DEATHS = [
    name
    for name, measure in LIBRARY.measures.items()
    if "death" in getattr(getattr(measure, "outcome", None), "where", {}).get("harm", [])
]


@pytest.mark.parametrize("measure", COUNTS_DEATHS)
def test_a_harm_that_counts_deaths_says_so_in_its_name(measure: str) -> None:
    assert len(COUNTS_DEATHS) == 4
    assert "death" in LIBRARY.measures[measure].title
    assert re.search(r"\b(death|died)\b", LIBRARY.measures[measure].outcome_phrase)
    assert "death" in LIBRARY.measures[measure].plain
