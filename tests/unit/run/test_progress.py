"""Progress on a terminal and in a log."""

import io

from fairclaim.run.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def walk(stream: io.StringIO) -> str:
    with progress(2, 2, stream) as tell:
        for service in ("one", "two"):
            for stage in ("reading", "publishing"):
                tell(service, stage)
    return stream.getvalue()


def test_log_has_a_line_a_stage():
    assert walk(io.StringIO()) == "one: reading\none: publishing\ntwo: reading\ntwo: publishing\n"


def test_terminal_keeps_one_finished_line():
    written = walk(Terminal())
    assert "two: publishing" in written
    assert written.count("\n") == 1
    assert written.rstrip("\n").split("\r")[-1].startswith("done ")
    assert "4/4" in written.rstrip("\n").split("\r")[-1]


def test_report_that_fails_early_does_not_leave_the_bar_short():
    terminal = Terminal()
    with progress(1, 4, terminal) as tell:
        tell("one", "reading")
    assert "4/4" in terminal.getvalue().rstrip("\n").split("\r")[-1]


def test_verdict_is_told_with_how_long_the_report_took():
    for stream in (io.StringIO(), Terminal()):
        with progress(1, 2, stream) as tell:
            tell("one", "reading")
            tell("", "")
            tell("one", "ok")
        told = [line.split("\r")[-1] for line in stream.getvalue().splitlines()]
        (line,) = [line for line in told if line.startswith("one: ok, ") and "/2" not in line]
        assert line.rstrip().endswith(" s")
