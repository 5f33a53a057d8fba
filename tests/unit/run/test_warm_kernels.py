"""Forked kernels: each is as alone as a fresh one, none outlives who asked for it, and where none can be, a fresh one."""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import psutil
import pytest

from fairclaim.errors import KernelDied
from fairclaim.run.execute import execute
from fairclaim.run.warm import door, preload
from fairclaim.run.warm.request import same_ground

pytestmark = pytest.mark.skipif(not door.can_fork(), reason="kernels are forked on Linux alone")

# pytest changes it all the time, and no fork stands for a kernel with another environment.
CHANGES = "PYTEST_CURRENT_TEST"
SAY = """
import json, os, random, sys
import matplotlib, numpy
print(json.dumps({
    "pid": os.getpid(), "parent": os.getppid(), "folder": os.getcwd(), "seed": [random.random(), numpy.random.random()],
    "mark": os.environ.get("MARK"), "width": matplotlib.rcParams["lines.linewidth"],
    "hash": hash("a"), "argv": sys.argv[1:], "path": sys.path, "session": os.getsid(0),
}))
os.environ["MARK"], matplotlib.rcParams["lines.linewidth"] = "left behind", 99
os.chdir("/")
"""
FIGURE = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"


def run(scratch: Path, *sources: str) -> list[nbformat.NotebookNode]:
    first = nbformat.v4.new_code_cell("service = ''", metadata={"tags": ["parameters"]})
    cells = [first, *map(nbformat.v4.new_code_cell, sources)]
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(CHANGES, raising=False)
        executed = execute(nbformat.v4.new_notebook(cells=cells), "tiny.ipynb", {"service": "a"}, scratch, 60)
    return executed.cells[-len(sources) :]


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("s")  # Short: the names of sockets must fit.


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(CHANGES, raising=False)
        with door.warm_interpreter() as place:
            patch.undo()
            yield place


@pytest.fixture
def interpreter(place: str) -> psutil.Process:
    """The warmed interpreter's process."""
    children = psutil.Process().children()
    (found,) = [child for child in children if "fairclaim.run.warm.server" in str(child.cmdline())]
    return found


def heard(scratch: Path) -> dict[str, object]:
    return dict(json.loads(run(scratch, SAY)[0].outputs[0].text))


def test_two_forks_share_nothing_and_are_told_what_a_fresh_kernel_is(scratch, place, interpreter):
    folders = scratch(), scratch(), scratch()
    first, second = heard(folders[0]), heard(folders[1])
    door.use("")
    try:
        fresh = heard(folders[2])
    finally:
        door.use(place)
    assert first["parent"] == second["parent"] == interpreter.pid
    assert fresh["parent"] == os.getpid()
    assert first["pid"] != second["pid"]
    assert first["session"] == first["pid"]
    assert not {*first["seed"]} & {*second["seed"]}
    assert (first["folder"], second["folder"]) == (str(folders[0]), str(folders[1]))
    for name in ("mark", "width", "hash", "path"):
        assert first[name] == second[name] == fresh[name]
    assert [text.replace(str(folders[1]), "") for text in second["argv"]] == [
        text.replace(str(folders[2]), "") for text in fresh["argv"]
    ]


def test_interpreter_has_one_thread_one_listener_and_no_loop(scratch, interpreter):
    heard(scratch())
    assert interpreter.num_threads() == 1
    links = [str(path.readlink()) for path in Path(f"/proc/{interpreter.pid}/fd").iterdir()]
    # Its own listener; those of zmq and of event loops would be more.
    assert sum(link.startswith("socket:") for link in links) == 1
    assert not [link for link in links if "eventfd:" in link]
    assert sum("eventpoll" in link for link in links) == 1
    mapped = Path(f"/proc/{interpreter.pid}/maps").read_text()
    assert "numpy" in mapped
    assert "_duckdb" not in mapped


def test_templates_are_compiled_before_the_fork(scratch, place):
    said = "from fairclaim.show.markup import environment as e\nprint(sorted(e().list_templates()) == sorted(k[1] for k in e().cache))"
    (told,) = run(scratch(), said)
    assert told.outputs[0].text == "True\n"


