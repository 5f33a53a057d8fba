"""The documented call for researchers: its example runs, and it opens what the report was made from."""

import re
import shutil
from pathlib import Path

import pytest

from fairclaim.data.synthetic.ensure import ensure
from fairclaim.errors import DataRefused, UsageError
from fairclaim.params.load import load_spec
from fairclaim.session import open_cohorts
from fairclaim.session.run import build

ROOT = Path(__file__).parents[3]
HOW_TO = ROOT / "docs" / "how-to" / "open-a-frozen-cohort.md"
SERVICE, SERIES, QUARTER = "demo-reablement", "demo-ucr-provider", "2024-25-q4"
IDENTIFIERS = {"row", "referral_id", "person_id"}


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "params", tmp_path / "params")
    (tmp_path / "research").mkdir()
    monkeypatch.chdir(tmp_path / "research")
    return tmp_path


def test_the_how_tos_example_runs_as_it_stands(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), flags=re.DOTALL)
    held: dict[str, object] = {}
    for block in blocks:
        exec(block, held)
    cohort, estimate = held["cohort"], held["estimate"]
    assert len(blocks) == 3
    assert estimate.value == pytest.approx(held["share"])  # type: ignore[attr-defined]
    assert len(capsys.readouterr().out.splitlines()) == len(cohort.flow)  # type: ignore[attr-defined]


def test_they_are_the_cohorts_that_the_report_prints_the_fingerprints_of(inside: Path) -> None:
    cohorts = open_cohorts(SERVICE, QUARTER)
    printed = dict(build(SERVICE, QUARTER, inside / "params").fingerprints)
    assert printed["no-ongoing-package-6w, this"] == cohorts["no-ongoing-package-6w", "this"].fingerprint
    assert (
        printed["harm-in-care, same quarter last year"] == cohorts["harm-in-care", "same_quarter_last_year"].fingerprint
    )
    assert ("no-ongoing-package-6w", "audit") in cohorts
    assert not [column for cohort in cohorts.values() for column in cohort.frame.columns if column in IDENTIFIERS]


def test_the_same_refusals_as_the_report(inside: Path) -> None:
    ensure(load_spec(SERVICE, QUARTER, inside / "params"))
    quarter = inside / "params" / "quarters" / f"{QUARTER}.yaml"
    quarter.write_text(re.sub(r"(?m)^synthetic:.*\n", "", quarter.read_text(encoding="utf-8")), encoding="utf-8")
    (inside / "data" / "demo" / QUARTER / "referrals.csv").write_text("nothing\n", encoding="utf-8")
    with pytest.raises(DataRefused, match=r"referrals\.csv"):
        open_cohorts(SERVICE, QUARTER)


def test_outside_a_project_the_params_are_named(
    inside: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("outside"))
    with pytest.raises(UsageError, match="params_dir"):
        open_cohorts(SERIES, QUARTER)
    assert open_cohorts(SERIES, QUARTER, params_dir=inside / "params")
    assert open_cohorts(SERIES, QUARTER, str(inside / "params"))
