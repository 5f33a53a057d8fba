"""Headings and folded text on a terminal of 100 columns."""

from collections.abc import Iterator
from textwrap import wrap

WIDTH = 100


def heading(title: str) -> Iterator[str]:
    """Give a short heading, told by its own line and not by colour."""
    yield ""
    yield title
    yield "-" * len(title)


def folded(text: str, label: str) -> list[str]:
    """Fold a text behind its label; ids and paths stay whole, to be copied."""
    return wrap(
        text,
        WIDTH,
        initial_indent=label,
        subsequent_indent=" " * len(label),
        break_long_words=False,
        break_on_hyphens=False,
    )
