"""The published folder is whole at every moment that anything else can see it."""

import errno
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from fairclaim.errors import FairclaimError
from fairclaim.run.publish import publish, published_reports, recover

DIE_BETWEEN_THE_RENAMES = """
import os, sys
from pathlib import Path
from fairclaim.run.publish import publish
rename, done = Path.rename, []
def dying(self, target):
    if len(done) == int(sys.argv[2]):
        os._exit(9)
    done.append(1)
    return rename(self, target)
Path.rename = dying
publish({"report.html": b"new"}, Path(sys.argv[1]), keep=len(sys.argv) > 3)
"""
FOREVER = 2**22 + 1  # Above the highest process id that Linux gives out.


def test_good_run_replaces_the_folder_whole(bench, leave_ledger):
    record = bench.run(leave_ledger)
    assert record.exit_code == 0, record.problems
    published = bench.published()
    assert set(published) == {"report.html", "claims.json", "notebook.ipynb", "run.json", "tables/claims.csv"}
    assert published["report.html"] == b"<p>demo-reablement</p>"
    kept = json.loads(published["run.json"])
    assert kept["outcome"] == "ok"
    assert kept["files"] == {n: sha256(c).hexdigest() for n, c in published.items() if n != "run.json"}
    assert list(kept["seconds"]) == [
        "reading the extract",
        "running the notebook",
        "rendering the page",
        "publishing",
    ]
    assert "notebooks/tiny.ipynb" in kept["fingerprints"]
    assert [path.name for path in bench.folder.parent.iterdir()] == ["demo-reablement"]


def show_all(notebook, _ledger):
    return str(notebook)


def test_two_runs_leave_the_same_bytes_and_no_path_of_the_machine(bench, leave_ledger):
    say_where = "import os\nprint(os.getcwd(), params_dir)"
    first = (bench.run(leave_ledger, say_where, render=show_all), bench.published())[1]
    second = (bench.run(leave_ledger, say_where, render=show_all), bench.published())[1]
    del first["run.json"], second["run.json"]
    assert first == second
    text = first["notebook.ipynb"].decode()
    assert str(bench.scratch) not in text
    assert str(bench.spec.root) not in text
    assert "papermill" not in text
    assert "scratch params" in text


def test_run_that_died_between_the_renames_is_mended_at_the_next_start(tmp_path):
    folder = tmp_path / "2024-25-q4" / "demo"
    publish({"report.html": b"earlier", "tables/a.csv": b"x"}, folder)
    ended = subprocess.run([sys.executable, "-c", DIE_BETWEEN_THE_RENAMES, str(folder), "1"], check=False)
    assert ended.returncode == 9
    assert not folder.exists()
    recover(tmp_path)
    assert (folder / "report.html").read_bytes() == b"earlier"
    assert [path.name for path in folder.parent.iterdir()] == ["demo"]


@pytest.mark.parametrize(
    ("renames", "left"),
    [(0, {"demo": b"sent"}), (1, {"demo": b"sent"}), (2, {"demo": b"new", "demo.v1": b"sent"})],
    ids=["before the first", "before the second", "before the third"],
)
def test_version_that_was_sent_outlives_a_run_that_died_between_the_renames(tmp_path, renames, left):
    folder = tmp_path / "2024-25-q4" / "demo"
    publish({"report.html": b"sent"}, folder)
    command = [sys.executable, "-c", DIE_BETWEEN_THE_RENAMES, str(folder), str(renames), "keep"]
    assert subprocess.run(command, check=False).returncode == 9
    recover(tmp_path)
    assert {path.name: (path / "report.html").read_bytes() for path in folder.parent.iterdir()} == left


