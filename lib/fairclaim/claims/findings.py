"""The finding: what happened, read from an interval, a direction and the smallest difference that matters."""

import math

from fairclaim.kinds import Better, Finding
from fairclaim.stats.results import (
    Activity,
    Curve,
    Diagnostic,
    Estimate,
    Funnel,
    NotEstimable,
    Place,
    Process,
    Result,
    Shares,
)


def finding(
    result: Result, *, better: Better, margin: float | None, harm: bool, quarter: tuple[int, ...], held_to_target: bool
) -> Finding:
    """Read the finding of any result.

    Parameters
    ----------
    result : Result
    better : {"higher", "lower"}
    margin : float or None
        Smallest difference that matters, in the result's unit; of a ratio, itself a ratio above 1 (1.1: a tenth more,
        or as much less).
    harm : bool
        Whether the measure counts harm: a worsening of harm is never too small to matter.
    quarter : tuple of int
        Positions of the reported quarter's periods; used for a process only.
    held_to_target : bool
        Whether a process is asked about its target (assurance) rather than about itself (variation).
    """
    match result:
        case Estimate():
            return interval_finding(result, better=better, margin=margin, harm=harm)
        case Curve():
            return interval_finding(result.read, better=better, margin=margin, harm=harm)
        case Process():
            return assurance_finding(result, quarter, better) if held_to_target else variation_finding(result, quarter)
        case Place() | Shares() | Activity():
            return Finding.DESCRIBED
        case NotEstimable() | Funnel() | Diagnostic():
            # The last two are numbers for planning and checking: they license no claim about the service.
            return Finding.CANNOT_SAY


def interval_finding(estimate: Estimate, *, better: Better, margin: float | None, harm: bool) -> Finding:
    """Read the finding of an interval; DESCRIBED where it is held against nothing.

    The order of the questions matters. A precise null is strong evidence, so it is asked first; but a harm whose
    whole range lies on the wrong side is worse, however small, because people were hurt.
    """
    if estimate.null is None:
        return Finding.DESCRIBED
    low, high = gain(estimate, better=better)
    margin = None if margin is None else room(estimate, margin)
    if margin is not None and -margin <= low and high <= margin:
        return Finding.WORSE if harm and high < 0 else Finding.TOO_SMALL
    if low > 0:
        return Finding.BETTER
    if high < 0:
        return Finding.WORSE
    if margin is not None and low <= -margin and margin <= high:
        return Finding.CANNOT_SAY
    return Finding.NO_CLEAR_DIFFERENCE


def gain(estimate: Estimate, *, better: Better) -> tuple[float, float]:
    """Return the limits of the difference from the null, turned so that above 0 is better.

    In the unit of the estimate; of a ratio, in natural logarithms, so that twice as much and half as much lie equally
    far from no difference. A limit that does not exist is infinite.
    """
    sign = 1.0 if better == "higher" else -1.0
    low, high = sorted((sign * _from_null(estimate, estimate.lower), sign * _from_null(estimate, estimate.upper)))
    return low, high


def room(estimate: Estimate, margin: float) -> float:
    """Return a margin on the scale of `gain`.

    Examples
    --------
    >>> ratio = Estimate(value=1.2, lower=1.0, upper=1.4, level=0.95, null=1.0, unit="ratio", n=90, method="")
    >>> f"{room(ratio, 1.1):.4f}"
    '0.0953'
    """
    return math.log(margin) if estimate.unit == "ratio" else margin


def _from_null(estimate: Estimate, limit: float) -> float:
    null = 0.0 if estimate.null is None else estimate.null
    if estimate.unit != "ratio":
        return limit - null
    return -math.inf if limit <= 0 else math.log(limit / null)


def variation_finding(process: Process, quarter: tuple[int, ...]) -> Finding:
    """Read the special causes within the quarter's months; one month of concern outweighs two of improvement."""
    if isinstance(process.limits, NotEstimable):
        return Finding.CANNOT_SAY
    types = {kind for position, kind in zip(process.positions, process.point_types, strict=True) if position in quarter}
    if not types:
        return Finding.CANNOT_SAY
    if "concern" in types:
        return Finding.WORSE
    return Finding.BETTER if "improvement" in types else Finding.NO_CLEAR_DIFFERENCE


def assurance_finding(process: Process, quarter: tuple[int, ...], better: Better) -> Finding:
    """Read on which side of the target, or of a benchmark, the quarter lies: one rule for both sides.

    Every published month of the quarter must lie on the side, and the usual range of a month as well. The usual range
    is the chart's own limits. Where the chart marks every month of the quarter as a change towards that side, those
    limits tell of the time before the change, and the same range about the quarter's own average is asked instead.
    """
    target = process.target
    months = [place for place, position in enumerate(process.positions) if position in quarter]
    if target is None or not months or isinstance(process.limits, NotEstimable):
        return Finding.CANNOT_SAY
    for sign, found in ((1.0, Finding.BETTER), (-1.0, Finding.WORSE)):
        up = sign if better == "higher" else -sign
        above = all(up * (process.values[place] - target) > 0 for place in months)
        if above and _room_to(target, process, months, up, found) > 0:
            return found
    return Finding.CANNOT_SAY


def _room_to(target: float, process: Process, months: list[int], up: float, found: Finding) -> float:
    """Return by how much the usual range stays clear of the target on the side that `up` points to; below 0: not."""
    limits = process.limits
    if isinstance(limits, NotEstimable):
        return -math.inf
    middle = limits.mean
    if changed_towards(process, months, found):
        average = sum(process.values[place] for place in months) / len(months)
        middle = max(middle, average) if up > 0 else min(middle, average)
    return up * (middle - target) - (limits.upper - limits.lower) / 2


def changed_towards(process: Process, months: list[int], found: Finding) -> bool:
    """Tell whether the chart marks every one of these months as a change for the better, or for the worse."""
    kind = "improvement" if found is Finding.BETTER else "concern"
    return all(process.point_types[place] == kind for place in months)
