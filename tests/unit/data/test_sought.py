"""A value that a measure looks for and that no row holds is told: else nobody would have the outcome, or everybody."""

import pytest

from fairclaim.data.cohorts.build import build_cohorts
from fairclaim.data.reading.extracts import open_extract
from fairclaim.data.synthetic.ensure import ensure
from fairclaim.errors import DataRefused

PACKAGE = "measures/no-ongoing-package-6w.yaml"
CHANGE = "measures/functional-change.yaml"
FELT = "measures/felt-involved.yaml"
HARM = "measures/harm-in-care.yaml"
CODES = "What to do: check the spelling against the record's own code list; where the record has codes of its own, translate them under 'codes:' in the source."


@pytest.fixture(scope="module")
def extract(demo):
    """The demonstration as it is: what these tests change is what is asked of it, and it is read once for them all."""
    return open_extract(demo())


def built(spec):
    ensure(spec)
    return build_cohorts(spec, open_extract(spec))


def emptied(spec, file):
    ensure(spec)
    path = spec.root / "data/demo/2024-25-q4" / file
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return spec


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            (PACKAGE, "kind: [ongoing]", "kind: [on-going]"),
            f"params/{PACKAGE} → outcome → where → kind: no row of packages.kind holds it. Found: 'on-going'. {CODES}",
            id="an outcome misspelt",
        ),
        pytest.param(
            (PACKAGE, "point: [6 weeks]", "point: [six weeks, 42 days]"),
            f"params/{PACKAGE} → observed_when → where → point: no row of followups.point holds any of them. "
            f"Found: 'six weeks', '42 days'. {CODES}",
            id="a look misspelt in two ways",
        ),
        pytest.param(
            (
                PACKAGE,
                "index: {table: referrals, at: discharged_at}",
                "index: {table: packages, at: started_at, where: {kind: [temporary]}}",
            ),
            f"params/{PACKAGE} → index → where → kind: no row of packages.kind holds it. Found: 'temporary'. {CODES}",
            id="an index event misspelt",
        ),
        pytest.param(
            (PACKAGE, "kind: [ongoing]", "kind: []"),
            f"params/{PACKAGE} → outcome → where → kind: the list of values is empty. "
            "What to do: name a value, or take the column out.",
            id="no value at all",
        ),
        pytest.param(
            (PACKAGE, "baseline: {instrument: Barthel Index", "baseline: {instrument: Bartel Index"),
            f"params/{PACKAGE} → baseline → instrument: no row of scores.instrument holds it. "
            f"Found: 'Bartel Index'. {CODES}",
            id="the baseline's instrument",
        ),
        pytest.param(
            (CHANGE, "instrument: Barthel Index", "instrument: Barthel"),
            f"params/{CHANGE} → instrument: no row of scores.instrument holds it. Found: 'Barthel'. {CODES}",
            id="an instrument misspelt",
        ),
        pytest.param(
            (CHANGE, "first: start", "first: begin"),
            f"params/{CHANGE} → first: no row of scores.time_point holds it. Found: 'begin'. {CODES}",
            id="the first time point",
        ),
        pytest.param(
            (CHANGE, "last: discharge", "last: end"),
            f"params/{CHANGE} → last: no row of scores.time_point holds it. Found: 'end'. {CODES}",
            id="the last time point",
        ),
        pytest.param(
            (HARM, "harm: [moderate, severe, death]", "harm: [moderat, severe, death]"),
            f"params/{HARM} → outcome → where → harm: safety_events.harm has no such code. Found: 'moderat'. "
            "Allowed: none, low, moderate, severe, death. What to do: name codes of the list.",
            id="a code that its list lacks",
        ),
        pytest.param(
            (
                PACKAGE,
                '{table: followups, at: at, where: {point: [6 weeks], reached: ["yes"]}}',
                '{table: scores, where: {score: ["20"]}}',
            ),
            f"params/{PACKAGE} → observed_when: it holds numbers or dates, and 'where' compares words. Found: 'score'. "
            "Allowed: referral_id, instrument, time_point. What to do: name one of these.",
            id="a column of numbers",
        ),
        pytest.param(
            (PACKAGE, "where: {kind: [ongoing]}", 'where: {started_at: ["2025-01-01"]}'),
            f"params/{PACKAGE} → outcome: it holds numbers or dates, and 'where' compares words. Found: 'started_at'. "
            "Allowed: referral_id, kind. What to do: name one of these.",
            id="a column of dates",
        ),
    ],
)
def test_a_value_that_nothing_holds_is_told(project, extract, change, message):
    with pytest.raises(DataRefused) as refused:
        build_cohorts(project(changed=change), extract)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "change",
    [
        pytest.param((PACKAGE, "kind: [ongoing]", "kind: [ONGOING]"), id="in capitals"),
        pytest.param((FELT, "[agree, strongly agree]", "[agree, agree very much]"), id="one of several"),
        pytest.param((HARM, "harm: [moderate, severe, death]", "harm: [Death]"), id="a code that may never be seen"),
    ],
)
def test_a_value_that_may_be_meant_is_let_through(project, extract, change):
    assert build_cohorts(project(changed=change), extract)


def test_a_table_without_rows_holds_nothing_and_refuses_nothing(project):
    assert built(emptied(project(), "packages.csv"))


def test_a_code_is_checked_even_where_its_table_has_no_rows(project):
    spec = project(changed=(HARM, "harm: [moderate, severe, death]", "harm: [harmful]"))
    with pytest.raises(DataRefused, match="has no such code"):
        built(emptied(spec, "incidents.csv"))


def test_all_such_values_are_told_at_once_and_no_row_s_value_with_them(project, extract):
    spec = project(
        package=(PACKAGE, "kind: [ongoing]", "kind: [on-going]"),
        change=(CHANGE, "last: discharge", "last: end"),
    )
    with pytest.raises(DataRefused) as refused:
        build_cohorts(spec, extract)
    assert len(refused.value.problems) == 2
    assert "'ongoing'" not in str(refused.value)
    assert "discharge'" not in str(refused.value)


def test_a_harm_that_only_the_pathway_names_is_checked_too(project, extract):
    text = (project().root / "params/services/demo-reablement.yaml").read_text(encoding="utf-8")
    start = text.index("  - measure: harm-in-care")
    block = text[start : text.index("  - measure", start + 1)]
    spec = project(
        no_comparison=("services/demo-reablement.yaml", block, ""),
        changed=(HARM, "harm: [moderate, severe, death]", "harm: [harmful]"),
    )
    with pytest.raises(DataRefused, match="has no such code"):
        build_cohorts(spec, extract)
