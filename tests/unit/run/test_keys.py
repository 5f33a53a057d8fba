"""What has changed is made anew, and nothing else is; told without a kernel, by stages of one line."""

import errno
import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import nbformat
import pytest

from fairclaim.kinds import Outcome, Rung
from fairclaim.params.load import load_spec
from fairclaim.params.models import Revision
from fairclaim.params.spec import RunSpec
from fairclaim.run import digests, making
from fairclaim.run.keys import Parts
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
    assert (record.unchanged, record.seconds, record.exit_code, project.made) == (True, {}, 0, [])
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


def published(project: Project) -> dict[str, bytes]:
    folder = project.root / PUBLISHED
    return {path.name: path.read_bytes() for path in folder.rglob("*.*") if path.name != "run.json"}


def test_page_alone_is_that_of_todays_commentary_and_of_nothing_else(project):
    merged, dull = (
        f"---\nrole: Lead\ndated: 2025-07-01\n---\n{text}\n" for text in ("Two teams merged.", "A dull quarter.")
    )
    project.write(COMMENTARY, dull)
    first = project.run()
    before = published(project)
    project.write(COMMENTARY, merged)
    second = project.run()
    assert first.exit_code == second.exit_code == 0
    assert first.peak_mib == second.peak_mib
    assert second.peak_mib["runner"] > 0
    # Else a page made anew would have a report that was sent overwritten by the next extract.
    assert (second.as_at, second.extract) == (first.as_at, first.extract)
    assert second.extract
    after = published(project)
    told, told_before = (json.loads(files["claims.json"]) for files in (after, before))
    assert [remark["text"] for remark in told.pop("remarks")] == ["Two teams merged."]
    assert [remark["text"] for remark in told_before.pop("remarks")] == ["A dull quarter."]
    assert told == told_before
    cells, cells_before = (json.loads(files["notebook.ipynb"])["cells"] for files in (after, before))
    other = [str(new) for new, old in zip(cells, cells_before, strict=True) if new != old]
    assert ["Two teams merged." in cell for cell in other] == [True]
    assert b"Two teams merged." in after["report.html"]
    project.write(COMMENTARY, dull)
    assert project.run().exit_code == 0
    assert project.made == ["page"]
    assert published(project) == before


def test_notebook_that_shows_page_one_in_a_way_of_its_own_is_run_again_for_a_commentary(project, monkeypatch):
    shown = project.sample.notebook

    def without_page_one(ledger):
        notebook = shown(ledger)
        del notebook.cells[0]
        return notebook

    monkeypatch.setattr(project.sample, "notebook", without_page_one)
    appended(EXTRACT, "2\n")(project)
    assert project.run().exit_code == 0
    TOUCHED["commentary"][0](project)
    assert project.plan()[0] == "page"
    assert project.run().exit_code == 0
    assert project.made == ["cells", "page"]


@pytest.mark.parametrize(
    ("rungs", "outcome"),
    [
        ({Rung.COUNTED}, Outcome.NOT_ENOUGH_DATA),
        ({Rung.COUNTED, Rung.COMPARED}, Outcome.OK),
        ({Rung.COMPARED}, Outcome.OK),
        (set(), Outcome.OK),
    ],
)
def test_report_that_estimates_nothing_has_a_verdict_of_its_own(project, monkeypatch, rungs, outcome):
    whole = project.sample.reablement()
    entries = tuple(whole.entries[0].model_copy(update={"rung": rung}) for rung in sorted(rungs))
    told = whole.model_copy(update={"entries": entries})
    monkeypatch.setattr(project.sample, "reablement", lambda: told)
    monkeypatch.setattr(project.sample, "notebook", lambda _: nbformat.v4.new_notebook())
    appended(EXTRACT, "2\n")(project)
    record = project.run()
    assert (record.outcome, record.exit_code) == (outcome, 0)
    assert json.loads((project.root / PUBLISHED / "run.json").read_bytes())["outcome"] == outcome.value


def test_report_stands_though_what_it_was_made_of_cannot_be_noted(project, monkeypatch):
    def no_room(_path, _content):
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("fairclaim.run.doing.replace_file", no_room)
    appended(EXTRACT, "2\n")(project)
    assert project.run().exit_code == 0
    assert (project.plan()[0], project.quick()) == ("nothing", False)


def test_commentary_that_cannot_be_used_leaves_the_report_as_it_was(project):
    before = published(project)
    project.write(COMMENTARY, "no head")
    record = project.run()
    assert (record.exit_code, project.made) == (10, [])
    assert published(project) == before
    assert project.plan()[0] == "page"


def test_every_file_that_a_report_is_described_by_is_part_of_it(project):
    spec = loaded(project.places[0])
    described = {
        "params/house.yaml",
        f"params/services/{SERVICE}.yaml",
        f"params/pathways/{spec.pathway.id}.yaml",
        f"params/sources/{spec.source.id}.yaml",
        f"params/quarters/{QUARTER}.yaml",
        *(f"params/measures/{measure.id}.yaml" for measure in spec.measures),
    }
    named = parts(spec, *project.places[1:])
    assert {name for name in named.compute if name.startswith("params/")} == described
    assert [name for name in named.render if name.startswith("params/")] == [COMMENTARY]
    read = {part.file for its in spec.source.tables.values() for part in its}
    assert {name for name in named.compute if name.startswith("data/")} == {
        f"data/demo/{QUARTER}/{file}" for file in read
    }


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
    # The long way notes it again.
    assert project.run().unchanged
    assert project.quick()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own on Windows")
