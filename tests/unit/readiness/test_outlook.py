"""What a comparison could show, in words; and the strongest word for its claim."""

import pytest
from small_project import QUARTER, SERVICE, small_project

from fairclaim.params.load import load_spec
from fairclaim.session.readiness.foresight import fewest_audited
from fairclaim.session.readiness.measure_states import strictest_level
from fairclaim.session.readiness.outlook import Sizes, outlook
from fairclaim.session.readiness.tables_of import outcome_tables, wanted
from fairclaim.stats.methods.proportion import wilson


@pytest.fixture(scope="module")
def spec(tmp_path_factory):
    return load_spec(SERVICE, QUARTER, small_project(tmp_path_factory.mktemp("small")))


def told(spec, measure, **sizes):
    comparison = next(c for c in spec.service.comparisons if c.measure == measure)
    if (margin := sizes.pop("margin", "own")) != "own":
        comparison = comparison.model_copy(update={"margin": margin})
    if against := sizes.pop("against", None):
        comparison = comparison.model_copy(update={"against": against})
    given = {"n": 390, "n_reference": 402, "base": 0.6, "earlier": "last year", "level": 0.95} | sizes
    return outlook(comparison, spec.measure(measure), Sizes(**given))


ENDINGS = [
    ("no-package", {"margin": 0.10}, "shows", "difference smaller than 9.5 in every 100 would probably not show. The smallest that matters is 10: it would show."),
    ("no-package", {"margin": 0.05}, "may not show", "With 390 people, and 402 in last year"),
    ("no-package", {"margin": 0.03}, "cannot say", "this will most likely end as 'cannot say'."),
    ("no-package", {"margin": None}, "not known", "The comparison has no margin"),
    ("no-package", {"base": None}, "not known", "Nobody is counted on one side"),
    ("no-package", {"n": 3, "n_reference": 3}, "cannot say", "not even the largest possible difference would probably show."),
    ("no-package", {"against": "nothing", "n": 385}, "described", "reaches at most 5 in every 100 to either side"),
    ("no-package", {"against": "nothing", "n": 0}, "not known", "Nobody"),
    ("first-visit", {"n": 400}, "shows", "With 400 people, held against 85 in every 100, a difference smaller than 4.6 in every 100"),
    ("first-visit", {"n": 0}, "not known", "Nobody is counted"),
    ("harm", {"base": 0.03, "n": 400, "n_reference": 400, "margin": 0.02}, "may not show", "smaller than 4.3 in every 100"),
    ("change", {"base": 4.0, "n": 90}, "shows", "With 90 pairs of scores, whose changes differ as in last year, a change smaller than 1.2 points"),
    ("change", {"base": None}, "not known", "No earlier pairs of scores"),
]  # fmt: skip


@pytest.mark.parametrize(("measure", "sizes", "ending", "words"), ENDINGS)
def test_ending_and_words(spec, measure, sizes, ending, words):
    found = told(spec, measure, **sizes)
    assert found.ending == ending
    assert words in found.sentence


def test_a_chart_has_no_smallest_difference(spec):
    assert told(spec, "no-package", against="own_series") is None


def test_harm_is_asked_for_a_worsening_and_a_gain_for_a_gain(spec):
    """Near 0 the two differ: from 3 in 100, a fall by 4 is impossible and a rise by 4 shows."""
    assert told(spec, "harm", base=0.03, n=400, n_reference=400).smallest == pytest.approx(0.0428, abs=1e-4)
    lower = spec.measure("harm").model_copy(update={"family": "quality"})
    comparison = next(c for c in spec.service.comparisons if c.measure == "harm")
    sizes = Sizes(n=400, n_reference=400, base=0.03, earlier="", level=0.95)
    assert outlook(comparison, lower, sizes).smallest == pytest.approx(0.0249, abs=1e-3)


@pytest.mark.parametrize(("agreement", "level"), [(0.8, 0.95), (0.9, 0.95), (0.95, 0.99)])
def test_fewest_audited_is_where_wilsons_limit_first_reaches_the_agreement(agreement, level):
    n = fewest_audited(agreement, level)
    assert wilson(n, n, level)[0] >= agreement > wilson(n - 1, n - 1, level)[0]


def test_main_comparisons_are_planned_at_holms_first_step(spec):
    assert strictest_level(spec, primary=True) == 0.95
    three = [c.model_copy(update={"primary": True}) for c in spec.service.comparisons[:3]]
    service = spec.service.model_copy(update={"comparisons": three})
    assert strictest_level(spec.model_copy(update={"service": service}), primary=True) == pytest.approx(1 - 0.05 / 3)
    assert strictest_level(spec.model_copy(update={"service": service}), primary=False) == 0.95


def test_tables_whose_rows_are_an_outcome(spec):
    assert outcome_tables(spec.measures) == {"packages", "contacts", "safety_events"}
    package = spec.measure("no-package")
    assert outcome_tables([package.model_copy(update={"died": "failure"})]) == {"packages", "deaths"}
    look = package.observed_when.model_copy(update={"table": "packages"})
    assert outcome_tables([package.model_copy(update={"observed_when": look})]) == set()


@pytest.mark.parametrize(
    ("measure", "table", "first", "last"),
    [
        ("no-package", "referrals", "2024-01-01", "2025-03-31"),
        ("no-package", "packages", "2024-02-12", "2025-05-12"),
        ("first-visit", "contacts", "2025-01-03", "2025-04-02"),
        ("harm", "safety_events", "2024-02-26", "2025-05-26"),
        ("change", "scores", "2025-01-01", "2025-03-31"),
    ],
)
def test_days_that_a_table_has_to_reach_over(spec, measure, table, first, last):
    found = wanted(spec, spec.measure(measure), table)
    assert (str(found.first), str(found.last)) == (first, last)
