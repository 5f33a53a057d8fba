"""What `paired_change` answers, and when it does not."""

import numpy as np
import pytest

from fairclaim.stats.methods.paired_change import NO_CHANGE_LEFT_OUT, NOT_THE_EFFECT, PairedChange
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Pairs

title = "The same people at two times"

SAME = "Everybody's score changed by the same amount, so no interval can be given."
NOT_TWO = "Fewer than two people were scored at both times, so no interval can be given."
TOO_FEW = "Too few people changed by different amounts for a signed-rank interval at this level."

REFUSED = [
    ("nobody", "t", [], NOT_TWO),
    ("one person", "t", [3], NOT_TWO),
    ("one person by ranks", "hodges_lehmann", [3], NOT_TWO),
    ("no change at all", "t", [0, 0, 0], SAME),
    ("the same change", "t", [2, 2, 2], SAME),
    ("the same change by ranks", "hodges_lehmann", [2, 2, 2, 2, 2, 2, 2, 2], SAME),
    ("five by ranks cannot reach 95%", "hodges_lehmann", [1, 2, 3, 4, 6], TOO_FEW),
    ("one of many changed", "hodges_lehmann", [0, 0, 0, 0, 0, 0, 0, 5], TOO_FEW),
    ("so many ties that both limits meet", "hodges_lehmann", [1] * 30 + [2], TOO_FEW),
]


@pytest.mark.parametrize(("interval", "changes", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(interval: str, changes: list[float], reason: str) -> None:
    before = np.full(len(changes), 10.0)
    assert PairedChange(interval=interval)(Pairs(before, before + changes)) == NotEstimable(reason)


ANSWERED = [
    # what, interval, changes, value, lower, upper, method
    ("two people", "t", [1, 3], 2.0, -10.7062, 14.7062, "paired_change, t"),
    ("six by ranks", "hodges_lehmann", [1, 2, 3, 4, 5, 7], 3.5, 1.0, 7.0, "paired_change, hodges_lehmann, exact"),
    (
        "ties by ranks",
        "hodges_lehmann",
        [1, 2, 2, 3, 4, 5, 7],
        3.25,
        1.5,
        6.0,
        "paired_change, hodges_lehmann, normal approximation",
    ),
]


@pytest.mark.parametrize(
    ("interval", "changes", "value", "lower", "upper", "method"),
    [r[1:] for r in ANSWERED],
    ids=[r[0] for r in ANSWERED],
)
def test_answered(interval: str, changes: list[float], value: float, lower: float, upper: float, method: str) -> None:
    before = np.zeros(len(changes))
    result = PairedChange(interval=interval)(Pairs(before, before + changes))
    assert isinstance(result, Estimate)
    assert (result.value, round(result.lower, 4), round(result.upper, 4), result.method) == (
        value,
        lower,
        upper,
        method,
    )
    assert (result.null, result.unit, result.n) == (0.0, "score_change", len(changes))


@pytest.mark.parametrize("interval", ["t", "hodges_lehmann"])
def test_says_that_a_change_is_not_the_effect(interval: str) -> None:
    result = PairedChange(interval=interval)(Pairs(np.zeros(9), np.arange(1, 10)))
    assert isinstance(result, Estimate)
    assert result.notes == (NOT_THE_EFFECT,)


def test_says_who_took_no_part() -> None:
    result = PairedChange(interval="hodges_lehmann")(Pairs(np.zeros(10), np.arange(10)))
    assert isinstance(result, Estimate)
    assert result.notes == (NOT_THE_EFFECT, NO_CHANGE_LEFT_OUT)
    assert result.n == 10
    assert result.method.endswith("normal approximation")  # Without ties, but R has no exact limits with zeros either.


@pytest.mark.parametrize(
    ("exact", "n", "words"),
    [
        (None, 49, "exact"),
        (None, 50, "normal approximation"),
        (True, 50, "exact"),
        (False, 20, "normal approximation"),
    ],
)
def test_when_the_exact_distribution_is_used(exact: bool | None, n: int, words: str) -> None:
    result = PairedChange(interval="hodges_lehmann", exact=exact)(Pairs(np.zeros(n), np.arange(1, n + 1)))
    assert isinstance(result, Estimate)
    assert result.method.endswith(words)