def test_earlier_report_stands_until_the_new_one_is_whole_and_nothing_of_an_earlier_try_is_in_it(tmp_path, monkeypatch):
    folder = tmp_path / "2024-25-q4" / "demo"
    publish({"report.html": b"earlier"}, folder)
    (tmp_path / "2024-25-q4" / f".demo.new-{os.getpid()}").mkdir()
    (tmp_path / "2024-25-q4" / f".demo.new-{os.getpid()}" / "tables.csv").write_bytes(b"of an earlier try")
    written = []

    def watched(path, content):
        assert (folder / "report.html").read_bytes() == b"earlier"
        written.append(path.name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    monkeypatch.setattr("fairclaim.run.publish.write_through", watched)
    publish({"report.html": b"new", "claims.json": b"{}"}, folder)
    assert written == ["report.html", "claims.json"]
    assert sorted(path.name for path in folder.iterdir()) == ["claims.json", "report.html"]


def test_what_is_told_of_a_failed_build_is_why_it_failed(tmp_path, monkeypatch):
    def no_room(_path, _content):
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("fairclaim.run.publish.write_through", no_room)
    with pytest.raises(OSError, match="no room"):
        publish({"report.html": b"new"}, tmp_path / "2024-25-q4" / "demo")


def test_each_version_that_is_kept_has_a_place_of_its_own(tmp_path):
    folder = tmp_path / "2024-25-q4" / "demo"
    for content in (b"first", b"second", b"third"):
        publish({"report.html": content}, folder, keep=True)
    publish({"report.html": b"third again"}, folder)
    found = {path.name: (path / "report.html").read_bytes() for path in folder.parent.iterdir()}
    assert found == {"demo.v1": b"first", "demo.v2": b"second", "demo": b"third again"}


def test_version_that_is_held_open_is_put_away_by_the_next_run(tmp_path, monkeypatch):
    folder = tmp_path / "2024-25-q4" / "demo"
    publish({"report.html": b"sent"}, folder)
    rename = Path.rename

    def third_refused(self, target):
        if Path(target).name == "demo.v1":
            raise PermissionError("in use")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", third_refused)
        patch.setattr("fairclaim.run.publish._PAUSE", 0)
        publish({"report.html": b"new"}, folder, keep=True)
    assert (folder / "report.html").read_bytes() == b"new"
    recover(tmp_path)
    assert sorted(path.name for path in folder.parent.iterdir()) == ["demo", "demo.v1"]
    assert (folder.with_name("demo.v1") / "report.html").read_bytes() == b"sent"


def test_recovery_leaves_alone_what_another_process_is_doing(tmp_path):
    parent = os.getppid()
    others = [f".demo.old-{parent}", f".demo.new-{parent}", "other", f".trash-{FOREVER}"]
    for name in (*others, f".gone.new-{FOREVER}"):
        (tmp_path / "2024-25-q4" / name).mkdir(parents=True)
    recover(tmp_path)
    assert sorted(path.name for path in (tmp_path / "2024-25-q4").iterdir()) == sorted(others)


def test_old_copy_beside_a_whole_report_is_cleared(tmp_path):
    publish({"report.html": b"new"}, tmp_path / "q" / "demo")
    (tmp_path / "q" / f".demo.old-{FOREVER}").mkdir()
    recover(tmp_path)
    assert [path.name for path in (tmp_path / "q").iterdir()] == ["demo"]


@pytest.fixture
def held(tmp_path, monkeypatch):
    """A published folder, and a way to have renames refused as Windows does while a program holds a file open."""
    folder = tmp_path / "2024-25-q4" / "demo"
    publish({"report.html": b"earlier"}, folder)
    rename = Path.rename

    def refuse(source, target):
        def refused(self, to):
            if self.name.startswith(source) and Path(to).name.startswith(target):
                raise PermissionError("in use")
            return rename(self, to)

        monkeypatch.setattr(Path, "rename", refused)
        monkeypatch.setattr("fairclaim.run.publish._PAUSE", 0)

    return folder, refuse


@pytest.mark.parametrize(("source", "target"), [("demo", ".demo.old"), (".demo.new", "demo")], ids=["first", "second"])
def test_folder_in_use_is_said_so_and_stays(held, source, target):
    folder, refuse = held
    refuse(source, target)
    with pytest.raises(FairclaimError, match=r"outputs/2024-25-q4/demo: .*Close that program"):
        publish({"report.html": b"new"}, folder)
    assert (folder / "report.html").read_bytes() == b"earlier"
    assert [path.name for path in folder.parent.iterdir()] == ["demo"]


@pytest.mark.parametrize("keep", [False, True])
def test_run_cancelled_while_it_waits_for_the_folder_leaves_the_earlier_report(held, monkeypatch, keep):
    folder, refuse = held
    refuse(".demo.new", "demo")

    def cancelled(_seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr("fairclaim.run.publish.time.sleep", cancelled)
    with pytest.raises(KeyboardInterrupt):
        publish({"report.html": b"new"}, folder, keep=keep)
    assert (folder / "report.html").read_bytes() == b"earlier"
    assert [path.name for path in folder.parent.iterdir()] == ["demo"]


def test_what_cannot_be_mended_yet_stops_no_run_and_is_mended_later(held, monkeypatch):
    folder, refuse = held
    folder.rename(folder.with_name(f".demo.old-{FOREVER}"))
    with monkeypatch.context():
        refuse(".demo.old", "demo")
        recover(folder.parents[1])
    assert not folder.exists()
    monkeypatch.undo()
    recover(folder.parents[1])
    assert (folder / "report.html").read_bytes() == b"earlier"


def test_files_that_a_dead_run_was_writing_are_cleared_and_no_others(tmp_path):
    names = [
        "index.html.new",
        ".keys/2024-25-q4.json.new",
        ".keys/2024-25-q4/demo.json.new",
        ".attempts/q/demo.json.new",
    ]
    paths = [tmp_path / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        for pid in (FOREVER, os.getppid()):
            path.with_name(f".{path.name}-{pid}").write_bytes(b"half")
    recover(tmp_path)
    assert {path.name.rpartition("-")[2] for path in tmp_path.rglob("*") if path.is_file()} == {str(os.getppid())}
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == len(names)


def test_only_whole_folders_count_as_published(tmp_path):
    publish({"claims.json": b"{}"}, tmp_path / "2024-25-q4" / "demo")
    publish({"claims.json": b"{}"}, tmp_path / "2024-25-q4" / ".demo.old-1")
    publish({"claims.json": b"{}"}, tmp_path / "2024-25-q4" / "demo.v1")
    publish({"claims.json": b"{}"}, tmp_path / ".attempts" / "demo")
    assert published_reports(tmp_path) == (("2024-25-q4", "demo"),)