def test_figures_of_pyplot_are_those_of_a_fresh_kernel(scratch, place):
    where, figure = run(scratch(), "import os\nprint(os.getppid())", FIGURE)
    assert where.outputs[0].text != f"{os.getpid()}\n"
    forked = figure.outputs
    door.use("")
    try:
        fresh = run(scratch(), "1", FIGURE)[1].outputs
    finally:
        door.use(place)
    assert forked == fresh
    assert "image/png" in forked[0].data


def test_killed_fork_is_told_and_leaves_no_process(scratch, interpreter):
    started = "import subprocess, sys\n_ = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(99)'])"
    assert heard(scratch())["parent"] == interpreter.pid
    with pytest.raises(KernelDied):
        run(scratch(), "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    run(scratch(), started)
    end = time.monotonic() + 10
    while interpreter.children(recursive=True) and time.monotonic() < end:
        time.sleep(0.01)
    assert interpreter.children(recursive=True) == []


def test_another_environment_starts_a_fresh_kernel_and_renews_the_interpreter(scratch, interpreter, monkeypatch):
    for mark in ("set since", None):
        if mark:
            monkeypatch.setenv("MARK", mark)
        else:
            monkeypatch.delenv("MARK")
        told = heard(scratch())
        assert (told["parent"], told["mark"]) == (os.getpid(), mark)
        told = heard(scratch())
        assert (told["parent"], told["mark"]) == (interpreter.pid, mark)


def test_module_that_changed_renews_the_interpreter(scratch, tmp_path, monkeypatch):
    mine, start = module_of_mine(tmp_path, "server", "main(int(sys.argv[1]))")
    monkeypatch.setattr(door, "START", start)
    monkeypatch.setattr("fairclaim.run.warm.server.START", start)
    monkeypatch.delenv(CHANGES)
    before = door._place[:]
    with door.warm_interpreter():
        assert heard(scratch())["parent"] != os.getpid()
        mine.write_text("SINCE = 'changed'\n")
        assert heard(scratch())["parent"] == os.getpid()
        assert heard(scratch())["parent"] != os.getpid()
        (told,) = run(scratch(), "import mine\nprint(mine.SINCE)")
        assert told.outputs[0].text == "changed\n"
    door.use(*before or [""])
    monkeypatch.setenv(CHANGES, "pytest takes it away itself")


def module_of_mine(tmp_path: Path, module: str, call: str) -> tuple[Path, str]:
    """A module that is preloaded beside ipykernel, and what starts an interpreter that knows it."""
    (tmp_path / "mine.py").write_text("SINCE = 'the start'\n")
    start = f"""
import sys
sys.path[0] = {str(tmp_path)!r}
import fairclaim.run.warm.preload as preload
import fairclaim.run.warm.{module} as this
preload.MODULES = ("mine", "ipykernel.kernelapp", "ipykernel.ipkernel", "numpy", "matplotlib")
this.START = this._START = sys.orig_argv[2]
this.{call}
"""
    return tmp_path / "mine.py", start


def test_interpreter_leaves_with_its_block_even_while_it_warms_up(monkeypatch):
    before = door._place[:]
    known = {child.pid for child in psutil.Process().children()}
    with door.warm_interpreter() as place:
        (started,) = [child for child in psutil.Process().children() if child.pid not in known]
        # Ctrl-C in the runner's window must not reach it.
        assert os.getsid(started.pid) == started.pid
        assert door._place == [place]
        assert Path(place).is_socket()
    assert not started.is_running()
    assert not Path(place).parent.exists()
    assert door._place == []
    door.use(*before or [""])


def test_without_the_interpreter_a_fresh_kernel_is_started(scratch, place):
    door.use(place + "-gone")
    try:
        assert heard(scratch())["parent"] == os.getpid()
    finally:
        door.use(place)


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ({"A": "1", "IPYTHONDIR": "x"}, True),
        ({"A": "1", "SET_BY_IMPORT": "1"}, True),
        ({"A": "2"}, False),
        ({}, False),
        ({"A": "1", "B": "1"}, False),
        ({"A": "1", "SET_BY_IMPORT": "2"}, False),
    ],
)
def test_only_what_imports_set_may_differ(asked, same):
    assert same_ground(asked, {"A": "1"}, {"A": "1", "SET_BY_IMPORT": "1"}) is same


def test_modules_named_are_there():
    import importlib.util

    assert all(importlib.util.find_spec(name) for name in preload.MODULES)
