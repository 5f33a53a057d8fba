"""Where a quarter has got to: one bar on a terminal, plain lines in a log."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def progress(reports: int, stages: int, stream: TextIO | None = None) -> Iterator[Callable[[str, str], None]]:
    """Yield what is to be told `(service, stage)` as each stage of each report starts.

    Parameters
    ----------
    reports, stages : int
        How many reports, and how many stages each has.
    stream : TextIO, optional
        Standard error unless given, so that standard output holds only what the command answers.
    """
    stream = stream or sys.stderr
    if stream.isatty():
        with _bar(reports * stages, stream) as tell:
            yield tell
    else:
        yield lambda service, stage: print(f"{service}: {stage}", file=stream, flush=True)


@contextmanager
def _bar(total: int, stream: TextIO) -> Iterator[Callable[[str, str], None]]:
    from tqdm import tqdm

    # Its watching thread would outlive the bar, and a forked kernel must not inherit a thread.
    tqdm.monitor_interval = 0
    shape = "{desc:<44.44} {bar} {n_fmt}/{total_fmt}"
    # A terminal that does not tell its size would else be taken for one with no room at all.
    columns, rows = shutil.get_terminal_size()
    with tqdm(total=total, file=stream, bar_format=shape, ncols=columns, nrows=rows) as bar:
        started = 0

        def tell(service: str, stage: str) -> None:
            nonlocal started
            bar.update(started - bar.n)
            started += 1
            bar.set_description_str(f"{service}: {stage}")

        yield tell
        bar.update(total - bar.n)
        bar.set_description_str("done")
