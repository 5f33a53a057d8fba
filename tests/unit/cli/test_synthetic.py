"""`fairclaim synthetic`: an extract with its truth, the params to use it with, and clear refusals."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from fairclaim.cli import entry
from fairclaim.data.cohorts.build import build_cohorts
from fairclaim.data.reading.extracts import open_extract
from fairclaim.data.synthetic.ensure import ensure
from fairclaim.errors import DataRefused, ParamsRefused, UsageError
from fairclaim.params.load import load_spec
from fairclaim.params.world import World

PARAMS = Path(__file__).parents[3] / "params"


@pytest.fixture
def root(tmp_path, monkeypatch):
    shutil.copytree(PARAMS, tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> str:
    done = CliRunner().invoke(entry.cli, ["synthetic", *arguments])
    if done.exception is not None:
        raise done.exception
    return done.output


ORDER = (
    "data/trial",
    "--seed",
    "4",
    "--size",
    "900",
    "--truth",
    "effect_on_share=0.1",
    "--truth",
    "pathway=reablement",
)


def test_it_writes_an_extract_that_a_project_can_use_as_it_is(root):
    told = call(*ORDER, "--truth", "effect_from=2025-01-01")
    assert "Written: data/trial" in told
    assert "copy quarter.yaml to params/quarters/2024-25-q4.yaml" in told
    shutil.copy("data/trial/quarter.yaml", "params/quarters/2024-25-q4.yaml")
    shutil.copy("data/trial/source.yaml", "params/sources/synthetic.yaml")
    service = root / "params/services/demo-reablement.yaml"
    service.write_text(
        service.read_text(encoding="utf-8").replace("source: demo-reablement", "source: synthetic"), "utf-8"
    )
    spec = load_spec("demo-reablement", "2024-25-q4", root / "params")
    # The folder is what the quarter's own recipe makes: nothing is made anew, and the report says it is synthetic.
    assert ensure(spec) is False
    assert spec.quarter_file.synthetic is not None
    cohorts = {(one.measure, one.period): one for one in build_cohorts(spec, open_extract(spec))}
    assert len(cohorts["no-ongoing-package-6w", "this"].frame) > 50


def test_the_truth_lies_beside_the_tables(root):
    call(*ORDER)
    truth = json.loads(Path("data/trial/truth.json").read_text(encoding="utf-8"))
    assert (truth["seed"], truth["size"], truth["world"]["effect_on_share"]) == (4, 900, 0.1)
    assert truth["planted"]["outcome_on_first_day"]["share_with_service"] == pytest.approx(0.7)


def test_the_same_order_is_there_already_and_another_takes_its_place(root):
    call(*ORDER)
    before = Path("data/trial/packages.csv").read_bytes()
    assert "was there already" in call(*ORDER)
    call(*ORDER[:4], "901")
    assert Path("data/trial/packages.csv").read_bytes() != before


def test_a_freeze_date_of_its_own_and_another_quarter(root):
    call("a", "--seed", "1", "--size", "50", "--quarter", "2023-24-q1", "--as-at", "2023-07-20")
    truth = json.loads(Path("a/truth.json").read_text(encoding="utf-8"))
    assert (truth["last"], truth["as_at"]) == ("2023-06-30", "2023-07-20")
    assert "id: 2023-24-q1" in Path("a/quarter.yaml").read_text(encoding="utf-8")


def test_a_folder_named_in_full_leaves_no_path_of_the_machine_in_a_file(root):
    call(str(root / "elsewhere" / "trial"), "--seed", "1", "--size", "20")
    texts = [p.read_text(encoding="utf-8") for p in (root / "elsewhere/trial").iterdir()]
    assert not [text for text in texts if str(root) in text]


def test_all_that_can_be_planted_is_listed(root):
    told = call("--list")
    assert [line.split(" [")[0] for line in told.splitlines() if not line.startswith("    ")] == list(
        World.model_fields
    )


def test_a_folder_with_other_files_is_refused_and_stays(root):
    Path("mine").mkdir()
    Path("mine/referrals.csv").write_text("mine\n", encoding="utf-8")
    with pytest.raises(DataRefused, match="files that were not made here"):
        call("mine", "--seed", "1", "--size", "20")
    assert [path.read_text(encoding="utf-8") for path in Path("mine").iterdir()] == ["mine\n"]


REFUSED = [
    (["--truth", "effect_on_share"], UsageError, "a truth is written as a name and a value"),
    (["--truth", "effects=1"], UsageError, "fairclaim synthetic --truth → effects: this key is not known"),
    (["--truth", "icc=much"], UsageError, "fairclaim synthetic --truth → icc"),
    (["--truth", "icc=0.1", "--truth", "icc=0.2"], UsageError, "a key stands twice"),
    (["--truth", "icc=[0.1"], UsageError, "not valid YAML"),
    (["--truth", "outcome_share=0.95", "--truth", "effect_on_share=0.1"], UsageError, "because of effect_on_share"),
    (["--truth", "trend=0.5"], ParamsRefused, "takes a share out of 0 to 1"),
    (["--quarter", "2024-q4"], UsageError, "a quarter is written like 2024-25-q4"),
]


@pytest.mark.parametrize(("more", "kind", "told"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(root, more, kind, told):
    with pytest.raises(kind, match=told):
        call("trial", "--seed", "1", "--size", "20", *more)
    assert not Path("trial").exists()
