"""Every sentence that the phrasebook can make: no slot unfilled, no word above its rung."""

import re
from dataclasses import replace
from itertools import product

import pytest
from subjects import plain_subject

from fairclaim.claims.asking import ask
from fairclaim.claims.doubts import cautions
from fairclaim.claims.ladder import ladder
from fairclaim.claims.ledger import Table
from fairclaim.claims.phrasebook import finding_words, phrasebook, to_say_more
from fairclaim.claims.pictures import NoPicture
from fairclaim.claims.reading import Reading, Shape
from fairclaim.claims.telling import Telling, figure_title, headline
from fairclaim.kinds import Against, Finding, Rung
from fairclaim.stats.numbers.units import making_data_count

title = "Sentences"

TOKENS: dict[Shape, dict[str, str]] = {
    "difference": {"own": "72", "reference_value": "58", "than": "higher", "size": "14 more", "range": "8 to 20 more"},
    "design": {"own": "72", "own_before": "60", "reference_value": "63", "reference_before": "60", "since": "January 2025", "size": "10 more", "range": "4 to 16 more"},
    "share": {"own": "86", "range": "80 to 90"},
    "share_target": {"own": "93", "range": "90 to 95", "than": "higher"},
    "change": {"size": "3.2 points", "direction": "higher", "typical": "average", "They_scored": "They scored", "range": "2.9 to 3.4 points higher", "before": "11.0", "after": "14.2"},
    "figure": {"what": "the rate of falls", "What": "The rate of falls", "own": "1.6 for each 1,000 days", "number": "1.6", "range": "1.2 to 2.2"},
    "fall": {"what": "the average fall in hours", "What": "The average fall in hours", "own": "4.5 hours", "number": "4.5", "range": "4.0 to 5.0", "below": ""},
    "activity": {"own": "about 690", "planned": "650", "size": "about 40 more than planned: about 106 for every 100 planned"},
    "activity_unplanned": {"own": "about 690"},
    "categories": {"first": "stable", "own": "62", "range": "51 to 72", "rest": ", escalated in 20 and nothing on record in 18", "known": "", "hidden": ""},
    "comparison": {"what": "the rate of falls", "What": "The rate of falls", "own": "2.0 for each 1,000 days", "reference_value": "1.3 for each 1,000 days", "number": "2.0", "other": "1.3", "so": "That is", "size": "1.5 times the earlier figure", "of_range": "ratio", "open_range": "likely range: 1.1 to 2.0 times the earlier figure", "than": "higher", "range": "1.1 to 2.0 times"},
    "relative": {"what": "the pace at which people had a first visit", "What": "The pace at which people had a first visit", "size": "1.4 times the earlier pace", "of_range": "ratio", "open_range": "likely range: 1.1 to 1.8 times the earlier pace", "than": "higher", "range": "1.1 to 1.8 times"},
    "variation": {"latest": "84% in March", "rule": "2 in 3", "marked": "March", "mean": "84%", "lower": "80%", "upper": "88%", "between": "between 80% and 88%", "over": "of the 12 months before the quarter"},
    "assurance": {"mean": "84%", "lower": "80%", "upper": "88%"},
    "benchmark": {"mean": "2.0 points below", "lower": "3.0 points below", "upper": "1.0 points below", "between": "between 3.0 and 1.0 points below"},
    "place": {"own": "82.0", "month": "March 2025", "where": "inside", "lower_quartile": "77.0", "upper_quartile": "91.0", "others": "120"},
    "withheld": {"than": "higher", "reason": "The figures are withheld."},
    "none": {"reason": "Nobody was counted."},
}  # fmt: skip
AGAINST: dict[Shape, Against] = {
    "difference": "same_quarter_last_year",
    "design": "difference_in_differences",
    "share": "nothing",
    "share_target": "target",
    "change": "nothing",
    "figure": "nothing",
    "fall": "nothing",
    "activity": "plan",
    "activity_unplanned": "plan",
    "categories": "nothing",
    "comparison": "same_quarter_last_year",
    "relative": "same_quarter_last_year",
    "variation": "own_series",
    "assurance": "target",
    "benchmark": "benchmark",
    "place": "peers",
    "withheld": "same_quarter_last_year",
    "none": "same_quarter_last_year",
}
CELLS = [
    (shape, Finding(name), rung, redefined)
    for shape in TOKENS
    for name in phrasebook().facts[shape]
    if name != "no worse than the margin"
    for rung, redefined in product(Rung, (False, True))
    if not redefined or (shape in {"difference", "design", "comparison", "relative"} and name == "cannot say")
]