@pytest.mark.parametrize("name", [EXTRACT, f"{PUBLISHED}/report.html"])
def test_short_way_leaves_what_cannot_be_read_to_the_long_way(project, name):
    (project.root / name).unlink()
    (project.root / name).symlink_to(project.root / name)
    with pytest.raises(OSError, match="symbolic links"):
        (project.root / name).read_bytes()
    assert not project.quick()


def test_short_way_says_nothing_of_a_quarter_without_services(project):
    params, outputs, notebook = project.places
    (params / "services" / f"{SERVICE}.yaml").unlink()
    note_quarter(QUARTER, library_digest(params), outputs)
    assert quarter_unchanged(QUARTER, params, outputs, notebook) == ()


def test_short_way_says_nothing_where_one_report_of_several_is_missing(project):
    params, outputs, notebook = project.places
    shutil.copy(ROOT / "params" / "services" / "demo-ucr-icb.yaml", params / "services")
    note_quarter(QUARTER, library_digest(params), outputs)
    assert quarter_unchanged(QUARTER, params, outputs, notebook) == ()


@pytest.mark.parametrize("content", ["no json", "[]", "3", "{}", '{"compute": 3, "render": 3, "params": []}'])
@pytest.mark.parametrize(
    "name", [f".keys/{QUARTER}/{SERVICE}.json", f".keys/{QUARTER}.json", f".attempts/{QUARTER}/{SERVICE}.json"]
)
def test_note_that_is_no_note_is_as_good_as_none(project, name, content):
    project.write(f"outputs/{name}", content)
    assert not project.quick()
    assert project.plan()[0] == "nothing"


@pytest.mark.parametrize(
    "content", ["no json", "[]", "{}", '{"files": 3, "keys": {}}', '{"files": {}, "keys": {"compute": "a"}}']
)
def test_record_that_is_no_record_stands_for_no_report(project, content):
    project.write(f"{PUBLISHED}/run.json", content)
    assert not project.quick()
    assert project.plan() == ("report", ("no report of this version of fairclaim stands there",))


@pytest.mark.parametrize(("touch", "made"), [(None, []), (TOUCHED["commentary"][0], ["page"])])
def test_record_with_a_field_that_cannot_be_read_ends_no_run(project, touch, made):
    path = project.root / PUBLISHED / "run.json"
    record = json.loads(path.read_bytes())
    path.write_text(json.dumps({**record, "seconds": "many", "peak_mib": None}))
    if touch:
        touch(project)
    done = project.run()
    assert (done.exit_code, done.problems) == (0, ())
    assert project.made == made


def test_published_file_that_is_gone_is_noticed(project):
    (project.root / PUBLISHED / "tables" / "all.csv").unlink()
    assert project.plan() == ("page", ("tables/all.csv is not as it was published",))
    assert not project.quick()


def test_library_is_what_people_wrote_wherever_it_lies(tmp_path):
    seen = {library_digest(tmp_path)}
    for name in ("house.yaml", "commentary/2024-25-q4/demo.md", "measures/deep/one.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a\n")
        seen.add(library_digest(tmp_path))
    assert len(seen) == 4
    (tmp_path / "house.yaml").write_bytes(b"a\r\n")
    (tmp_path / "notes.txt").write_text("of nobody")
    (tmp_path / "folder.yaml").mkdir()
    assert library_digest(tmp_path) in seen


def test_either_key_tells_what_a_report_was_computed_from():
    one, other = Parts({"a": "1"}, {"look": "1"}).keys, Parts({"a": "2"}, {"look": "1"}).keys
    assert one["compute"] != other["compute"]
    assert one["render"] != other["render"]


def test_change_in_params_that_no_report_reads_takes_the_long_way(project):
    appended("params/measures/two-hour-response.yaml")(project)
    assert (project.plan(), project.quick()) == (("nothing", ()), False)


def test_line_ends_of_another_checkout_are_no_change(project):
    for name in ("params/house.yaml", "params/measures/functional-change.yaml"):
        path = project.root / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert (project.plan(), project.quick()) == (("nothing", ()), True)


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

    def both() -> tuple[str, str]:
        return digests.program_digest.__wrapped__(), digests.look_digest.__wrapped__()

    package = ROOT / "lib" / "fairclaim"
    places = [path.name for path in sorted(package.iterdir()) if path.is_dir() and path.name != "__pycache__"]
    assert {"cli", "report", "stats"} <= set(places)
    for place in (".", *places):
        for name in ("a.py", "words.yaml", "deep/b.css"):
            before = both()
            (tmp_path / place / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / place / name).write_text(name)
            changed = tuple(new != old for new, old in zip(both(), before, strict=True))
            # The command's own modules are the one part that no report is made of.
            assert changed == {"cli": (False, False), "report": (False, True)}.get(place, (True, False)), place
    before = both()
    (tmp_path / "stats" / "a.pyc").write_text("compiled")
    (tmp_path / "stats" / "a.py").write_bytes(b"a.py")
    assert both() == before
    (tmp_path / "stats" / "a.py").rename(tmp_path / "stats" / "c.py")
    assert both() != before


def test_parts_of_reports_that_are_gone_are_forgotten(project):
    shutil.rmtree(project.root / "outputs" / QUARTER / SERVICE)
    note_quarter(QUARTER, "any", project.root / "outputs")
    assert not (project.root / "outputs" / ".keys" / QUARTER / f"{SERVICE}.json").exists()
