"""Problems as a person reads them on a terminal."""

from collections.abc import Iterable
from textwrap import wrap

import click

from fairclaim.errors import Problem

_WIDTH = 100
_PARTS = (("Found", "found"), ("Allowed", "allowed"), ("What to do", "todo"))


def tell(problems: Iterable[Problem], heading: str = "") -> None:
    """Print one block a problem to standard error."""
    if heading:
        click.echo(f"\n{heading}", err=True)
    for problem in problems:
        click.echo("\n" + block(problem), err=True)


def block(problem: Problem) -> str:
    """Return the problem as lines: where and what first, then each part that says something."""
    lines = [problem.where, *_indented("", problem.what[:1].upper() + problem.what[1:] + ".")]
    for label, name in _PARTS:
        if text := getattr(problem, name):
            lines += _indented(f"{label}: ", text)
    return "\n".join(lines)


def _indented(label: str, text: str) -> list[str]:
    # Paths and ids stay whole, to be copied.
    hanging = " " * (2 + len(label))
    return wrap(
        text,
        _WIDTH,
        initial_indent=f"  {label}",
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