def telling(
    shape: Shape,
    finding: Finding,
    rung: Rung,
    redefined: bool = False,
    good: str | None = "recovery",
    harm: bool = False,
) -> Telling:
    words = plain_subject(against=AGAINST[shape], harm=harm)
    table = Table(caption="A measure", columns=("What",), rows=(("x",),))
    reading = Reading(claim_id="m.x", shape=shape, tokens=TOKENS[shape], table=table, picture=NoPicture(reason="None."))
    return Telling(reading=reading, subject=words, finding=finding, rung=rung, redefined=redefined, wider_good=good)


@pytest.mark.parametrize(("shape", "finding", "rung", "redefined"), CELLS)
def test_every_sentence_is_whole_and_within_its_rung(
    shape: Shape, finding: Finding, rung: Rung, redefined: bool
) -> None:
    told = telling(shape, finding, rung, redefined)
    said = headline(told)
    assert not re.search(r"[{}]|\s{2}", figure_title(told))
    assert not re.search(r"[{}]|\s{2}|\s[.,;]|\.\.", said)
    assert said[0].isupper()
    assert said.endswith(".")
    for row in ladder().rungs:
        if row.number > max(rung, Rung.COMPARED):
            assert not any(re.search(rf"\b{re.escape(word)}\b", said) for word in row.licenses), said


WITH_MARGIN: tuple[Shape, ...] = ("difference", "share_target", "change", "comparison", "relative")


@pytest.mark.parametrize(("shape", "rung"), list(product(WITH_MARGIN, (Rung.MEASURED, Rung.COMPARED))))
def test_of_harm_nothing_is_too_small_to_matter(shape: Shape, rung: Rung) -> None:
    told = telling(shape, Finding.TOO_SMALL, rung, harm=True)
    said = (headline(told), figure_title(told), finding_words(told.subject, told.finding, told.reading.shape))
    assert not any("too small" in words or "about the same" in words for words in said)
    assert not any(re.search(r"[{}]|\s{2}|\s[.,;]", words) for words in said)
    # At rung 1 a target is only the figure to hold a share against.
    if (shape, rung) != ("share_target", Rung.MEASURED):
        assert "the agreed margin of 3 in every 100" in said[0]
        assert re.search(r"\bno worse\b", said[0])
    assert said[2] == "no worse by more than the margin"


def test_what_is_too_small_to_matter_keeps_its_name_where_nobody_is_harmed() -> None:
    told = telling("difference", Finding.TOO_SMALL, Rung.COMPARED)
    assert "too small to matter" in headline(told)
    assert finding_words(told.subject, told.finding, told.reading.shape) == "too small to matter"


@pytest.mark.parametrize(
    ("finding", "words"),
    [(Finding.BETTER, "standard met"), (Finding.WORSE, "standard not met"), (Finding.CANNOT_SAY, "cannot say")],
)
def test_a_standard_is_met_or_not(finding: Finding, words: str) -> None:
    assert finding_words(telling("share_target", finding, Rung.COMPARED).subject, finding, "share_target") == words
    assert finding_words(telling("difference", finding, Rung.COMPARED).subject, finding, "difference") == finding.value


@pytest.mark.parametrize(("shape", "words"), [("withheld", "withheld"), ("none", "not estimated")])
def test_what_is_not_shown_is_not_called_undecided(shape: Shape, words: str) -> None:
    assert finding_words(telling(shape, Finding.CANNOT_SAY, Rung.MEASURED).subject, Finding.CANNOT_SAY, shape) == words
    worse = finding_words(telling("withheld", Finding.WORSE, Rung.MEASURED).subject, Finding.WORSE, "withheld")
    assert worse == "worse"


WITHHELD: dict[Against, str] = {
    "nothing": "The share of people who did well got worse among people scored twice.",
    "own_series": "The share of people who did well was on the worse side of its usual ups and downs in at least one month.",
    "target": "The share of people who did well was on the worse side of January to March 2024.",
    "previous_quarter": "The share of people who did well changed for the worse from January to March 2024 to January to March 2025.",
}


@pytest.mark.parametrize("against", WITHHELD)
def test_bad_news_without_its_numbers_says_what_it_was_held_against(against: Against) -> None:
    told = telling("withheld", Finding.WORSE, Rung.MEASURED)
    told = replace(told, subject=replace(told.subject, against=against))
    assert headline(told) == f"{WITHHELD[against]} The figures are withheld."


def test_what_the_next_report_would_need_is_a_sentence_a_thing() -> None:
    assert to_say_more("A measure", []) == []
    assert to_say_more("A measure", ["an audit"]) == ["A measure: to say more, the next report would need an audit."]
    (both,) = to_say_more("A measure", ["people or a score", "an audit"])
    assert both.endswith("would need people or a score. It would also need an audit.")


