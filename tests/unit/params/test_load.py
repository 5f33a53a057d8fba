"""Every problem of every file at once, in the user's words."""

from pathlib import Path

import pytest

from fairclaim.errors import ParamsRefused
from fairclaim.params.load import load_all, load_library, load_spec
from fairclaim.params.reading import parse_yaml
from fairclaim.params.schema import stale, write
from fairclaim.params.spec import RunSpec

SERVICE = "services/demo-reablement.yaml"
FLOW = "services/demo-reablement-flow.yaml"
MEASURE = "measures/no-ongoing-package-6w.yaml"


def spoil(params: Path, name: str, old: str, new: str) -> None:
    path = params / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(params: Path) -> str:
    with pytest.raises(ParamsRefused) as refused:
        load_library(params)
    return str(refused.value)


PLAIN = "against: same_quarter_last_year"
DESIGN = "against: difference_in_differences\n    group: {name: Site B, source: a plan, dated: 2023-03-01}"
BOTH = """
  - {measure: goals-met, against: comparison_group, method: {name: difference}, group: &g {name: B, source: a plan, dated: 2023-03-01, changed_on: 2024-04-01}}
  - {measure: goals-met, against: difference_in_differences, method: {name: difference_in_differences}, margin: 0.05, group: *g}"""


def test_the_shipped_params_load(params: Path) -> None:
    specs = load_all(params, "2024-25-q4")
    assert {spec.service.id for spec in specs} == {path.stem for path in (params / "services").glob("*.yaml")}


def test_a_spec_survives_json(params: Path) -> None:
    spec = load_spec("demo-reablement", "2024-25-q4", params)
    assert RunSpec.model_validate_json(spec.model_dump_json()) == spec


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "said"),
    [
        pytest.param(SERVICE, "version: 1", "version: 1\nversion: 1", f"{SERVICE}, line 3", "a key stands twice", id="duplicate key"),
        pytest.param(SERVICE, "pathway: reablement", "pathway: reablment", f"{SERVICE} → pathway", "there is no such pathway", id="unknown pathway"),
        pytest.param(SERVICE, "measure: felt-involved", "measure: felt-involve", f"{SERVICE} → comparisons[4].measure", "there is no such measure", id="unknown measure"),
        pytest.param(SERVICE, "interval: newcombe", "intervall: newcombe", f"{SERVICE} → comparisons[0].method.intervall", "this key is not known", id="misspelt option"),
        pytest.param(SERVICE, "interval: newcombe", "interval: wald", f"{SERVICE} → comparisons[0].method.interval", "'newcombe'", id="method option not offered"),
        pytest.param(SERVICE, "name: difference", "name: diff", f"{SERVICE} → comparisons[0].method", "'difference'", id="unknown method"),
        pytest.param(SERVICE, "{name: difference, interval: newcombe}", "{name: xmr}", f"{SERVICE} → comparisons[0].method.name", "difference, risk_ratio, odds_ratio", id="method of another question"),
        pytest.param(SERVICE, "{name: difference, interval: newcombe}", "{name: risk_ratio}", f"{SERVICE} → comparisons[0].margin", "Write 1.1 for a tenth more", id="margin of a ratio as a difference"),
        pytest.param(FLOW, "method: {name: events_by_person}", "method: {name: events_by_person, multiplier: 100.0}", f"{FLOW} → comparisons[3].method.multiplier", "stated elsewhere", id="base stated by the measure"),
        pytest.param(FLOW, "against: nothing", "against: target", f"{FLOW} → comparisons[0]", "go together", id="a question without its target"),
        pytest.param(FLOW, "against: nothing", "against: own_series", f"{FLOW} → comparisons[0].against", "nothing, previous_quarter, same_quarter_last_year", id="a question that this kind cannot be asked"),
        pytest.param(SERVICE, "against: same_quarter_last_year", "against: comparison_group", f"{SERVICE} → comparisons[0]", "'group:' goes with", id="a comparison group that is not named"),
        pytest.param(SERVICE, PLAIN, DESIGN.replace("}", ", changed_on: 2024-04-01}"), f"{SERVICE} → comparisons[0].method.name", "difference_in_differences", id="a design by another method"),
        pytest.param(SERVICE, PLAIN, DESIGN, f"{SERVICE} → comparisons[0]", "needs the day of the change", id="a design without the day of its change"),
        pytest.param(SERVICE, PLAIN, DESIGN.replace("}", ", changed_on: 2024-04-15}"), f"{SERVICE} → comparisons[0].group", "the first day of one", id="a change within a month"),
        pytest.param(SERVICE, f"{PLAIN}\n    method: {{name: difference, interval: newcombe}}\n    margin: 0.05", DESIGN.replace("}", ", changed_on: 2024-04-01}") + "\n    method: {name: difference_in_differences}", f"{SERVICE} → comparisons[0]", "the smallest difference that matters", id="a design without a margin"),
        pytest.param(SERVICE, "comparisons:", "comparisons:" + BOTH, SERVICE, "against a comparison group twice", id="a design and its contrast"),
        pytest.param(SERVICE, "margin: 0.05", "margin: 5", f"{SERVICE} → comparisons[0].margin", "Write 0.05 for 5 points", id="margin in points"),
        pytest.param(SERVICE, "value: 0.85", "value: 85", f"{SERVICE} → comparisons[2].target.value", "Write 0.85, not 85", id="target in per cent"),
        pytest.param("services/demo-ucr-icb.yaml", "value: 70", "value: 0.7", "services/demo-ucr-icb.yaml → comparisons[1].target.value", "Write 70, not 0.7", id="percentage as a share"),
        pytest.param("services/demo-ucr-icb.yaml", "method: {name: xmr}", "method: {name: xmr, target: 70}", "services/demo-ucr-icb.yaml → comparisons[0].method.target", "stated elsewhere", id="option stated elsewhere"),
        pytest.param("services/demo-ucr-icb.yaml", "method: {name: xmr}", "method: {name: xmr}\n    primary: true", "services/demo-ucr-icb.yaml → comparisons[0].primary", "no use for this key", id="primary chart"),
        pytest.param(SERVICE, "against: target", "against: nothing", f"{SERVICE} → comparisons[2]", "go together", id="target without question"),
        pytest.param("house.yaml", "level: 0.95", "level: 95", "house.yaml → level", "'95'", id="level in per cent"),
        pytest.param("house.yaml", "audience: contract", "audience: everyone", "house.yaml → audience", "'contract'", id="unknown audience"),
        pytest.param(MEASURE, "observed_when:", "# observed_when:", MEASURE, "must say when its absence was observed", id="absence nobody looked for"),
        pytest.param(MEASURE, "end: 6w", "end: 6 weeks", f"{MEASURE} → window.end", "'6 weeks'", id="window in words"),
        pytest.param(MEASURE, "id: no-ongoing-package-6w", "id: other", f"{MEASURE} → id", "the id and the file's name differ", id="id differs from file"),
        pytest.param("pathways/reablement.yaml", "harm: harm-in-care", "harm: felt-involved", "pathways/reablement.yaml → harm", "must be of the safety family", id="harm that is no harm"),
        pytest.param("quarters/2024-25-q4.yaml", "issues: []", "planned: {demo-reablement: {goals-met: {value: 5, source: a plan, dated: 2024-04-01}}}", "quarters/2024-25-q4.yaml → planned.demo-reablement", "contacts-made, episodes-ended, referrals-received", id="a plan for what is no activity"),
        pytest.param("quarters/2024-25-q4.yaml", "issues: []", "planned: {demo: {}}", "quarters/2024-25-q4.yaml → planned", "no such service", id="a plan of no service"),
        pytest.param("quarters/2024-25-q4.yaml", "as_at: 2025-06-02", "as_at: soon", "quarters/2024-25-q4.yaml → as_at", "'soon'", id="date in words"),
        pytest.param("services/demo-ucr-icb.yaml", 'code: "QZ1"', "code: 1", "services/demo-ucr-icb.yaml → organisation.code", "Put it in quotes", id="code without quotes"),
    ],
)  # fmt: skip
def test_one_mistake_one_clear_message(params: Path, name: str, old: str, new: str, where: str, said: str) -> None:
    spoil(params, name, old, new)
    message = refusal(params)
    assert f"params/{where}" in message
    assert said in message


