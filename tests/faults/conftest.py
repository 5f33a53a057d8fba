"""A report small enough to break in many ways: real spec, tiny notebooks, stages of one line."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest

from fairclaim.claims.beside import Story
from fairclaim.claims.ledger import Front, Ledger
from fairclaim.params.load import load_spec
from fairclaim.params.spec import RunSpec
from fairclaim.run.one_report import run_report
from fairclaim.run.record import RunRecord
from fairclaim.run.stages import Stages

ROOT = Path(__file__).parents[2]
PARAMETERS = "service = ''\nquarter = ''\nparams_dir = ''"
LEAVE_LEDGER = "import shutil\n_ = shutil.copy('cohorts/ledger.json', 'claims.json')"
EARLIER = {"report.html": b"<p>the earlier report</p>", "claims.json": b"{}", "tables/one.csv": b"a,b\n"}


def make_notebook(path: Path, *sources: str, parameters: str = PARAMETERS) -> Path:
    first = nbformat.v4.new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]})
    rest = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(metadata={"kernelspec": kernel}, cells=[first, *rest]), path)
    return path


def make_ledger(**changes: Any) -> Ledger:
    words = dict.fromkeys(
        [
            "service_name",
            "organisation",
            "contact",
            "about",
            "pathway_name",
            "quarter_words",
            "audience_words",
            "level_words",
            "source_name",
            "publisher",
            "licence",
            "fairclaim_version",
        ],
        "words",
    )
    story = {"mechanism": "", "rivals": (), "partners": (), "owner": "", "dated": date(2025, 1, 1), "wider_good": ""}
    front = dict.fromkeys(("worse", "may_say", "described", "not_yet", "next_steps", "asks"), ())
    fixed = {
        "service": "demo-reablement",
        "quarter": "2024-25-q4",
        "as_at": date(2025, 6, 2),
        "audience": "contract",
        "synthetic": True,
        "story": Story(**story),
        "front": Front(**front),
    }
    empty = dict.fromkeys(("issues", "entries", "remarks", "fingerprints"), ())
    return Ledger(**(words | fixed | empty | changes))


@dataclass
class Bench:
    """One published report, and the means to try to replace it."""

    spec: RunSpec
    outputs: Path
    scratch: Path
    notebook: Path

    @property
    def folder(self) -> Path:
        return self.outputs / "2024-25-q4" / "demo-reablement"

    def published(self) -> dict[str, bytes]:
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    def run(self, *sources: str, parameters: str = PARAMETERS, time_limit: int = 60, **stages: Any) -> RunRecord:
        make_notebook(self.notebook, *sources, parameters=parameters)
        return run_report(
            self.spec,
            outputs=self.outputs,
            notebook=self.notebook,
            stages=one_line_stages(**stages),
            time_limit=time_limit,
            again=True,
        )


def one_line_stages(ledger: str | None = None, **changes: Callable[..., Any]) -> Stages:
    text = make_ledger().model_dump_json() if ledger is None else ledger

    def freeze(spec: RunSpec, folder: Path) -> None:
        folder.mkdir()
        (folder / "ledger.json").write_text(text)

    stages = {
        "freeze": freeze,
        "render": lambda _, ledger: f"<p>{ledger.service}</p>",
        "faults": lambda *_: (),
        "tables": lambda _: {"claims.csv": "claim\n"},
    }
    return Stages(**(stages | changes))


@pytest.fixture(scope="session")
def spec() -> RunSpec:
    return load_spec("demo-reablement", "2024-25-q4", ROOT / "params")


@pytest.fixture
def bench(
    spec: RunSpec, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Bench:
    # Short: the names of sockets must fit.
    scratch = tmp_path_factory.mktemp("s")
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    bench = Bench(spec, tmp_path / "outputs", scratch, tmp_path / "tiny.ipynb")
    for name, content in EARLIER.items():
        (bench.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (bench.folder / name).write_bytes(content)
    return bench


@pytest.fixture
def earlier() -> dict[str, bytes]:
    return EARLIER


@pytest.fixture
def leave_ledger() -> str:
    return LEAVE_LEDGER


@pytest.fixture
def ledger_text() -> Callable[..., str]:
    return lambda **changes: make_ledger(**changes).model_dump_json()


@pytest.fixture
def ledger_of_nothing() -> Ledger:
    return make_ledger()