def test_the_measured_rung_does_not_compare() -> None:
    said = headline(telling("difference", Finding.BETTER, Rung.MEASURED))
    assert "than" not in said
    assert "changed from 58 in every 100" in said


@pytest.mark.parametrize("shape", ["comparison", "relative"])
@pytest.mark.parametrize("finding", [Finding.BETTER, Finding.WORSE])
def test_a_ratio_is_a_figure_and_no_cause(shape: Shape, finding: Finding) -> None:
    said = headline(telling(shape, finding, Rung.COMPARED))
    assert "times the earlier" in said
    assert not re.search(r"\b(because|caused?|led to|reduced|increased|thanks to|likel(y|ier) to|risk)\b", said)


@pytest.mark.parametrize("shape", ["comparison", "relative"])
def test_amounts_at_the_measured_rung_are_not_compared(shape: Shape) -> None:
    assert "than" not in headline(telling(shape, Finding.BETTER, Rung.MEASURED))


def test_support_names_the_wider_good_only_as_supported() -> None:
    said = headline(telling("difference", Finding.BETTER, Rung.SUPPORTED, good="discharge sustainability"))
    assert said.endswith("This supports discharge sustainability, and fits with the service having helped.")
    assert "discharge" not in headline(telling("difference", Finding.BETTER, Rung.COMPARED, good="discharge"))


def test_bad_news_gains_nothing_from_a_high_rung() -> None:
    low, high = (headline(telling("difference", Finding.WORSE, rung)) for rung in (Rung.COMPARED, Rung.SHOWN))
    assert low == high


BY = "Owner of an action: Clinical lead. Due by: the report on April to June 2025."
ASKS: list[tuple[str, Shape, Finding, dict[str, bool], str]] = [
    ("worse", "difference", Finding.WORSE, {}, "accept that this is worse, or agree an action"),
    ("standard not met", "share_target", Finding.WORSE, {}, "accept that the standard was not met, or agree"),
    ("withheld and worse", "withheld", Finding.WORSE, {}, "accept that this is worse, or agree an action"),
    ("cannot say", "difference", Finding.CANNOT_SAY, {}, "accept that we cannot tell yet, or agree what"),
    ("redefined", "difference", Finding.CANNOT_SAY, {"redefined": True}, "have both counted by one definition"),
    ("not supplied", "none", Finding.CANNOT_SAY, {"supplied": False}, "or agree that the records are supplied"),
    (
        "standard unclear",
        "share_target",
        Finding.NO_CLEAR_DIFFERENCE,
        {},
        "accept that we cannot tell yet whether the",
    ),
    ("better", "difference", Finding.BETTER, {}, ""),
    ("no clear difference", "difference", Finding.NO_CLEAR_DIFFERENCE, {}, ""),
    ("withheld", "withheld", Finding.CANNOT_SAY, {}, ""),
]


@pytest.mark.parametrize(("shape", "finding", "more", "said"), [row[1:] for row in ASKS], ids=[row[0] for row in ASKS])
def test_one_decision_is_asked_for_with_its_owner_and_when(
    shape: Shape, finding: Finding, more: dict[str, bool], said: str
) -> None:
    told = telling(shape, finding, Rung.COMPARED)
    subject = replace(told.subject, owner="Clinical lead", next_report="April to June 2025")
    asked = ask(replace(told, subject=subject, **more))  # type: ignore[arg-type]
    if not said:
        assert asked == ""
        return
    assert asked.startswith("A measure. Decide: ")
    assert said in asked
    assert asked.endswith(BY)


def test_a_changed_definition_shows_both_values_without_a_movement() -> None:
    said = headline(telling("difference", Finding.CANNOT_SAY, Rung.MEASURED, redefined=True))
    assert "58" in said
    assert "72" in said
    assert not re.search(r"\bfrom\b|\bto\b 72", said)
    assert ask(telling("difference", Finding.CANNOT_SAY, Rung.MEASURED, redefined=True))


def test_figure_titles_and_cautions() -> None:
    assert figure_title(telling("share", Finding.DESCRIBED, Rung.MEASURED)) == "86 in every 100"
    assert figure_title(telling("none", Finding.CANNOT_SAY, Rung.COUNTED)) == "A measure: we cannot say"
    assert cautions(telling("share", Finding.DESCRIBED, Rung.MEASURED)) == ()


def test_every_label_of_the_chart_has_plain_words() -> None:
    labels = {label for pair in making_data_count.LABELS for label in pair}
    assert labels == set(phrasebook().chart_rules)
