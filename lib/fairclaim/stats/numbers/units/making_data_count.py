"""NHS England's Making Data Count rules for an XmR chart, one small function a rule, on plain arrays.

The rule set, in order of precedence (a point carries one label): a single point outside the limits; a trend of seven
points; two of three points beyond two thirds of the way to a limit; seven points on one side of the mean. Rules look
at one unbroken stretch at a time: the caller cuts the series at gaps and at recalculations.

Lengths are the published ones and not options: a chart whose rules were tuned is no longer a Making Data Count chart.

References
----------
NHS England, Making Data Count (2019-). Reading, C. et al., NHSRplotthedots 0.2.2 (its calculation notes, "deviations
from the Excel tool" and "number of points required"). Wheeler, D. J. (1993), Understanding Variation.
"""

import numpy as np

from fairclaim.kinds import Better
from fairclaim.stats.results import Assurance, Limits, PointType
from fairclaim.stats.samples import FloatArray

RUN = 7

COMMON_CAUSE = "Common Cause"
LABELS: tuple[tuple[str, str], ...] = (
    ("Above UCL", "Below LCL"),
    ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    ("2 in 3 Above CL", "2 in 3 Below CL"),
    ("7 Points Above CL", "7 Points Below CL"),
)
_DIRECTIONS = {label: sign for high, low in LABELS for label, sign in ((high, 1), (low, -1))}


def side(values: FloatArray, mean: float) -> FloatArray:
    """1 above the mean, −1 below, 0 on it.

    A mean is a rounded sum, so a point that lies on it may differ in the last digits: see `beyond`.
    """
    return beyond(values, mean) - beyond(-values, -mean)


def beyond(values: FloatArray, line: float, decimals: int | None = None) -> FloatArray:
    """1 above a line, else 0; a point on the line is not above it.

    A line is worked out from sums, so a point on it may differ from it in the last digits: within 1e-12 of the largest
    value counts as on it. A series that is published to so many decimals is on a line that is alike to as many: the
    rest of the line's digits is finer than anything that was published.

    Examples
    --------
    >>> beyond(np.array([79.95, 79.94]), 79.9374).tolist(), beyond(np.array([79.95, 79.94]), 79.9374, 2).tolist()
    ([1.0, 1.0], [1.0, 0.0])
    """
    rounding = 1e-12 * max(abs(line), float(np.max(np.abs(values), initial=0.0)))
    if decimals is not None:
        line = round(line, decimals)
        rounding += 1e-6 * 10.0**-decimals
    return np.where(values - line > rounding, 1.0, 0.0)


def outside(values: FloatArray, limits: Limits, decimals: int | None = None) -> FloatArray:
    """1 above the upper limit, −1 below the lower, else 0; a point on a limit is inside."""
    return beyond(values, limits.upper, decimals) - beyond(-values, -limits.lower, decimals)


def close(values: FloatArray, limits: Limits, decimals: int | None = None) -> FloatArray:
    """1 beyond two thirds of the way from the mean to a limit but not outside it, else 0."""
    near = (limits.upper - limits.mean) * 2 / 3
    far = beyond(values, limits.mean + near, decimals) + beyond(-values, near - limits.mean, decimals)
    return np.where(outside(values, limits, decimals) == 0, far, 0.0)


def trend(values: FloatArray) -> FloatArray:
    """1 at each point of seven that rise strictly, −1 of seven that fall; a tie breaks it.

    The turning point between a rise and a fall belongs to the later one.

    Examples
    --------
    >>> trend(np.array([2.0, 7, 6, 5, 4, 3, 2, 1, 3])).tolist()
    [0.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, 0.0]
    """
    flags, steps = np.zeros(len(values)), np.sign(np.diff(values))
    for last in range(RUN - 1, len(values)):
        direction = steps[last - 1]
        if direction != 0 and np.all(steps[last - RUN + 1 : last] == direction):
            flags[last - RUN + 1 : last + 1] = direction
    return flags


def two_in_three(near: FloatArray, sides: FloatArray) -> FloatArray:
    """±1 at the close points of each window of three on one side of the mean of which at least two are close.

    Parameters
    ----------
    near, sides : array of shape (n,)
        From `close` and `side`.

    Examples
    --------
    >>> two_in_three(np.array([0.0, 0, 1, 0, 1, 0, 0]), np.ones(7)).tolist()
    [0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0]
    """
    flags = np.zeros(len(near))
    for first in range(len(near) - 2):
        window = slice(first, first + 3)
        if abs(np.sum(sides[window])) == 3 and np.sum(near[window]) >= 2:
            flags[window] = np.where(near[window] == 1, sides[window], flags[window])
    return flags


def shift(sides: FloatArray) -> FloatArray:
    """±1 at each of seven or more points in a row on one side of the mean; a point on the mean breaks the row.

    Examples
    --------
    >>> shift(np.array([1.0] * 8 + [-1])).tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0]
    """
    flags = np.zeros(len(sides))
    for last in range(RUN - 1, len(sides)):
        run = slice(last - RUN + 1, last + 1)
        if np.all(sides[run] == sides[last]):
            flags[run] = sides[last]
    return flags


def classify(values: FloatArray, limits: Limits, decimals: int | None = None) -> tuple[str, ...]:
    """One label a point of an unbroken stretch: the first rule of `LABELS` that fires, or "Common Cause"."""
    sides = side(values, limits.mean)
    near = two_in_three(close(values, limits, decimals), sides)
    fired = (outside(values, limits, decimals), trend(values), near, shift(sides))
    return tuple(_label(signs) for signs in zip(*fired, strict=True))


def _label(signs: tuple[float, ...]) -> str:
    for (high, low), sign in zip(LABELS, signs, strict=True):
        if sign:
            return high if sign > 0 else low
    return COMMON_CAUSE


def point_type(label: str, better: Better) -> PointType:
    """The label read in the direction that is better.

    Examples
    --------
    >>> point_type("7 Point Trend (Increasing)", "lower")
    'concern'
    """
    direction = _DIRECTIONS.get(label, 0)
    if direction == 0:
        return "common"
    return "improvement" if (direction > 0) == (better == "higher") else "concern"


def assurance(limits: Limits, target: float, better: Better) -> Assurance:
    """Whether the process as it runs will always, never or sometimes reach the target; on a limit is sometimes.

    Examples
    --------
    >>> limits = Limits(mean=2, lower=1, upper=3, mean_moving_range=0.4, ranges_dropped=0, trial=False)
    >>> assurance(limits, 4, "higher"), assurance(limits, 4, "lower"), assurance(limits, 3, "higher")
    ('fail', 'pass', 'hit or miss')
    """
    if target > limits.upper:
        return "fail" if better == "higher" else "pass"
    if target < limits.lower:
        return "pass" if better == "higher" else "fail"
    return "hit or miss"
