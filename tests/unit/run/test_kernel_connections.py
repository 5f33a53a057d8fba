"""What a runner and a warmed interpreter say to each other, told without a kernel."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fairclaim.run.warm import provisioner
from fairclaim.run.warm.forked import ForkedKernel, ask
from fairclaim.run.warm.request import KernelRequest, read_line

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kernels are forked on Linux alone")

NOBODY = 2**22 + 1  # Above the highest process id that Linux gives out: a signal that is sent in error reaches nobody.
REQUEST = KernelRequest(("-f", "kernel.json"), {"A": "1" * 9000}, "/runs/one", "/runs/one/kernel.log")
LEAVES = """
from fairclaim.run.warm import kernel_child
def leave(*_):
    {left}
kernel_child._settle = kernel_child._reseed = lambda *_: None
kernel_child._serve = leave
try:
    kernel_child.become_kernel(kernel_child.KernelRequest((), {{}}, "", ""), {{}})
finally:
    print("went on", flush=True)
"""


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    theirs.settimeout(10)
    with ours, theirs:
        yield ours, theirs


def test_request_that_comes_in_pieces_is_read_whole(ends):
    sender = threading.Thread(target=lambda: [ends[0].sendall(bytes([byte])) for byte in REQUEST.as_line()])
    sender.start()
    line = read_line(ends[1])
    sender.join()
    assert KernelRequest.from_line(line) == REQUEST


def test_line_that_breaks_off_is_what_there_is_of_it(ends):
    ends[0].sendall(b'{"pid"')
    ends[0].close()
    assert read_line(ends[1]) == b'{"pid"'


def begun(ends: tuple[socket.socket, socket.socket], pid: int = NOBODY) -> ForkedKernel:
    ends[1].sendall(b'{"pid": %d}\n' % pid)
    kernel = ForkedKernel(ends[0])
    assert kernel.begun()
    return kernel


def test_kernel_runs_until_its_end_is_told_and_keeps_its_code(ends):
    kernel = begun(ends)
    assert (kernel.poll(), kernel.returncode) == (None, None)
    ends[1].sendall(b'{"status": 3}\n')
    assert (kernel.wait(), kernel.poll(), kernel.returncode) == (3, 3, 3)
    assert ends[0].fileno() == -1


@pytest.mark.parametrize("unread", [b"", b"half a request"], ids=["closed", "reset"])
def test_kernel_whose_interpreter_is_gone_is_gone_too(ends, unread):
    ends[0].sendall(unread)
    kernel = begun(ends)
    ends[1].close()
    assert kernel.wait() == -signal.SIGKILL


@pytest.mark.parametrize("kill", [ForkedKernel.kill, lambda kernel: kernel.send_signal(signal.SIGKILL)])
def test_killing_is_asked_of_the_interpreter_and_its_answer_is_still_heard(ends, kill):
    kernel = begun(ends)
    kill(kernel)
    assert ends[1].recv(1) == b""
    assert kernel.poll() is None
    ends[1].sendall(b'{"status": -9}\n')
    assert kernel.wait() == -9
    kill(kernel)


def test_other_signals_reach_the_kernel_and_what_it_started_and_nobody_once_it_ended(ends):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True) as process:
        kernel = begun(ends, process.pid)
        kernel.send_signal(signal.SIGTERM)
        assert process.wait(10) == -signal.SIGTERM
    ends[1].sendall(b'{"status": -15}\n')
    kernel.send_signal(signal.SIGTERM)
    assert kernel.returncode == -15


@pytest.mark.parametrize(
    ("answer", "pid"),
    [(b'{"pid": %d}\n' % NOBODY, NOBODY), (b'{"refused": "threads"}\n', None), (b"no json\n", None), (b"", None)],
)
def test_only_an_answer_with_a_process_is_a_kernel(tmp_path_factory, answer, pid):
    place = tmp_path_factory.mktemp("s") / "warm"
    heard = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(place))
        listener.listen(1)

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                heard.append(read_line(connection))
                connection.sendall(answer)
                connection.settimeout(10)
                heard.append(connection.recv(1) if answer and not pid else b"")

        server = threading.Thread(target=serve)
        server.start()
        kernel = ask(str(place), REQUEST)
        assert kernel is not None
        assert kernel.begun() == (pid is not None)
        server.join(10)
    assert kernel.pid == pid
    assert kernel.wait() == -signal.SIGKILL
    # Where there is no kernel the connection is closed at once.
    assert heard == [REQUEST.as_line(), b""]


def test_a_kernel_is_asked_for_only_where_it_is_started_the_ordinary_way(tmp_path):
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "kernel.json"]
    with (tmp_path / "kernel.log").open("wb") as log:
        usual = {"stdout": log, "cwd": tmp_path, "env": {"A": "1"}}
        asked = provisioner._request(command, usual)
        assert asked == KernelRequest(("-f", "kernel.json"), {"A": "1"}, str(tmp_path), str(tmp_path / "kernel.log"))
        assert provisioner._request([sys.executable, "-m", "other"], usual) is None
        for name in usual:
            assert provisioner._request(command, {key: value for key, value in usual.items() if key != name}) is None


@pytest.mark.parametrize(
    ("left", "code"),
    [
        ("pass", 0),
        ("raise SystemExit", 0),
        ("raise SystemExit(3)", 3),
        ("raise SystemExit('a message')", 1),
        ("raise ValueError", 1),
        ("raise KeyboardInterrupt", 1),
    ],
)
def test_fork_that_is_no_kernel_any_more_never_goes_on_as_a_second_server(left, code):
    command = [sys.executable, "-c", LEAVES.format(left=left)]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=False, cwd=os.fspath(Path(__file__).parent))
    assert (ended.returncode, ended.stdout) == (code, b"")


def test_request_is_one_line():
    assert REQUEST.as_line().count(b"\n") == 1
    assert json.loads(REQUEST.as_line())["folder"] == "/runs/one"
