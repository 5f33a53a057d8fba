"""The published folder is whole at every moment that anything else can see it."""

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
    if done:
        os._exit(9)
    done.append(1)
    return rename(self, target)
Path.rename = dying
publish({"report.html": b"new"}, Path(sys.argv[1]))
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
    ended = subprocess.run([sys.executable, "-c", DIE_BETWEEN_THE_RENAMES, str(folder)], check=False)
    assert ended.returncode == 9
    assert not folder.exists()
    recover(tmp_path)
    assert (folder / "report.html").read_bytes() == b"earlier"
    assert [path.name for path in folder.parent.iterdir()] == ["demo"]


def test_recovery_leaves_alone_what_another_process_is_doing(tmp_path):
    parent = os.getppid()
    for name in (f".demo.old-{parent}", f".demo.new-{parent}", f".gone.new-{FOREVER}", "other"):
        (tmp_path / "2024-25-q4" / name).mkdir(parents=True)
    recover(tmp_path)
    left = sorted(path.name for path in (tmp_path / "2024-25-q4").iterdir())
    assert left == sorted([f".demo.old-{parent}", f".demo.new-{parent}", "other"])


def test_old_copy_beside_a_whole_report_is_cleared(tmp_path):
    publish({"report.html": b"new"}, tmp_path / "q" / "demo")
    (tmp_path / "q" / f".demo.old-{FOREVER}").mkdir()
    recover(tmp_path)
    assert [path.name for path in (tmp_path / "q").iterdir()] == ["demo"]


def test_folder_in_use_is_said_so_and_stays(tmp_path, monkeypatch):
    folder = tmp_path / "2024-25-q4" / "demo"
    publish({"report.html": b"earlier"}, folder)
    rename = Path.rename

    def second_refused(self, target):
        if Path(target) == folder and self.name.startswith(".demo.new"):
            raise PermissionError("in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", second_refused)
    monkeypatch.setattr("fairclaim.run.publish._PAUSE", 0)
    with pytest.raises(FairclaimError, match=r"outputs/2024-25-q4/demo: .*Close that program"):
        publish({"report.html": b"new"}, folder)
    assert (folder / "report.html").read_bytes() == b"earlier"


def test_only_whole_folders_count_as_published(tmp_path):
    publish({"claims.json": b"{}"}, tmp_path / "2024-25-q4" / "demo")
    publish({"claims.json": b"{}"}, tmp_path / "2024-25-q4" / ".demo.old-1")
    publish({"claims.json": b"{}"}, tmp_path / ".attempts" / "demo")
    assert published_reports(tmp_path) == (("2024-25-q4", "demo"),)
