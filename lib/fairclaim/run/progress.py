"""Where a quarter has got to: one bar on a terminal with a line above it for each verdict, plain lines in a log."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from fairclaim.kinds import Outcome

_VERDICTS = frozenset(outcome.value for outcome in Outcome)


@contextmanager
def progress(reports: int, stages: int, stream: TextIO | None = None) -> Iterator[Callable[[str, str], None]]:
    """Yield what is to be told `(service, stage)` as each stage of each report starts, and its verdict at the end.

    Told `("", "")`, it only brings the time that has passed up to date.

    Parameters
    ----------
    reports, stages : int
        How many reports, and how many stages each has; the verdict may be counted as one.
    stream : TextIO, optional
        Standard error unless given, so that standard output holds only what the command answers.
    """
    stream = stream or sys.stderr
    line = _lines()
    if stream.isatty():
        with _bar(reports * stages, stream, line) as tell:
            yield tell
    else:
        yield lambda service, stage: print(line(service, stage), file=stream, flush=True) if service else None


def _lines() -> Callable[[str, str], str]:
    """Return what words a stage, and words a verdict with the seconds since the report was begun."""
    begun: dict[str, float] = {}

    def line(service: str, stage: str) -> str:
        since = time.monotonic() - begun.setdefault(service, time.monotonic())
        return f"{service}: {stage}, {since:.1f} s" if stage in _VERDICTS else f"{service}: {stage}"

    return line


@contextmanager
def _bar(total: int, stream: TextIO, line: Callable[[str, str], str]) -> Iterator[Callable[[str, str], None]]:
    from tqdm import tqdm

    # Its watching thread would outlive the bar, and a forked kernel must not inherit a thread.
    tqdm.monitor_interval = 0
    shape = "{desc:<44.44} {bar} {n_fmt}/{total_fmt} {elapsed}"
    # A terminal that does not tell its size would else be taken for one with no room at all.
    columns, rows = shutil.get_terminal_size()
    with tqdm(total=total, file=stream, bar_format=shape, ncols=columns, nrows=rows) as bar:
        started = 0

        def tell(service: str, stage: str) -> None:
            nonlocal started
            if not service:
                bar.refresh()
                return
            bar.update(started - bar.n)
            started += 1
            bar.set_description_str(line(service, stage))
            if stage in _VERDICTS:
                bar.write(line(service, stage), file=stream)

        yield tell
        bar.update(total - bar.n)
        bar.set_description_str("done")
