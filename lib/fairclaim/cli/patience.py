"""What a command says while it works: nothing if it is quick, and then each stage."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Timer

import click

PATIENCE = 2.0


@contextmanager
def told_if_slow(patience: float = PATIENCE) -> Iterator[Callable[[str], None]]:
    """Yield what is to be told each stage as it starts; stages are printed once `patience` seconds have gone by."""
    stage, slow = ["starting"], Event()

    def say() -> None:
        click.echo(f"Still at it: {stage[0]} …", err=True)

    def lost_patience() -> None:
        slow.set()
        say()

    def told(started: str) -> None:
        stage[0] = started
        if slow.is_set():
            say()

    timer = Timer(patience, lost_patience)
    timer.daemon = True
    timer.start()
    try:
        yield told
    finally:
        timer.cancel()
