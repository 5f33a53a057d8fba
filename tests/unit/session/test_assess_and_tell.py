"""From cohorts to ledger: what is said, to whom, when numbers are small, missing or odd."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from made_cohorts import PROVIDER, REABLEMENT, people, reablement, series

from fairclaim.claims.ledger import Ledger
from fairclaim.claims.pictures import IntervalPicture, NoPicture, ProcessPicture, SharePicture, StripPicture
from fairclaim.kinds import Finding, Rung
from fairclaim.params.every_measure import Break
from fairclaim.session.assess import assess
from fairclaim.session.tell import tell
from fairclaim.stats.results import Estimate

PACKAGE = "no-ongoing-package-6w.same-quarter-last-year"
HARM = "harm-in-care.same-quarter-last-year"
CHANGE = "functional-change.nothing"
LINE = [82.0, 83.0, 82.5, 81.0, 82.0, 83.5, 82.0, 81.5, 82.5, 83.0, 82.0, 81.5]
ENGLAND = [85.0, 84.5, 85.5, 84.0, 85.0, 84.5, 85.0, 84.0, 85.5, 84.5, 85.0, 84.0]


def told(**changes: object) -> Ledger:
    return tell(assess(REABLEMENT, reablement(**changes)))  # type: ignore[arg-type]


def test_a_good_quarter_earns_supports() -> None:
    entry = told().entry(PACKAGE)
    assert (entry.finding, entry.rung, entry.because) == (Finding.BETTER, Rung.SUPPORTED, ())
    assert isinstance(entry.picture, IntervalPicture)


def test_small_numbers_of_harm_are_withheld_everywhere_and_the_finding_is_still_told() -> None:
    ledger = told(harm=({"yes": 4, "no": 56}, {"yes": 3, "no": 57}))
    entry = ledger.entry(HARM)
    assert isinstance(entry.picture, NoPicture)
    assert "withheld" in entry.headline
    assert not re.search(r"\d", entry.headline.replace("8 weeks", "").replace("2025", "").replace("2024", ""))
    assert {cell for row in entry.table.rows[1:] for cell in row[1:]} == {"[c]"}


def test_no_true_count_passes_the_disclosure_point() -> None:
    # Counts that round differently from themselves and appear nowhere else.
    ledger = told(package=({"yes": 313, "no": 131}, {"yes": 268, "no": 203}))
    text = json.dumps([entry.model_dump(mode="json") for entry in ledger.entries if entry.claim_id == PACKAGE])
    for count in (313, 131, 268, 203, 444, 471):
        assert not re.search(rf"(?<![\d.a-f]){count}(?![\d.a-f])", text), count


def test_worse_harm_leads_and_holds_the_benefit_down() -> None:
    ledger = told(harm=({"yes": 60, "no": 400}, {"yes": 19, "no": 461}))
    assert ledger.front.worse == (HARM,)
    entry = ledger.entry(PACKAGE)
    assert (entry.finding, entry.rung) == (Finding.BETTER, Rung.COMPARED)
    assert entry.because == ("More people came to harm, and this must be read first.",)
    assert "supports" not in entry.headline


def test_an_unclear_harm_leaves_the_support_with_its_caution() -> None:
    entry = told(harm=({"yes": 26, "no": 434}, {"yes": 19, "no": 461})).entry(PACKAGE)
    assert entry.rung is Rung.SUPPORTED
    assert entry.cautions == (
        "Harm was counted from the incidents on record, and the figures cannot show whether it got worse.",
    )


@pytest.mark.parametrize(
    ("package", "said"),
    [
        pytest.param(({"yes": 0}, {"yes": 10, "no": 10}), "Nothing can be said yet", id="empty this quarter"),
        pytest.param(({"yes": 10, "no": 10}, {"died": 5}), "Nothing can be said yet", id="nobody counted last year"),
        pytest.param(({"yes": 9, "immature": 1}, {"yes": 9, "no": 9}), "window was still open", id="a window still open"),
        pytest.param(({"yes": 1}, {"yes": 1}), "withheld", id="one person on each side"),
        pytest.param(({"yes": 400}, {"yes": 400}), "withheld", id="everybody"),
    ],
)  # fmt: skip
def test_edges_give_a_sentence(package: tuple[dict[str, int], dict[str, int]], said: str) -> None:
    assert said in told(package=package).entry(PACKAGE).headline


@pytest.mark.parametrize("changes", [[], [2.0], [2.0, 2.0, 2.0]])
def test_a_change_that_has_no_interval_is_said_so(changes: list[float]) -> None:
    entry = told(changes=changes).entry(CHANGE)
    assert entry.headline.startswith("Nothing can be said yet")
    assert entry.rung is Rung.COUNTED


def test_a_change_in_few_people_is_withheld() -> None:
    entry = told(changes=[1.0, 2.0, 4.0]).entry(CHANGE)
    assert "withheld" in entry.headline
    assert isinstance(entry.picture, NoPicture)


def test_people_who_got_worse_are_said_to_have_fallen() -> None:
    entry = told(changes=[-2.0, -3.0, -4.0, -3.5] * 50).entry(CHANGE)
    assert entry.finding is Finding.WORSE
    assert "changed from 10.0 to 6.9" in entry.headline
    assert "3.1 points lower" in entry.headline


def test_a_changed_definition_compares_nothing() -> None:
    measures = tuple(
        measure.model_copy(update={"breaks": [Break(on=REABLEMENT.quarter.start, what="recorded in a new system")]})
        if measure.id == "no-ongoing-package-6w"
        else measure
        for measure in REABLEMENT.measures
    )
    ledger = tell(assess(REABLEMENT.model_copy(update={"measures": measures}), reablement()))
    entry = ledger.entry(PACKAGE)
    assert (entry.finding, entry.rung) == (Finding.CANNOT_SAY, Rung.MEASURED)
    assert "its definition changed" in entry.headline
    assert entry.ask
    assert isinstance(entry.picture, NoPicture)


def test_each_audience_has_its_own_copy() -> None:
    assessment = assess(REABLEMENT, reablement())
    cells = {
        audience: tell(assessment, audience).entry(PACKAGE).table.rows[0][1]  # type: ignore[arg-type]
        for audience in ("internal", "contract", "public")
    }
    assert cells == {"internal": "420", "contract": "about 420", "public": "about 420"}
    assert tell(assessment, "internal").entry(PACKAGE).table.rows[2][1] == "71.4"


def test_three_primary_comparisons_are_asked_at_a_wider_level() -> None:
    service = REABLEMENT.service.model_copy(
        update={
            "comparisons": [
                comparison.model_copy(update={"primary": comparison.against == "same_quarter_last_year"})
                for comparison in REABLEMENT.service.comparisons
            ]
        }
    )
    assessment = assess(REABLEMENT.model_copy(update={"service": service}), reablement())
    levels = {claim.id: claim.result.level for claim in assessment.claims if isinstance(claim.result, Estimate)}
    # The package is clear at 0.975 and leaves; harm is then alone, at 0.95.
    assert (levels[PACKAGE], levels[HARM]) == (0.975, 0.95)


def provider(line: list[float | None], england: list[float | None] | None = None) -> Ledger:
    others = {f"X{i:02d}": [70.0 + i] * 12 for i in range(10)}
    return tell(assess(PROVIDER, series({"Z01": line, "National": england or ENGLAND, **others})))  # type: ignore[dict-item]


def test_a_provider_below_england_month_after_month() -> None:
    entry = provider(LINE, [value + 5 for value in ENGLAND]).entry("two-hour-response.benchmark")
    assert entry.finding is Finding.WORSE
    assert "was lower than in England in every month of the quarter" in entry.headline


def test_a_month_that_was_not_published() -> None:
    ledger = provider([*LINE[:10], None, LINE[11]])
    entry = ledger.entry("two-hour-response.own-series")
    assert ("February 2025", "[x]") in entry.table.rows
    assert any("February 2025" in caution for caution in entry.cautions)
    assert isinstance(entry.picture, ProcessPicture)
    assert len(entry.picture.months) == len(entry.picture.values) + 1


def test_too_few_months_have_no_limits() -> None:
    ledger = provider([None] * 6 + LINE[6:])
    for against in ("own-series", "target", "benchmark"):
        entry = ledger.entry(f"two-hour-response.{against}")
        assert entry.finding is Finding.CANNOT_SAY
        assert isinstance(entry.picture, ProcessPicture)
        assert entry.picture.segments[-1].upper is None


def test_the_place_among_providers_is_described_and_not_ranked() -> None:
    entry = provider(LINE).entry("two-hour-response.peers")
    assert entry.finding is Finding.DESCRIBED
    assert isinstance(entry.picture, StripPicture)
    assert any("No funnel is drawn" in note for note in entry.table.notes)
    last_missing = provider([*LINE[:11], None]).entry("two-hour-response.peers")
    assert "No figure was published for this organisation in March 2025." in last_missing.headline


def test_a_quarter_below_its_standard_is_not_called_above_it_by_its_limits() -> None:
    # Three bad months after nine good ones: the limits still lie above 70, the quarter does not.
    entry = provider([*LINE[:9], 69.0, 69.5, 69.2]).entry("two-hour-response.target")
    assert entry.finding is not Finding.BETTER
    assert "69.0%, 69.5% and 69.2% in January, February and March 2025" in entry.headline
    none_published = provider([*LINE[:9], None, None, None]).entry("two-hour-response.target")
    assert none_published.finding is Finding.CANNOT_SAY


def test_a_month_without_a_row_is_a_gap_too() -> None:
    (cohort,) = series({"Z01": LINE, "National": ENGLAND})
    missing = cohort.frame[[month.month != 8 for month in cohort.frame["month"]]].reset_index(drop=True)
    (entry, *_) = tell(assess(PROVIDER, (replace(cohort, frame=missing),))).entries
    assert any("August 2024" in caution for caution in entry.cautions)


def test_a_harm_that_changed_its_meaning_supports_nothing() -> None:
    measures = tuple(
        measure.model_copy(update={"breaks": [Break(on=REABLEMENT.quarter.start, what="new grades")]})
        if measure.id == "harm-in-care"
        else measure
        for measure in REABLEMENT.measures
    )
    ledger = tell(assess(REABLEMENT.model_copy(update={"measures": measures}), reablement()))
    assert ledger.entry(HARM).finding is Finding.CANNOT_SAY
    assert ledger.entry(PACKAGE).cautions == (
        "Harm was counted from the incidents on record, and the figures cannot show whether it got worse.",
    )


@pytest.mark.parametrize("name", ["felt-involved", "functional-change", "first-visit-2d"])
def test_a_break_within_the_quarter_is_a_caution_where_nothing_earlier_is_compared(name: str) -> None:
    measures = tuple(
        measure.model_copy(update={"breaks": [Break(on=date(2025, 2, 1), what="new form")]})
        if measure.id == name
        else measure
        for measure in REABLEMENT.measures
    )
    ledger = tell(assess(REABLEMENT.model_copy(update={"measures": measures}), reablement()))
    (entry,) = [entry for entry in ledger.entries if entry.measure == name]
    told = (*entry.cautions, *entry.because)
    assert any("mixes two definitions" in sentence for sentence in told)


def test_withheld_numbers_leave_no_trace_beside_them() -> None:
    ledger = told(harm=({"yes": 0, "no": 40}, {"yes": 0, "no": 35}))
    entry = ledger.entry(HARM)
    assert not any("quarter" in sentence for sentence in entry.not_yet)
    assert entry.evidence == ()
    assert entry.finding is Finding.CANNOT_SAY


def test_a_small_target_claim_does_not_tell_which_side_its_withheld_share_lies_on() -> None:
    cohorts = [c for c in reablement() if c.measure != "first-visit-2d"]
    small = people("first-visit-2d", "this", yes=25)
    entry = tell(assess(REABLEMENT, (*cohorts, small))).entry("first-visit-2d.target")
    assert entry.finding is Finding.CANNOT_SAY
    assert "standard" not in entry.headline


def test_few_answers_are_cautioned_where_nothing_is_compared() -> None:
    cohorts = [c for c in reablement() if c.measure != "felt-involved"]
    answers = people("felt-involved", "this", yes=200, no=40, not_observed=230)
    entry = tell(assess(REABLEMENT, (*cohorts, answers))).entry("felt-involved.nothing")
    assert any("the others may differ" in caution for caution in entry.cautions)
    assert ("Seen, in every 100 who were to be followed up", "51") in entry.table.rows


def test_a_share_near_nothing_has_a_range_with_a_width() -> None:
    cohorts = [c for c in reablement() if c.measure != "felt-involved"]
    answers = people("felt-involved", "this", yes=5, no=4995)
    entry = tell(assess(REABLEMENT, (*cohorts, answers))).entry("felt-involved.nothing")
    assert "just above 0 to less than 1" in entry.headline
    assert isinstance(entry.picture, SharePicture)
    assert entry.picture.lower < entry.picture.upper
