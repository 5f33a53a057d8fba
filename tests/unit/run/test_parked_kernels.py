"""Kernels of interpreters that were parked, as where a platform cannot fork: alone, and never of an earlier time."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import psutil
import pytest

from fairclaim.run.execute import execute
from fairclaim.run.warm import door, parked, provisioner

CHANGES = "PYTEST_CURRENT_TEST"
SAY = """
import json, os, random, sys
import matplotlib, numpy
print(json.dumps({
    "parent": os.getppid(), "folder": os.getcwd(), "seed": [random.random(), numpy.random.random()],
    "mark": os.environ.get("MARK"), "width": matplotlib.rcParams["lines.linewidth"], "hash": hash("a"),
    "path": sys.path, "argv": [os.path.basename(word) for word in sys.argv[1:]],
    "started_by": os.environ.get("JPY_PARENT_PID"), "session": os.getsid(0) == os.getpid(),
}))
os.environ["MARK"], matplotlib.rcParams["lines.linewidth"] = "left behind", 99
"""


# As the product starts it, with fewer modules, so that a test takes seconds.
START = """
import sys
sys.path[:1] = {folders!r}
import fairclaim.run.warm.preload as preload
import fairclaim.run.warm.parked as parked
preload.MODULES = {modules!r}
parked.main()
"""
FEW = ("ipykernel.kernelapp", "ipykernel.ipkernel", "matplotlib", "numpy")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Parked kernels by a setting; holds whether each kernel was one."""
    monkeypatch.setenv(door.SETTING, door.PARKED)
    monkeypatch.delenv(CHANGES)
    monkeypatch.setattr(parked, "_START", START.format(folders=[], modules=FEW))
    taken: list[bool] = []
    take = provisioner.parked_kernel

    def watched(request):
        kernel = take(request)
        taken.append(kernel is not None)
        return kernel

    monkeypatch.setattr(provisioner, "parked_kernel", watched)
    yield taken
    monkeypatch.setenv(CHANGES, "pytest takes it away itself")


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("s")  # Short: the names of sockets must fit.


def heard(scratch: Path, source: str = SAY) -> dict[str, object]:
    first = nbformat.v4.new_code_cell("service = ''", metadata={"tags": ["parameters"]})
    cells = [first, nbformat.v4.new_code_cell(source)]
    executed = execute(nbformat.v4.new_notebook(cells=cells), "tiny.ipynb", {"service": "a"}, scratch, 60)
    return dict(json.loads(executed.cells[-1].outputs[0].text))


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "warm.parked" in str(child.cmdline())]


def test_each_is_used_once_and_is_told_what_a_fresh_kernel_is(scratch, taken):
    with door.warm_interpreter() as place:
        assert place == door.PARKED
        parked.park()
        first, second = heard(scratch()), heard(scratch())
        door.use(door.FRESH)
        fresh = heard(scratch())
        assert len(children()) == 1
    assert children() == []
    assert taken == [True, True, False]
    assert first["parent"] == fresh["parent"] == os.getpid()
    assert first["folder"] != second["folder"]
    assert not {*first["seed"]} & {*second["seed"]}
    for name in ("mark", "width", "hash", "path", "argv", "started_by", "session"):
        assert first[name] == second[name] == fresh[name], name


def test_another_environment_renews_it(scratch, taken, monkeypatch):
    with door.warm_interpreter():
        parked.park()
        monkeypatch.setenv("MARK", "set since")
        assert [heard(scratch())["mark"] for _ in range(2)] == ["set since"] * 2
    assert taken == [False, True]


def test_changed_module_renews_it(scratch, taken, tmp_path, monkeypatch):
    (tmp_path / "mine.py").write_text("SINCE = 'the start'\n")
    monkeypatch.setattr(
        parked, "_START", START.format(folders=[str(tmp_path)], modules=("mine", "ipykernel.kernelapp"))
    )
    say = "import json, sys\nprint(json.dumps({'since': getattr(sys.modules.get('mine'), 'SINCE', 'none')}))"
    with door.warm_interpreter():
        parked.park()
        assert heard(scratch(), say) == {"since": "the start"}
        wait_until_it_has_read(tmp_path / "mine.py")
        (tmp_path / "mine.py").write_text("SINCE = 'changed'\n")
        assert heard(scratch(), say) == {"since": "none"}  # A fresh kernel knows nothing of the module.
        assert heard(scratch(), say) == {"since": "changed"}
    assert taken == [True, False, True]


def wait_until_it_has_read(_path: Path) -> None:
    # It sleeps when everything is imported; nothing else tells from outside.
    until = time.monotonic() + 30
    asleep = 0
    while asleep < 10 and time.monotonic() < until:
        (spare,) = children()
        asleep = asleep + 1 if spare.status() == psutil.STATUS_SLEEPING else 0
        time.sleep(0.05)


def test_one_that_died_is_replaced_by_a_fresh_kernel(scratch, taken):
    with door.warm_interpreter():
        parked.park()
        parked._spare[0].kill()
        assert heard(scratch())["parent"] == os.getpid()
    assert taken == [False]


def test_parked_interpreter_leaves_when_nobody_holds_it(taken):
    assert taken == []
    process = subprocess.Popen(
        [parked.sys.executable, "-c", parked._START], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        said, _ = process.communicate(timeout=60)
    assert (said, process.returncode) == (b"", 0)


@pytest.mark.parametrize(
    ("setting", "forks", "way"),
    [
        ("", True, "forked"),
        ("", False, "parked"),
        ("parked", True, "parked"),
        ("fresh", True, "fresh"),
        ("x", True, "forked"),
    ],
)
def test_way_is_the_platforms_unless_it_is_set(monkeypatch, setting, forks, way):
    monkeypatch.setenv(door.SETTING, setting)
    monkeypatch.setattr(door, "can_fork", lambda: forks)
    assert door.way() == way
