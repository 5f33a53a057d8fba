"""Two runs of one report: the second waits, and stops with a message if the first does not end."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from fairclaim.errors import AlreadyRunning
from fairclaim.run.taking_turns import turn

HOLD = """
import sys, time
from pathlib import Path
from fairclaim.run.taking_turns import turn
with turn(Path(sys.argv[1]), "2024-25-q4", "demo", waiting=lambda: None):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_run_waits_for_the_first_and_says_so(tmp_path):
    told, order = [], []
    with turn(tmp_path, "2024-25-q4", "demo", waiting=lambda: None):
        waiting = threading.Event()

        def second() -> None:
            with turn(tmp_path, "2024-25-q4", "demo", waiting=lambda: (told.append("waiting"), waiting.set())):
                order.append("second")

        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10)
        order.append("first")
    thread.join(10)
    assert (told, order) == (["waiting"], ["first", "second"])


def test_another_report_is_not_waited_for(tmp_path):
    with (
        turn(tmp_path, "2024-25-q4", "demo", waiting=lambda: None),
        turn(tmp_path, "2024-25-q4", "other", waiting=lambda: pytest.fail("it waited")),
    ):
        pass


def test_a_run_that_does_not_end_is_told_and_one_that_was_killed_holds_nothing(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with (
            pytest.raises(AlreadyRunning, match="another run is making this report"),
            turn(tmp_path, "2024-25-q4", "demo", waiting=lambda: None, patience=0.2),
        ):
            pass
        first.kill()
        first.wait()
    with turn(tmp_path, "2024-25-q4", "demo", waiting=lambda: pytest.fail("it waited")):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked on Windows")
def test_what_was_forked_meanwhile_holds_nothing_once_the_run_is_over(tmp_path):
    with turn(tmp_path, "2024-25-q4", "demo", waiting=lambda: None):
        kernel = os.fork()
        if kernel == 0:
            time.sleep(60)
            os._exit(0)
    try:
        with turn(tmp_path, "2024-25-q4", "demo", waiting=lambda: pytest.fail("it waited")):
            pass
    finally:
        os.kill(kernel, signal.SIGKILL)
        os.waitpid(kernel, 0)
