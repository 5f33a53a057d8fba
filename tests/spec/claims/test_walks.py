"""Walks through the tables of claims, whole: from people to the finding, the rung and the words beside it."""

from collections.abc import Callable

import pytest
from made_cohorts import GROUP, PROVIDER, REABLEMENT, followed, people, reablement, series

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Entry
from fairclaim.claims.pictures import IntervalPicture
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.kinds import Family, Finding, Rung
from fairclaim.params.edges import ObservedWhen
from fairclaim.params.models import Comparison
from fairclaim.params.scores import PairedChangeMeasure, Usual
from fairclaim.params.spec import RunSpec
from fairclaim.session.assess import assess
from fairclaim.session.entries import told_entry
from fairclaim.session.tell import tell
from fairclaim.stats.methods.difference_in_differences import DifferenceInDifferences
from fairclaim.stats.results import Diagnostic, Estimate, NotEstimable

title = "Walks through the tables"

PACKAGE = "no-ongoing-package-6w.same-quarter-last-year"
CHANGE = "functional-change.nothing"
LAST_YEAR = "same_quarter_last_year"
UNCLEAR_HARM = ({"yes": 26, "no": 434}, {"yes": 19, "no": 461})


def only(*ids: str, spec: RunSpec = REABLEMENT) -> RunSpec:
    """The same service, asking no more than these."""
    kept = [comparison for comparison in spec.service.comparisons if comparison.id in ids]
    return spec.model_copy(update={"service": spec.service.model_copy(update={"comparisons": kept})})


def with_measure(measure_id: str, spec: RunSpec = REABLEMENT, **changed: object) -> RunSpec:
    measures = tuple(one.model_copy(update=changed) if one.id == measure_id else one for one in spec.measures)
    return spec.model_copy(update={"measures": measures})


def of_family(family: Family) -> RunSpec:
    return with_measure("no-ongoing-package-6w", family=family)


def one_cohort() -> Entry:
    spec = only("felt-involved.nothing")
    return tell(assess(spec, (people("felt-involved", yes=210, no=35),))).entry("felt-involved.nothing")


def year_on_year(family: Family) -> Entry:
    return tell(assess(of_family(family), reablement(harm=UNCLEAR_HARM))).entry(PACKAGE)


def series_above_its_standard() -> Entry:
    line: list[float | None] = [82.0, 83.0, 82.5, 81.0, 82.0, 83.5, 82.0, 81.5, 82.5, 83.0, 82.0, 81.5]
    others: dict[str, list[float | None]] = {f"X{i:02d}": [70.0 + i] * 12 for i in range(10)}
    cohorts = series({"Z01": line, "National": line, **others})
    return tell(assess(PROVIDER, cohorts)).entry("two-hour-response.target")


def worse_with_everything_missing() -> Entry:
    # No audit, no harm beside it, no story, and of half of them nobody knows.
    now = people("no-ongoing-package-6w", yes=100, no=150, not_observed=250)
    then = people("no-ongoing-package-6w", LAST_YEAR, yes=170, no=80, not_observed=250)
    return tell(assess(only(PACKAGE), (now, then))).entry(PACKAGE)


def change_in_one_cohort(usual: float | None, harm: tuple[dict[str, int], dict[str, int]] | None = None) -> Entry:
    measure = REABLEMENT.measure("functional-change")
    assert isinstance(measure, PairedChangeMeasure)
    figures = (
        None
        if usual is None
        else Usual(mean=usual, test_retest=0.9, source="a made-up study", dated=REABLEMENT.quarter.start)
    )
    spec = with_measure("functional-change", usual=figures)
    cohorts = reablement() if harm is None else reablement(harm=harm)
    audited: tuple[Cohort, ...] = (people("functional-change", "audit", yes=98, no=2),)
    return tell(assess(spec, (*cohorts, *audited))).entry(CHANGE)


def two_groups(effect: int, drift: float, teams: int = 6) -> Claim:
    """A difference in differences between two groups of teams, with audit and harm beside it."""
    (own, *rest), other = reablement(), people("no-ongoing-package-6w", "comparison_group", yes=165, no=255)
    wanted = Comparison(
        measure="no-ongoing-package-6w",
        against="difference_in_differences",
        method=DifferenceInDifferences(),
        margin=0.1,
        group=GROUP,
    )
    others = [one for one in REABLEMENT.service.comparisons if one.id != PACKAGE]
    service = REABLEMENT.service.model_copy(update={"comparisons": [wanted, *others]})
    # Harm is looked for in everybody here, as it has to be where a design is to speak for itself.
    looked = ObservedWhen(feed="safety_events")
    spec = with_measure("harm-in-care", REABLEMENT.model_copy(update={"service": service}), observed_when=looked)
    cohorts = (own, *rest, other, followed("no-ongoing-package-6w", effect, drift, teams))
    return assess(spec, cohorts).claims[0]


