"""Page one: what is asked, and what the report as a whole does not show."""

from datetime import date

from made_cohorts import REABLEMENT, reablement

from fairclaim.claims.ledger import Ledger
from fairclaim.data.cohorts.overdue import OverdueAction
from fairclaim.kinds import Finding
from fairclaim.report.trace import sentences_match, untraced_digits
from fairclaim.session.assess import assess
from fairclaim.session.front import front as front_of
from fairclaim.session.gaps import rival_reasons
from fairclaim.session.tell import tell
from fairclaim.show.front import front

WORSE = ({"yes": 60, "no": 400}, {"yes": 19, "no": 461})
ASKED_BY = ["age", "sex", "ethnicity", "deprivation", "site"]


def told(by: list[str] | None = None, **changes: object) -> Ledger:
    service = REABLEMENT.service.model_copy(update={"breakdowns": by or []})
    cohorts = reablement(**changes)  # type: ignore[arg-type]
    for cohort in cohorts:
        cohort.frame["age_band"] = "75 to 84"
    return tell(assess(REABLEMENT.model_copy(update={"service": service}), cohorts))


def test_what_is_worse_is_put_to_a_decision_with_owner_and_day() -> None:
    (asked, *rest) = told(harm=WORSE).front.asks
    assert asked == (
        "Moderate or severe harm, or death, within 8 weeks of referral. Decide: accept that this is worse, or agree an "
        "action. Owner of an action: Clinical lead for reablement. Due by: the report on April to June 2025."
    )
    assert len(rest) == 1


def test_where_all_is_well_nothing_is_to_be_decided() -> None:
    assert len(told().front.asks) == 1


def test_what_cannot_be_told_is_put_to_a_decision_too() -> None:
    ledger = told(package=({"yes": 10, "no": 9}, {"yes": 10, "no": 10}))
    assert any("Decide: accept that we cannot tell yet" in words for words in ledger.front.asks)


def test_of_what_cannot_be_told_harm_is_asked_about_first() -> None:
    unclear = ({"yes": 26, "no": 94}, {"yes": 19, "no": 81})
    asks = told(package=({"yes": 10, "no": 9}, {"yes": 10, "no": 10}), harm=unclear).front.asks
    assert [words.partition(". Decide")[0].startswith("Moderate or severe harm") for words in asks[:2]] == [True, False]


def test_breakdowns_and_cost_that_are_not_there_are_named() -> None:
    *_, groups, cost = told().front.not_yet
    assert groups.startswith("No figure is given by age, sex, ethnic group, deprivation of the area or site.")
    assert cost.startswith("No cost is given.")


def test_a_breakdown_that_is_there_is_not_called_missing() -> None:
    assert told(["age"]).front.not_yet[-2].startswith("No figure is given by sex, ethnic group, deprivation")
    # Asked for, and known of nobody: it is missing all the same.
    assert told(ASKED_BY).front.not_yet[-2].startswith("No figure is given by sex, ethnic group, deprivation")


def test_page_one_says_that_some_could_not_be_told_only_where_it_is_so() -> None:
    said = "some claims could not be told either way"
    clear = told(changes=[2.0, 3.0, 4.0, 3.5] * 50)
    assert not any(e.finding in {Finding.CANNOT_SAY, Finding.NO_CLEAR_DIFFERENCE} for e in clear.entries)
    assert said not in front(clear)
    assert "was found to be worse" in front(clear)
    assert said in front(told(package=({"yes": 10, "no": 9}, {"yes": 10, "no": 10})))


def test_an_overdue_action_is_asked_about_after_what_is_worse_and_stands_on_page_one() -> None:
    late = (OverdueAction(date(2025, 5, 1), "fall", "Team lead"),)
    ledger = tell(assess(REABLEMENT, reablement(harm=WORSE)), overdue=late)
    assert ledger.front.asks[1].startswith("An action on “fall” was due on 1 May 2025 and is not done. Decide:")
    page = front(ledger)
    assert "An action on “fall” was due on 1 May 2025" in page
    assert (untraced_digits(page), sentences_match(page, ledger)) == ([], [])


