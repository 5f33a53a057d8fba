"""One sentence a line in, one answer a line out: for scripts."""

from collections.abc import Iterable, Iterator
from typing import Any

from fairclaim.lint.classify import classify
from fairclaim.lint.licence import Design, overclaims


def lines(stream: Iterable[str], design: Design) -> Iterator[dict[str, Any]]:
    """Judge each line of `stream` against `design`, in order; an empty line claims nothing.

    >>> answer, = lines(["Earlier visits led to fewer admissions."], "observational")
    >>> answer["strength"], answer["overclaim"]
    ('causal', True)
    """
    for line in stream:
        judged = classify(line.strip())
        yield {
            "strength": judged.strength.value,
            "flags": list(judged.flags),
            "overclaim": overclaims(judged, design),
            "because": judged.because,
        }
