"""`check` on the project's own made-up services: what an analyst tries first."""

import shutil
from pathlib import Path

import pytest

from fairclaim.cli.check_lines import lines
from fairclaim.params.load import load_spec
from fairclaim.session.readiness import readiness

PARAMS = Path(__file__).parents[3] / "params"
QUARTER = "2024-25-q4"


@pytest.fixture(scope="module")
def params(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("demo")
    shutil.copytree(PARAMS, root / "params")
    return root / "params"


@pytest.mark.parametrize("service", [path.stem for path in sorted((PARAMS / "services").glob("demo-*.yaml"))])
def test_every_comparison_has_its_block_and_nothing_refuses_the_run(params, service):
    spec = load_spec(service, QUARTER, params)
    stages: list[str] = []
    found = readiness(spec, stages.append)
    assert found.problems == ()
    assert len(found.measures) >= len(spec.service.comparisons)
    assert stages == ["reading the extract", "looking at its tables", "counting the measures' people"]
    page = list(lines(found))
    assert max(map(len, page)) <= 100
    assert sum(line.startswith("    At best ") for line in page) == len(spec.service.comparisons)


def test_survey_answers_of_the_demonstration_are_too_few(params):
    found = readiness(load_spec("demo-reablement", QUARTER, params))
    assert [gap.where for gap in found.gaps] == ["felt-involved (nothing)"]
    harm = next(state for state in found.measures if state.measure == "harm-in-care")
    assert (harm.groups[0].seen, harm.at_best) == (None, "measured")
