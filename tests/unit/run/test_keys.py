"""What has changed is made anew, and nothing else is; told without a kernel, by stages of one line."""

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from fairclaim.params.load import load_spec
from fairclaim.params.models import Revision
from fairclaim.params.spec import RunSpec
from fairclaim.run import digests, making
from fairclaim.run.one_report import run_report
from fairclaim.run.plan import parts, plan
from fairclaim.run.record import RunRecord
from fairclaim.run.stages import Stages
from fairclaim.run.unchanged import library_digest, note_quarter, quarter_unchanged
from fairclaim.session.run import ledger_json

ROOT = Path(__file__).parents[3]
QUARTER, SERVICE = "2024-25-q4", "demo-reablement"
EXTRACT, COMMENTARY = f"data/demo/{QUARTER}/referrals.csv", f"params/commentary/{QUARTER}/{SERVICE}.md"


SPECS: dict[str, RunSpec] = {}


def loaded(params: Path) -> RunSpec:
    """Load the spec; one that was loaded from the same params of another folder is taken over, which is quicker."""
    digest = library_digest(params)
    if digest not in SPECS:
        SPECS[digest] = load_spec(SERVICE, QUARTER, params)
    return SPECS[digest].model_copy(update={"root": params.parent, "params_dir": params})


class Project:
    """One service with its params, its notebook and an extract of one file; what a run did is in `made`."""

    def __init__(self, root: Path, sample) -> None:
        self.root, self.sample, self.made = root, sample, []
        for folder in ("params", "notebooks"):
            shutil.copytree(ROOT / folder, root / folder)
        for path in (root / "params" / "services").glob("*.yaml"):
            if path.stem != SERVICE:
                path.unlink()
        self.write(EXTRACT, "id\n1\n")

    @property
    def places(self) -> tuple[Path, Path, Path]:
        return self.root / "params", self.root / "outputs", self.root / "notebooks" / "service.ipynb"

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(parents=True, exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8")

    def run(self) -> RunRecord:
        params, outputs, notebook = self.places
        self.made = []
        spec, digest = loaded(params), library_digest(params)
        stages = Stages(self._freeze, self._render, lambda *_: (), lambda _: {"all.csv": "a\n"})
        record = run_report(spec, outputs=outputs, notebook=notebook, stages=stages)
        (outputs / "index.html").write_text("index")
        note_quarter(QUARTER, digest, outputs)
        return record

    def plan(self) -> tuple[str, tuple[str, ...]]:
        params, outputs, notebook = self.places
        work = plan(loaded(params), outputs, notebook)
        return work.kind, work.why

    def quick(self) -> bool:
        params, outputs, notebook = self.places
        return quarter_unchanged(QUARTER, params, outputs, notebook) == (SERVICE,)

    def execute(self, source, name, parameters, scratch, *_, kernel):
        self.made.append("cells")
        ledger = self.sample.reablement()
        (scratch / "claims.json").write_text(ledger_json(ledger), encoding="utf-8", newline="\n")
        return self.sample.notebook(ledger)

    def _freeze(self, spec, folder):
        folder.mkdir()
        sha = hashlib.sha256((self.root / EXTRACT).read_bytes()).hexdigest()
        (folder / "extract.json").write_text(json.dumps({"files": {"referrals.csv": sha}, "earlier": None, "rows": []}))

    def _render(self, notebook, ledger):
        self.made.append("page")
        return json.dumps(notebook)


@pytest.fixture
def project(tmp_path, sample, monkeypatch) -> Project:
    project = Project(tmp_path, sample)
    monkeypatch.setattr(making, "execute", project.execute)
    monkeypatch.setattr("fairclaim.run.kernel.kernel_in", nullcontext)
    assert project.run().exit_code == 0
    return project


def test_nothing_changed(project):
    folder = project.root / "outputs" / QUARTER / SERVICE
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert (project.plan(), project.quick()) == (("nothing", ()), True)
    record = project.run()
    assert (record.unchanged, record.exit_code, project.made) == (True, 0, [])
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def appended(name: str, more: str = "# more\n") -> Callable[[Project], None]:
    return lambda project: project.write(name, (project.root / name).read_text(encoding="utf-8") + more)


def prose(project: Project) -> None:
    path = project.places[2]
    path.write_text(path.read_text(encoding="utf-8").replace("How it felt", "How it was"), encoding="utf-8")


PUBLISHED = f"outputs/{QUARTER}/{SERVICE}"
TOUCHED = {
    "a definition of the service": (
        appended("params/measures/functional-change.yaml"),
        "report",
        "params/measures/functional-change.yaml changed",
    ),
    "the house": (appended("params/house.yaml"), "report", "params/house.yaml changed"),
    "the extract": (appended(EXTRACT, "2\n"), "report", f"{EXTRACT} changed"),
    "one more file of the extract": (
        lambda p: p.write(EXTRACT.replace("referrals", "contacts"), "id\n"),
        "report",
        "contacts.csv is new",
    ),
    "the notebook's prose": (prose, "report", "the notebook changed"),
    "a kept version": (lambda p: p.write(f"{PUBLISHED}.v1/run.json", "{}"), "report", "kept as they were sent changed"),
    "commentary": (
        lambda p: p.write(COMMENTARY, "---\nrole: Lead\ndated: 2025-07-01\n---\nA dull quarter.\n"),
        "page",
        f"{COMMENTARY} is new",
    ),
    "the published page": (appended(f"{PUBLISHED}/report.html", " "), "page", "report.html is not as it was published"),
    "a foreign file": (lambda p: p.write(f"{PUBLISHED}/other.txt", ""), "page", "other.txt is not as it was"),
    "the published ledger": (
        appended(f"{PUBLISHED}/claims.json", " "),
        "report",
        "claims.json is not as it was published",
    ),
    "the record": (lambda p: p.write(f"{PUBLISHED}/run.json", "{}"), "report", "no report of this version"),
    "what another service reads": (lambda p: p.write(EXTRACT.replace("referrals", "nobodys"), "id\n"), "nothing", ""),
    "a definition of no service here": (appended("params/measures/two-hour-response.yaml"), "nothing", ""),
}


@pytest.mark.parametrize("what", TOUCHED)
def test_what_is_touched_is_made_anew_and_no_more(project, what):
    touch, kind, reason = TOUCHED[what]
    touch(project)
    planned, why = project.plan()
    assert planned == kind
    assert reason in "; ".join(why)
    assert not (project.quick() and kind != "nothing")
    record = project.run()
    assert record.exit_code == 0, record.problems
    assert project.made == {"nothing": [], "page": ["page"], "report": ["cells", "page"]}[kind]
    assert project.plan()[0] == "nothing"
    assert project.quick()


@pytest.mark.parametrize(
    ("name", "kind"), [("program_digest", "report"), ("environment_digest", "report"), ("look_digest", "page")]
)
def test_program_packages_and_look(project, monkeypatch, name, kind):
    for module in ("plan", "unchanged"):
        monkeypatch.setattr(f"fairclaim.run.{module}.{name}", lambda: "another")
    assert (project.plan()[0], project.quick()) == (kind, False)


@pytest.mark.parametrize("change", [prose, appended(EXTRACT, "3\n"), TOUCHED["commentary"][0]])
def test_what_changes_while_a_report_is_made_is_seen_by_the_next_run(project, monkeypatch, change):
    appended(EXTRACT, "2\n")(project)
    freeze = project._freeze

    def and_meanwhile(spec, folder):
        freeze(spec, folder)
        change(project)

    monkeypatch.setattr(project, "_freeze", and_meanwhile)
    assert project.run().exit_code == 0
    assert not project.quick()
    assert project.plan()[0] != "nothing"


@pytest.mark.parametrize(
    "name",
    [f".keys/{QUARTER}/{SERVICE}.json", f".keys/{QUARTER}.json", "index.html", f".attempts/{QUARTER}/{SERVICE}.json"],
)
def test_short_way_says_nothing_of_what_was_not_noted(project, name):
    (project.root / "outputs" / name).unlink()
    assert not project.quick()
    assert project.plan()[0] == "nothing"


def test_short_way_says_nothing_of_a_quarter_without_services(project):
    params, outputs, notebook = project.places
    (params / "services" / f"{SERVICE}.yaml").unlink()
    note_quarter(QUARTER, library_digest(params), outputs)
    assert quarter_unchanged(QUARTER, params, outputs, notebook) == ()


def test_change_in_params_that_no_report_reads_takes_the_long_way(project):
    appended("params/measures/two-hour-response.yaml")(project)
    assert (project.plan(), project.quick()) == (("nothing", ()), False)


def test_reason_is_not_known_without_the_parts(project):
    (project.root / "outputs" / ".keys" / QUARTER / f"{SERVICE}.json").unlink()
    appended(EXTRACT, "2\n")(project)
    assert project.plan() == ("report", ("what the published report was made of is no longer known",))


def test_earlier_extract_of_a_reissue_is_part_of_the_report(project):
    spec = loaded(project.places[0])
    revision = Revision(extract="data/first", as_at=spec.quarter_file.as_at, reason="Late", not_supplied={})
    quarter_file = spec.quarter_file.model_copy(update={"revises": revision})
    reissued = spec.model_copy(update={"quarter_file": quarter_file})
    named = set(parts(reissued, *project.places[1:]).compute) - set(parts(spec, *project.places[1:]).compute)
    assert "data/first/referrals.csv" in named
    # Published files are read where they lie, and none of them is of an earlier extract.
    source = spec.source.model_copy(update={"folder": "data/published"})
    there = parts(reissued.model_copy(update={"source": source}), *project.places[1:]).compute
    assert not [name for name in there if name.startswith("data/first")]


def test_a_failed_attempt_is_not_called_unchanged(project):
    project.write(f"outputs/.attempts/{QUARTER}/{SERVICE}.json", '{"exit_code": 11}')
    assert not project.quick()
    assert project.run().unchanged
    assert project.quick()


def test_run_all_in_jupyter_changes_no_key_and_every_source_file_counts(tmp_path, monkeypatch):
    path = ROOT / "notebooks" / "service.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            cell |= {"execution_count": number, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]}
    (tmp_path / "run.ipynb").write_text(json.dumps(notebook))
    assert digests.notebook_digest(tmp_path / "run.ipynb") == digests.notebook_digest(path)
    monkeypatch.setattr(digests, "_PACKAGE", tmp_path)
    seen = set()
    for name in ("stats/a.py", "words.yaml", "report/b.py", "cli/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
        seen.add((digests.program_digest.__wrapped__(), digests.look_digest.__wrapped__()))
    # The command's own modules are the one part that no report is made of.
    assert len(seen) == 3


def test_parts_of_reports_that_are_gone_are_forgotten(project):
    shutil.rmtree(project.root / "outputs" / QUARTER / SERVICE)
    note_quarter(QUARTER, "any", project.root / "outputs")
    assert not (project.root / "outputs" / ".keys" / QUARTER / f"{SERVICE}.json").exists()
