"""The labelled sentences beside the project, and what the linter makes of them. None of them is kept here."""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from fairclaim.lint.classify import Judged, classify
from fairclaim.lint.licence import overclaims

LANGUAGE = Path(__file__).parents[2].parent / "shared" / "data" / "language"
ABSENT = "the labelled sentences are not beside this project (../shared/data/language)"
YU = ("none", "correlational", "conditional_causal", "direct_causal")
# A contribution is direct causal for Yu's annotators; a flat denial ("did not reduce") is direct as well.
AS_YU = dict(zip(("none", "association", "hedged", "contribution", "causal"), (*YU, "direct_causal"), strict=True))


def rows(name: str) -> list[dict[str, str]]:
    with (LANGUAGE / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def half(row: dict[str, str]) -> int:
    """Statements are numbered by press release and paper: sixty numbers in a row go to one half, the next to the other."""
    return int(row["id"][1:]) // 60 % 2


@cache
def cardiff() -> list[tuple[int, str, bool]]:
    """Half, text and whether it over-states, of every statement on a correlational design."""
    return [
        (half(row), row["text"], row["code"] in {"5", "6"})
        for row in rows("cardiff_dev")
        if row["design_category"] == "correlational"
    ]


def recall_precision(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float]:
    """Of pairs (said, true)."""
    listed = list(pairs)
    both = sum(said and true for said, true in listed)
    return both / max(1, sum(true for _, true in listed)), both / max(1, sum(said for said, _ in listed))


def gate(flag: Callable[[str], bool], part: int | None = None) -> tuple[float, float]:
    """Recall and precision of over-statement on the Cardiff statements."""
    return recall_precision((flag(text), true) for where, text, true in cardiff() if part in (None, where))


def flagged(text: str) -> bool:
    return overclaims(classify(text), "observational")


def yu(part: int | None = None) -> dict[str, tuple[float, float]]:
    """Recall and precision of each of Yu's four classes; halves by turns."""
    kept = [row for i, row in enumerate(rows("yu2019_dev")) if part in (None, i % 2)]
    said = [(AS_YU[classify(row["sentence"]).strength], row["label"]) for row in kept]
    return {name: recall_precision((a == name, b == name) for a, b in said) for name in YU}


def macro(classes: dict[str, tuple[float, float]]) -> float:
    return sum(2 * r * p / (r + p) for r, p in classes.values()) / len(classes)


def twins() -> Iterator[tuple[str, Judged, Judged]]:
    """The edit, the original and its twin."""
    for row in rows("contrast_dev"):
        yield row["edit"], classify(row["original"]), classify(row["sentence"])


def weaker() -> int:
    """Strengthened twins that score below their original."""
    return sum(twin.strength < first.strength for edit, first, twin in twins() if edit == "strengthen_conditional")


def taken_as_positive() -> int:
    """Negated twins that a design would license as a positive claim: not flagged, not denied, and not nothing."""
    return sum(
        twin.strength > "none" and "negated" not in twin.flags and not overclaims(twin, "observational")
        for edit, _, twin in twins()
        if edit != "strengthen_conditional"
    )
