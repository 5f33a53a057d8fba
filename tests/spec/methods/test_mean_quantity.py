"""What `mean` answers, and when it does not."""

import numpy as np
import pytest

from fairclaim.stats.methods.mean_quantity import WIDENED, MeanQuantity
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Values

title = "The mean of costs, minutes and days"

COSTS = [120, 88, 1040, 230, 310, 77, 415, 96, 180, 2650, 305, 142, 260, 199, 510]
MINUTES = [10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 130, 170]
STEADY = [50, 52, 47, 55, 51, 49, 48, 53, 50, 46, 54, 50]
TOO_FEW = "Fewer than ten people or clusters were counted, too few for an interval of a mean."
TOO_ALIKE = "So few people differ from the others that the mean has no upper or no lower limit."
TOO_DIFFERENT = "So few people with such different values do not tell the mean within a factor of ten."

REFUSED = [
    ("nobody", [], 0.95, TOO_FEW),
    ("nine people", STEADY[:9], 0.95, TOO_FEW),
    ("everybody alike", [7] * 20, 0.95, "Everybody has the same value, so no interval can be given."),
    ("one of twenty has any", [0] * 19 + [5], 0.95, TOO_ALIKE),
    ("orders of magnitude apart", [10**k for k in range(10)], 0.95, TOO_DIFFERENT),
    ("a level beyond the resamples", STEADY, 0.9999, "There are too few resamples for an interval at this level."),
]


@pytest.mark.parametrize(("values", "level", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused(values: list[float], level: float, reason: str) -> None:
    assert MeanQuantity()(Values(np.array(values, float)), level=level) == NotEstimable(reason)


ANSWERED = [
    # what, values, options, lower, upper (to a whole number)
    ("minutes that look log-normal", MINUTES, {}, 34, 157),
    ("minutes, the bootstrap alone", MINUTES, {"heavy_tail": False}, 34, 111),
    ("costs, two of them large", COSTS, {}, 211, 1866),
    ("some cost nothing", [*COSTS, 0, 0, 0], {}, 158, 1384),
    ("below nought", [-value for value in COSTS], {}, -1843, -193),
    ("values around fifty", STEADY, {}, 49, 52),
]


@pytest.mark.parametrize(
    ("values", "options", "lower", "upper"), [r[1:] for r in ANSWERED], ids=[r[0] for r in ANSWERED]
)
def test_answered(values: list[float], options: dict[str, bool], lower: float, upper: float) -> None:
    result = MeanQuantity(**options)(Values(np.array(values, float)))  # type: ignore[arg-type]
    assert isinstance(result, Estimate)
    assert result.value == pytest.approx(np.mean(values))
    assert (round(result.lower), round(result.upper)) == (lower, upper)
    assert (result.null, result.unit, result.n) == (None, "value", len(values))


def test_says_where_limits_allow_for_what_was_not_seen() -> None:
    widened, plain = (MeanQuantity()(Values(np.array(values, float))) for values in (MINUTES, [*MINUTES, 0]))
    assert isinstance(widened, Estimate)
    assert isinstance(plain, Estimate)
    assert (widened.notes, widened.answers["widened"]) == ((WIDENED,), True)
    assert (plain.notes, plain.answers["widened"]) == ((), False)


def test_the_seed_is_kept_with_the_result_and_gives_it_again() -> None:
    first, again, other = (MeanQuantity(seed=seed)(Values(np.array([*COSTS, 0], float))) for seed in (1, 1, 2))
    assert isinstance(first, Estimate)
    assert isinstance(again, Estimate)
    assert isinstance(other, Estimate)
    assert (first.answers["seed"], first.answers["resamples"]) == (1, 1999)
    assert (first.lower, first.upper) == (again.lower, again.upper)
    assert first.upper != other.upper


def test_clusters_are_drawn_whole() -> None:
    """Twelve practitioners with four people each who all need the same minutes: twelve values, not 48."""
    minutes = np.repeat(np.array(STEADY, float), 4)
    alone, together = MeanQuantity()(Values(minutes)), MeanQuantity()(Values(minutes, np.repeat(np.arange(12), 4)))
    as_twelve = MeanQuantity(heavy_tail=False)(Values(np.array(STEADY, float)))
    assert isinstance(alone, Estimate)
    assert isinstance(together, Estimate)
    assert isinstance(as_twelve, Estimate)
    assert together.upper - together.lower > 1.8 * (alone.upper - alone.lower)
    assert (together.lower, together.upper) == pytest.approx((as_twelve.lower, as_twelve.upper))


def test_few_clusters_of_many_people_are_few() -> None:
    assert MeanQuantity()(Values(np.arange(90.0), np.repeat(np.arange(9), 10))) == NotEstimable(TOO_FEW)
