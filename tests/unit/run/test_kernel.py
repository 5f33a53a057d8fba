"""The kernel of a run: this interpreter, clean surroundings, and no door open to others."""

import json
import sys
from pathlib import Path

import nbformat
import pytest

from fairclaim.run import kernel
from fairclaim.run.execute import execute
from fairclaim.run.kernel import kernel_config, kernel_environment

SAY = "import json, os, sys\nprint(json.dumps([sys.executable, os.getcwd(), json.load(open('kernel.json'))]))"


def run(scratch: Path, source: str) -> nbformat.NotebookNode:
    first = nbformat.v4.new_code_cell("service = ''", metadata={"tags": ["parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[first, nbformat.v4.new_code_cell(source)])
    return execute(notebook, "tiny.ipynb", {"service": "a"}, scratch, 60)


def heard(scratch: Path) -> tuple[str, str, dict[str, object]]:
    return tuple(json.loads(run(scratch, SAY).cells[-1].outputs[0].text))


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("s")  # Short: the names of sockets must fit.


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no unix sockets that the kernel could use")
def test_kernel_is_this_interpreter_on_sockets_in_the_scratch_folder(scratch, monkeypatch, capfd):
    others = scratch / "share" / "kernels" / "python3"
    others.mkdir(parents=True)
    (others / "kernel.json").write_text(
        json.dumps({"argv": ["/bin/false", "{connection_file}"], "display_name": "Other", "language": "python"})
    )
    monkeypatch.setenv("JUPYTER_PATH", str(scratch / "share"))
    monkeypatch.setenv("PYTHONSTARTUP", str(scratch / "nowhere.py"))
    executable, folder, connection = heard(scratch)
    assert (executable, folder) == (sys.executable, str(scratch))
    assert connection["transport"] == "ipc"
    assert connection["ip"] == str(scratch / "kernel-ipc")
    assert capfd.readouterr() == ("", "")


def test_what_a_kernel_says_of_itself_stays_in_its_log(scratch, capfd):
    profile = scratch / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    # Read at the kernel's start, before it catches its own output.
    (profile / "ipython_kernel_config.py").write_text("import os\nos.write(1, b'noise')\nos.write(2, b'noise')\n")
    heard(scratch)
    assert capfd.readouterr() == ("", "")
    assert b"noise" in (scratch / kernel.LOG).read_bytes()


def test_kernel_over_tcp_is_encrypted(scratch, monkeypatch):
    monkeypatch.setattr(kernel, "kernel_config", lambda scratch: kernel_config(scratch, platform="win32"))
    _, _, connection = heard(scratch)
    assert connection["transport"] == "tcp"
    assert len(connection["curve_secretkey"]) == 40


@pytest.mark.parametrize(
    ("folder", "platform", "transport"),
    [
        (Path("/tmp/fairclaim-abcdefgh"), "linux", "ipc"),
        (Path("/") / ("x" * 88), "linux", "ipc"),
        (Path("/") / ("x" * 89), "linux", None),
        (Path("/tmp/fairclaim-abcdefgh"), "darwin", "ipc"),
        (Path("/tmp/fairclaim-abcdefgh"), "win32", None),
    ],
    ids=["short", "just fits", "one byte too long", "macOS", "Windows"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="lengths of POSIX paths")
def test_sockets_where_their_path_fits_else_encrypted(folder, platform, transport):
    config = kernel_config(folder, platform=platform)
    assert config.ConnectionFileMixin.get("transport") == transport
    required = "KernelManager" in config and config.KernelManager.transport_encryption == "required"
    assert required is (transport is None)


def test_environment_keeps_the_users_but_not_what_changes_results(tmp_path):
    users = {"PATH": "/bin", "PYTHONPATH": "x", "PYTHONHASHSEED": "7", "MPLBACKEND": "tk", "OMP_NUM_THREADS": "8"}
    clean = kernel_environment(users, tmp_path)
    assert clean["PATH"] == "/bin"
    assert "PYTHONPATH" not in clean
    assert (clean["PYTHONHASHSEED"], clean["OMP_NUM_THREADS"]) == ("0", "1")
    assert clean["MPLBACKEND"] == "module://matplotlib_inline.backend_inline"
    assert clean["IPYTHONDIR"].startswith(str(tmp_path))
