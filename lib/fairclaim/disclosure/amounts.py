"""Amounts to tokens: rates, averages, times and ratios, each rounded once to a grain that fits its likely range."""

import math
from dataclasses import dataclass

from fairclaim.disclosure.ranges import alone, both_ways, past
from fairclaim.stats.results import Estimate

MULTIPLES = (1, 2, 5, 10)


def natural_grain(estimate: Estimate, factor: float = 1.0) -> float:
    """Return the power of ten to which an estimate is printed: about a third of its likely range, or finer.

    Digits finer than that would tell of nothing but chance.

    Examples
    --------
    >>> ratio = Estimate(value=1.2, lower=0.9, upper=1.6, level=0.95, null=1.0, unit="ratio", n=90, method="")
    >>> natural_grain(ratio)
    0.1
    """
    ends = [limit for limit in (estimate.lower, estimate.value, estimate.upper) if math.isfinite(limit)]
    width = factor * (max(ends) - min(ends)) or 1.0
    return float(10.0 ** math.floor(math.log10(width / 3)))


def to_grain(number: float, grain: float) -> float:
    """Round to the grain, halves up, as readers expect."""
    if math.isinf(number):
        return number
    # Twice rounded: 0.35 is a little less than seven halves of 0.1 to a computer, and would go down.
    return round(math.floor(round(number / grain, 9) + 0.5) * grain, 10)


def amount(number: float, grain: float) -> str:
    """Write a number to its grain.

    Examples
    --------
    >>> amount(1234.5, 10.0), amount(0.352, 0.01), amount(2.0, 0.5)
    ('1,230', '0.35', '2.0')
    """
    return f"{to_grain(number, grain):,.{decimals(grain)}f}"


def decimals(grain: float) -> int:
    """Return how many decimals a grain has."""
    return max(0, -math.floor(math.log10(grain) + 1e-9))


@dataclass(frozen=True, slots=True)
class Grain:
    """What numbers are rounded to.

    Parameters
    ----------
    size : float
        Numbers are printed to the nearest multiple of it.
    many : int
        How many times as coarse as chance alone would have it. Above 1, limits are rounded outwards, so that a range
        stays as sure as it was.
    """

    size: float
    many: int = 1

    def limits(
        self, lower: float, upper: float, null: float = 0.0, sign: str = "", margin: float | None = None
    ) -> tuple[str, str]:
        """Write both limits of a range; an infinite one is empty."""
        low, high = (
            _limit(number, rounded, self.size, null, sign, margin)
            for number, rounded in zip((lower, upper), self.rounded(lower, upper), strict=True)
        )
        return low, high

    def rounded(self, lower: float, upper: float) -> tuple[float, float]:
        """Round both limits of a range."""
        if self.many == 1:
            return to_grain(lower, self.size), to_grain(upper, self.size)
        return -_upwards(-lower, self.size), _upwards(upper, self.size)


def _upwards(number: float, grain: float) -> float:
    if math.isinf(number):
        return number
    return round(math.ceil(round(number / grain, 9)) * grain, 10)


def _limit(number: float, rounded: float, grain: float, null: float, sign: str, margin: float | None) -> str:
    # On which side of no difference, or of the margin, a range ends decides the finding: what only rounds to one of
    # them is not printed as that.
    if math.isinf(number):
        return ""
    if rounded == null != number:
        return f"just {'above' if number > null else 'below'} {null:g}"
    return past(f"{sign}{amount(rounded, grain)}", abs(rounded), number, margin)


def alone_range(lower: float, upper: float, grain: Grain, sign: str = "") -> str:
    """Write the limits of an amount that is held against nothing; `sign` stands before each number."""
    low, high = grain.limits(lower, upper, sign=sign)
    return alone(low, high) if high else f"{low} or more"


def ratio_size(value: float, lower: float, grain: Grain, of: str) -> str:
    """Write a ratio to `of`; one to nothing at all has no size, only a least one."""
    if math.isinf(value):
        return f"at least {grain.limits(lower, value, 1.0)[0]} times {of}"
    if to_grain(value, grain.size) == 1:
        return f"{'the same as' if value == 1 else 'almost the same as'} {of}"
    return f"{amount(value, grain.size)} times {of}"


def ratio_range(lower: float, upper: float, grain: Grain) -> str:
    """Write the limits of a ratio; "just above 1" where rounding would hide on which side of 1 one lies."""
    low, high = grain.limits(lower, upper, 1.0)
    return f"{alone(low, high)} times" if high else f"{low} times or more"


def difference_range(
    lower: float, upper: float, grain: Grain, more: str, less: str, sign: str = "", margin: float | None = None
) -> str:
    """Write both limits of a difference together: "8 to 20 more", or "from 3 fewer to 6 more"."""
    low, high = (text.replace("-", "") for text in grain.limits(lower, upper, sign=sign, margin=margin))
    return both_ways((lower, upper), low, high, more, less)


def size(number: float, grain: float) -> str:
    """Write the size of a difference, without its sign."""
    return f"less than {grain:g}" if to_grain(abs(number), grain) == 0 != number else amount(abs(number), grain)