def told(claim: Claim) -> Entry:
    return told_entry(REABLEMENT, claim, REABLEMENT.house.disclosure.contract)


def did_with_parallel_trends() -> Entry:
    return told(two_groups(effect=3, drift=0.0))


def did_with_a_failed_pre_trend() -> Entry:
    return told(two_groups(effect=0, drift=0.3))


@pytest.mark.parametrize(
    ("walk", "finding", "rung"),
    [
        pytest.param(one_cohort, Finding.DESCRIBED, Rung.MEASURED, id="one cohort without audit or safety: measured"),
        pytest.param(lambda: year_on_year("person_change"), Finding.BETTER, Rung.SUPPORTED, id="year on year with audit, harm cannot tell, a person's outcome: supported"),
        pytest.param(lambda: year_on_year("system_proxy"), Finding.BETTER, Rung.COMPARED, id="the same of a system proxy: compared"),
        pytest.param(series_above_its_standard, Finding.BETTER, Rung.COMPARED, id="a published series above its standard: compared, better"),
        pytest.param(did_with_parallel_trends, Finding.BETTER, Rung.TESTED, id="difference in differences with a passed pre-trend: tested"),
        pytest.param(did_with_a_failed_pre_trend, Finding.BETTER, Rung.COMPARED, id="difference in differences with a failed pre-trend: the simple contrast, compared"),
        pytest.param(worse_with_everything_missing, Finding.WORSE, Rung.MEASURED, id="worse with everything missing: worse, measured"),
        pytest.param(lambda: change_in_one_cohort(None), Finding.BETTER, Rung.MEASURED, id="a change in one cohort, nothing on file of an ordinary day: measured"),
        pytest.param(lambda: change_in_one_cohort(60.0), Finding.BETTER, Rung.MEASURED, id="a change that recovery from a low point would explain: measured"),
        pytest.param(lambda: change_in_one_cohort(12.0), Finding.BETTER, Rung.SUPPORTED, id="a change beyond it, with audit and harm: supported"),
    ],
)  # fmt: skip
def test_walk(walk: Callable[[], Entry], finding: Finding, rung: Rung) -> None:
    entry = walk()
    assert (entry.finding, entry.rung) == (finding, rung)


def test_the_unclear_harm_is_said_beside_what_it_supports() -> None:
    entry = year_on_year("person_change")
    assert entry.cautions == (
        "Harm was counted from the incidents on record, and the figures cannot show whether it got worse.",
    )


def test_bad_news_keeps_its_interval_and_asks_for_an_action() -> None:
    entry = worse_with_everything_missing()
    assert isinstance(entry.picture, IntervalPicture)
    assert "likely range" in entry.headline
    assert "than" not in entry.headline.split("likely range")[0]
    assert entry.ask


def test_functional_change_earns_the_words_that_name_the_wider_good() -> None:
    assert "supports discharge sustainability" in change_in_one_cohort(12.0).headline
    assert "supports" not in change_in_one_cohort(None).headline


def test_and_loses_them_where_people_came_to_harm() -> None:
    entry = change_in_one_cohort(12.0, harm=({"yes": 60, "no": 400}, {"yes": 19, "no": 461}))
    assert entry.rung is Rung.MEASURED
    assert "supports" not in entry.headline


def test_a_passed_pre_trend_lets_the_design_speak() -> None:
    claim = two_groups(effect=3, drift=0.0)
    # 3 people of 10 more from the change on, in every team alike.
    assert isinstance(claim.result, Estimate)
    assert claim.result.value == pytest.approx(0.3)
    entry = told(claim)
    assert "The estimated difference between the two changes is 30 more in every 100" in entry.headline
    assert "The service likely contributed to this difference." in entry.headline
    assert entry.against == "difference_in_differences"


def test_a_failed_pre_trend_withdraws_the_design_to_the_simple_contrast() -> None:
    claim = two_groups(effect=0, drift=0.3)
    assert claim.comparison.against == "comparison_group"
    assert isinstance(claim.test, Diagnostic)
    assert claim.test.passed is False
    # 300 of 420 against 165 of 420, and nothing of the panel.
    assert isinstance(claim.result, Estimate)
    assert claim.result.value == pytest.approx(135 / 420)
    entry = told(claim)
    assert "than for people in Site B, which had no such service: 71 in every 100, against 39" in entry.headline
    assert not [word for word in ("contributed", "estimated", "supports") if word in entry.headline]
    assert any("moving apart before the change already" in caution for caution in entry.cautions)
    assert any("not passed" in row[0] for row in entry.table.rows)


def test_a_design_that_cannot_be_tested_is_withdrawn_as_well() -> None:
    claim = two_groups(effect=3, drift=0.0, teams=3)
    assert isinstance(claim.test, NotEstimable)
    entry = told(claim)
    assert (entry.against, entry.rung) == ("comparison_group", Rung.COMPARED)
    assert "It could not be tested" in " ".join(entry.cautions)
