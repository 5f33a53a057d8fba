"""What a range does not rule out, and how long patience takes: worked out from what is printed."""

import math
from typing import Any

import pytest
from scipy import stats
from subjects import plain_subject

from fairclaim.claims.asking import ask
from fairclaim.claims.doubts import MOST_QUARTERS, cautions, may_be_small, may_be_worse, more_quarters
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import IntervalPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.telling import Telling
from fairclaim.kinds import Finding, Rung

title = "What a range leaves open"


def reading(lower: float, upper: float, margin: float | None, better: Any = "higher", **more: Any) -> Reading:
    ratio = more.get("ratio", False)
    picture = IntervalPicture(
        unit="",
        value=(lower + upper) / 2,
        lower=lower,
        upper=upper,
        line=more.get("line", 1.0 if ratio else 0.0),
        line_label="",
        margin=margin,
        better=better,
        ratio=ratio,
    )
    table = Table(caption="", columns=("What",), rows=(("x",),))
    return Reading(claim_id="m.x", shape="difference", tokens={}, table=table, picture=picture)


def told(of: Reading, finding: Finding, **more: Any) -> Telling:
    return Telling(
        reading=of,
        subject=plain_subject(owner="Lead", next_report="April"),
        finding=finding,
        rung=Rung.COMPARED,
        **more,
    )


OPEN = [
    # lower, upper, margin, better, further, may be worse
    (-4.0, 8.0, 3.0, "lower", {}, True),
    (-4.0, 8.0, 3.0, "higher", {}, True),
    (-2.0, 8.0, 3.0, "higher", {}, False),
    (-3.0, 8.0, 3.0, "higher", {}, False),
    (-4.0, 8.0, None, "higher", {}, False),
    (0.9, 1.9, 1.2, "lower", {"ratio": True}, True),
    (0.8, 1.1, 1.2, "lower", {"ratio": True}, False),
    (0.8, 1.1, 1.2, "higher", {"ratio": True}, True),
    (76.0, 88.0, 5.0, "higher", {"line": 85.0}, True),
    (81.0, 90.0, 5.0, "higher", {"line": 85.0}, False),
]


@pytest.mark.parametrize(("lower", "upper", "margin", "better", "more", "open_"), OPEN)
def test_a_change_for_the_worse_that_is_not_ruled_out_is_said_and_asked_about(
    lower: float, upper: float, margin: float | None, better: str, more: dict[str, Any], open_: bool
) -> None:
    telling = told(reading(lower, upper, margin, better, **more), Finding.NO_CLEAR_DIFFERENCE)
    assert may_be_worse(telling) == open_
    assert ("A change for the worse that matters is not ruled out." in cautions(telling)) == open_
    assert ("accept that it may be worse" in ask(telling)) == open_


@pytest.mark.parametrize(("lower", "small"), [(1.0, True), (2.9, True), (3.0, False), (4.0, False)])
def test_a_gain_that_may_be_too_small_says_so(lower: float, small: bool) -> None:
    telling = told(reading(lower, 20.0, 3.0), Finding.BETTER)
    assert may_be_small(telling) == small
    assert any("reaches within the agreed margin" in words for words in cautions(telling)) == small
    # Bad news is not made smaller.
    assert not may_be_small(told(reading(-20.0, -lower, 3.0), Finding.WORSE))


def likely(half: float, margin: float, level: float, quarters: int) -> float:
    """How often a range of no true change lies within the margin, after so many quarters in all."""
    z = stats.norm.ppf((1 + level) / 2)
    error = half / z / math.sqrt(quarters)
    return float(2 * stats.norm.cdf((margin - z * error) / error) - 1) if margin > z * error else 0.0


@pytest.mark.parametrize("level", [0.95, 0.975, 0.9833])
@pytest.mark.parametrize("half", [2.0, 3.0, 3.5, 5.0, 6.0])
def test_patience_is_for_as_long_as_it_takes_to_be_likely(half: float, level: float) -> None:
    (words,) = more_quarters(reading(-half, half, 3.0), plain_subject(), level)
    needed = next(n for n in range(1, 99) if likely(half, 3.0, level, n) >= 0.8)
    if needed - 1 > MOST_QUARTERS:
        assert "too small to tell this way" in words
    else:
        assert f"about {'one' if needed == 2 else needed - 1} more quarter" in words


def test_both_sides_must_grow_where_there_are_two() -> None:
    assert "of this size, on both sides," in more_quarters(reading(-4, 4, 3.0), plain_subject(), 0.95)[0]
    assert (
        "on both sides" not in more_quarters(reading(81, 89, 3.0, line=85.0), plain_subject(against="target"), 0.95)[0]
    )
    assert more_quarters(reading(-1, 1, 3.0), plain_subject(), 0.95) == []
    assert more_quarters(reading(-1, 1, None), plain_subject(), 0.95) == []