def test_measures_of_the_pathway_that_are_not_told_are_named_harm_first() -> None:
    (line,) = [words for words in told().front.not_yet if words.startswith("The pathway names")]
    others = set(REABLEMENT.pathway.measures) - {one.measure for one in REABLEMENT.service.comparisons}
    assert line.startswith(f"The pathway names {len(REABLEMENT.pathway.measures)} measures, and this report covers 5.")
    safety = next(one for one in REABLEMENT.measures if one.id in others and one.family == "safety")
    assert f"such as “{safety.title}”" in line


def test_nothing_is_said_of_them_where_all_are_told() -> None:
    pathway = REABLEMENT.pathway.model_copy(
        update={"measures": [one.measure for one in REABLEMENT.service.comparisons]}
    )
    ledger = tell(assess(REABLEMENT.model_copy(update={"pathway": pathway}), reablement()))
    assert not [words for words in ledger.front.not_yet if words.startswith("The pathway names")]


def _beside(*pairs: tuple[str, str, Finding]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Page one of made-up claims, each (measure, read with, finding)."""
    entry = told().entries[0]
    entries = tuple(
        entry.model_copy(update={"claim_id": name, "measure": name, "read_with": other, "finding": finding})
        for name, other, finding in pairs
    )
    page = front_of(entries)
    return page.may_say, page.described, page.with_next


def test_what_would_mislead_alone_is_followed_by_what_it_is_read_with() -> None:
    in_date, content = ("in-date", "content", Finding.BETTER), ("content", "", Finding.DESCRIBED)
    other, last = ("other", "", Finding.BETTER), ("last", "", Finding.DESCRIBED)
    assert _beside(in_date, other, last, content) == (("in-date", "content", "other"), ("last",), ("in-date",))
    assert _beside(in_date, other, last) == (("in-date", "other"), ("last",), ())
    # Each read with the other: both are told, once.
    both = ("content", "in-date", Finding.BETTER)
    assert sorted(_beside(in_date, both, other)[0]) == ["content", "in-date", "other"]


def test_a_companion_that_is_worse_stays_where_bad_news_is_told() -> None:
    page = _beside(("in-date", "content", Finding.BETTER), ("content", "", Finding.WORSE))
    assert page == (("in-date",), (), ())


def test_decisions_that_do_not_fit_are_counted_and_not_dropped() -> None:
    entry = told().entries[0]
    entries = tuple(
        entry.model_copy(
            update={"claim_id": str(n), "finding": Finding.CANNOT_SAY, "ask": f"Number {n}. Decide: one or the other."}
        )
        for n in range(6)
    )
    *_, others, _quote = front_of(entries).asks
    assert others == "2 other results are unclear. Each asks for its decision beside its own figures."
    *_, one, _quote = front_of(entries[:5]).asks
    assert one == "One other result is unclear. It asks for its decision beside its own figures."
    assert len(front_of(entries[:4]).asks) == 5


def test_a_rise_in_harm_that_is_not_ruled_out_is_put_to_a_decision() -> None:
    ledger = told(harm=({"yes": 20, "no": 450}, {"yes": 17, "no": 463}))
    harm = next(entry for entry in ledger.entries if entry.family == "safety")
    assert harm.finding is Finding.NO_CLEAR_DIFFERENCE
    assert "A rise in harm that matters cannot be ruled out." in harm.cautions
    assert harm.ask in ledger.front.asks


def test_other_reasons_are_named_on_page_one_where_something_is_better() -> None:
    named = [words for words in told().front.not_yet if words.startswith("Other reasons")]
    assert len(named) == 1
    assert all(rival in named[0] for rival in REABLEMENT.pathway.rivals)


def test_other_reasons_say_nothing_of_a_figure_that_is_withheld() -> None:
    better = [one for one in told().entries if one.finding is Finding.BETTER and one.against != "target"]
    assert better
    rivals = REABLEMENT.pathway.rivals
    assert rival_reasons(better, rivals)
    withheld = [one.model_copy(update={"finding": Finding.CANNOT_SAY}) for one in better]
    assert rival_reasons(withheld, rivals) == ()
    assert rival_reasons([better[0].model_copy(update={"against": "target"})], rivals) == ()
    # The whole way: few people on either side, and much better.
    few = ({"yes": 12, "no": 3}, {"yes": 2, "no": 14})
    ledger = told(package=few)
    shown = [one for one in ledger.entries if one.finding is Finding.BETTER and one.against != "target"]
    assert any(words.startswith("Other reasons") for words in ledger.front.not_yet) == bool(shown)