def test_all_problems_of_all_files_at_once(params: Path) -> None:
    spoil(params, SERVICE, "version: 1", "version: 2")
    spoil(params, "house.yaml", "version: 1", "version: 2")
    spoil(params, MEASURE, "better: higher", "better: bigger")
    message = refusal(params)
    assert all(f"params/{name}" in message for name in (SERVICE, "house.yaml", MEASURE))


def test_what_is_done_to_the_values_of_one_reader_reaches_no_other() -> None:
    text = "a: {b: [1, 2]}\n"
    values, _ = parse_yaml(text, "params/house.yaml")
    values["a"]["b"].append(3)
    assert parse_yaml(text, "params/house.yaml") == ({"a": {"b": [1, 2]}}, [])


def test_a_file_that_is_changed_between_two_readings_is_read_anew(params: Path) -> None:
    before = load_library(params).measures["no-ongoing-package-6w"].title
    spoil(params, MEASURE, f"title: {before}", "title: Changed meanwhile")
    assert load_library(params).measures["no-ongoing-package-6w"].title == "Changed meanwhile"


def test_bytes_that_are_not_utf8(params: Path) -> None:
    (params / SERVICE).write_bytes("id: café".encode("latin-1"))
    message = refusal(params)
    assert "the file is not UTF-8" in message
    assert "line 1" in message


def test_an_empty_file(params: Path) -> None:
    (params / SERVICE).write_text("\n", encoding="utf-8")
    assert "the file is empty" in refusal(params)


def test_the_mark_that_excel_writes_is_simply_read(params: Path) -> None:
    path = params / SERVICE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_library(params).services


@pytest.mark.parametrize("service", ["../etc/passwd", "/etc/passwd", "nobody", "a" * 99])
def test_an_unknown_service_lists_what_there_is(params: Path, service: str) -> None:
    with pytest.raises(ParamsRefused) as refused:
        load_spec(service, "2024-25-q4", params)
    assert "demo-reablement" in str(refused.value)
    assert ".." not in str(refused.value)


def test_the_schemas_are_what_the_models_say(params: Path) -> None:
    assert stale(params) == ()
    (params / "schema" / "house.schema.json").write_text("{}", encoding="utf-8")
    assert [path.name for path in write(params)] == ["house.schema.json"]
