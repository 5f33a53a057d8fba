"""What goes to another machine and comes back; told without Dask, and without a kernel."""

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import pytest

from fairclaim.errors import DataRefused, Problem, UsageError
from fairclaim.kinds import Outcome
from fairclaim.params.load import load_spec
from fairclaim.run import away, on_dask
from fairclaim.run.away import made_away, order_of
from fairclaim.run.doing import Built
from fairclaim.run.several import lost, several
from fairclaim.run.versions import Made

ROOT = Path(__file__).parents[3]
QUARTER, SERVICE = "2024-25-q4", "demo-ucr-provider"
NOTEBOOK = ROOT / "notebooks" / "service.ipynb"
REFUSED = DataRefused(Problem("a column is missing", "referrals.csv"))


@pytest.fixture
def spec(tmp_path):
    spec = load_spec(SERVICE, QUARTER, ROOT / "params")
    remark = tmp_path / "params" / "commentary" / QUARTER / f"{SERVICE}.md"
    remark.parent.mkdir(parents=True)
    remark.write_text("as written")
    return spec.model_copy(update={"root": tmp_path, "params_dir": tmp_path / "params"})


@pytest.fixture
def order(spec, tmp_path):
    for name in (SERVICE, f"{SERVICE}.v1"):
        (tmp_path / "outputs" / QUARTER / name).mkdir(parents=True)
        (tmp_path / "outputs" / QUARTER / name / "run.json").write_text(name)
        (tmp_path / "outputs" / QUARTER / name / "report.html").write_text("a page")
    return pickle.loads(pickle.dumps(order_of(spec, tmp_path / "outputs", NOTEBOOK)))


def test_order_holds_the_text_that_people_wrote_and_no_row_of_an_extract(order):
    assert sorted(order.files) == [
        f"notebooks/{NOTEBOOK.name}",
        f"outputs/{QUARTER}/{SERVICE}.v1/run.json",
        f"outputs/{QUARTER}/{SERVICE}/run.json",
        f"params/commentary/{QUARTER}/{SERVICE}.md",
    ]
    extract = list((order.spec.root / "data").rglob("*.csv"))
    assert extract
    assert not [path for path in extract if any(path.read_bytes()[:200] in text for text in order.files.values())]


def test_what_the_worker_has_is_what_the_order_held(order, monkeypatch):
    def make(job):
        job.clock.stage("reading")
        assert job.notebook.read_bytes() == NOTEBOOK.read_bytes()
        assert (job.spec.params_dir / "commentary" / QUARTER / f"{SERVICE}.md").read_text() == "as written"
        assert (job.folder / "run.json").read_text() == SERVICE
        assert job.spec.root == order.spec.root
        return Built({"report.html": b"page"}, Made(None, {}), order.parts, {})

    monkeypatch.setattr(away, "in_scratch", make)
    told = []
    brought = made_away(order, lambda *stage: told.append(stage))
    assert brought.error is None
    assert told == [(SERVICE, "reading")]
    assert list(brought.seconds) == ["reading"]
    assert pickle.loads(pickle.dumps(brought)).built == brought.built


def refuse(_job):
    raise REFUSED


def test_what_goes_wrong_is_brought_back_with_its_kind(order, monkeypatch):
    monkeypatch.setattr(away, "in_scratch", refuse)
    brought = pickle.loads(pickle.dumps(made_away(order, lambda *_: None)))
    assert (brought.built, brought.error) == (None, (DataRefused, REFUSED.problems))


@pytest.mark.parametrize("other", ["the program", "extract"])
def test_worker_that_sees_something_else_makes_nothing(order, monkeypatch, other):
    monkeypatch.setattr(away, "in_scratch", lambda _: pytest.fail("it made a report"))
    if other == "extract":
        (series,) = (order.spec.root / "data").rglob("ucr_*.csv")
        series.unlink()
        other = series.relative_to(order.spec.root).as_posix()
    else:
        monkeypatch.setattr("fairclaim.run.plan.program_digest", lambda: "another")
    kind, (problem,) = made_away(order, lambda *_: None).error
    assert (kind, problem.found) == (UsageError, f"other there: {other}")


def test_without_dask_it_says_how_to_install_it(spec, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setitem(sys.modules, "distributed.client", None)
    made = on_dask.run_on_dask(
        [spec], address="tcp://a:1", outputs=tmp_path, notebook=NOTEBOOK, progress=lambda *_: None, again=False
    )
    with pytest.raises(UsageError, match=r"requirements-dask\.lock"):
        next(made)


class Workers:
    """A pool that can be told over which questions its workers go away, and how often."""

    def __init__(self, *gone: int) -> None:
        self.gone, self.opened, self.listened = list(gone), [], 0

    @contextmanager
    def __call__(self, asked):
        self.opened.append(asked)
        with ThreadPoolExecutor(1) as executor:
            yield executor, self.listen

    def listen(self) -> None:
        self.listened += 1

    def make(self, question: int) -> str:
        if question in self.gone:
            self.gone.remove(question)
            raise BrokenProcessPool
        return f"made {question}"


@pytest.mark.parametrize(
    ("gone", "opened", "last"), [((), [3], "made 2"), ((2,), [3, 1], "made 2"), ((2, 2), [3, 1], None)]
)
def test_what_a_worker_left_undone_is_tried_once_more(gone, opened, last):
    workers = Workers(*gone)
    made = dict(several([1, 2, 3], workers.make, workers))
    assert made == {1: "made 1", 2: last, 3: "made 3"}
    assert workers.opened == opened
    assert workers.listened


def test_workers_that_cannot_be_had_are_told_at_once_and_later_report_by_report():
    def none(asked):
        raise UsageError(Problem("no scheduler answers", "--on"))

    with pytest.raises(UsageError):
        list(several([1], str, none))
    workers = Workers(1)
    turns = [none, workers]

    def after_a_while(asked):
        return turns.pop()(asked)

    assert list(several([1], workers.make, after_a_while)) == [(1, None)]


def test_lost_report_is_kept_as_failed(spec, tmp_path):
    record = lost(spec, tmp_path)
    assert (record.outcome, record.exit_code) == (Outcome.FAILED, 1)
    assert (tmp_path / ".attempts" / QUARTER / f"{SERVICE}.json").is_file()
