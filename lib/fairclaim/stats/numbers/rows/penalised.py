"""Firth's penalised logistic regression of many samples at once, with limits from the penalised likelihood's profile.

The likelihood is multiplied by the square root of the information's determinant (Jeffreys' prior). That takes away
the first-order bias, and leaves a finite best fit where a covariate, or the group, tells all events from non-events.

References
----------
Firth (1993), doi:10.1093/biomet/80.1.27. Heinze & Schemper (2002), doi:10.1002/sim.1047.
"""

from dataclasses import dataclass

import numpy as np

from fairclaim.stats.numbers.rows.logistic import FURTHEST, information, shares
from fairclaim.stats.samples import BoolArray, FloatArray

# The penalty's own curvature is left out of the steps, so that they close in by a constant factor, not by squares.
STEPS, FINE = 250, 1e-9
LIMIT_STEPS, LIMIT_FINE = 60, 1e-8


@dataclass(frozen=True, slots=True, eq=False)
class PenalisedFit:
    """R fits.

    Parameters
    ----------
    coefficients : array of shape (R, k)
    height : array of shape (R,)
        Penalised log-likelihood there.
    score : array of shape (R, k)
        Its slope there: nought but in a coefficient that was held.
    settled : array of bool, shape (R,)
    """

    coefficients: FloatArray
    height: FloatArray
    score: FloatArray
    settled: BoolArray


def penalised_fit(
    design: FloatArray, outcome: FloatArray, start: FloatArray | None = None, held: int | None = None
) -> PenalisedFit:
    """Climb the penalised likelihood, with one coefficient held at where it starts if so asked.

    Parameters
    ----------
    design : array of shape (R, n, k)
        With its column of ones; columns of about unit size.
    outcome : array of 0 and 1, shape (R, n)
    start : array of shape (R, k) or None
        None for noughts.
    held : int or None
        Column whose coefficient stays.

    Examples
    --------
    For a table of two by two the penalty adds a half to each cell: 0 of 3 against 2 of 3.

    >>> design = np.array([[[1.0, 1], [1, 1], [1, 1], [1, 0], [1, 0], [1, 0]]])
    >>> found = penalised_fit(design, np.array([[0.0, 0, 0, 1, 1, 0]]))
    >>> round(float(np.exp(found.coefficients[0, 1])), 6) == round((0.5 / 3.5) / (2.5 / 1.5), 6)
    True
    """
    beta = np.zeros((len(design), design.shape[-1])) if start is None else start.copy()
    free = np.arange(design.shape[-1]) != (-1 if held is None else held)
    settled = np.zeros(len(design), dtype=np.bool_)
    for _ in range(STEPS):
        going = np.flatnonzero(~settled)
        if not len(going):
            break
        step = _step(design[going], outcome[going], beta[going], free)
        beta[going] += step
        settled[going] = np.abs(step).max(axis=-1) < FINE
    score, known, means = _slope(design, outcome, beta)
    likelihood = np.where(outcome == 1, np.log(means), np.log1p(-means)).sum(axis=-1)
    return PenalisedFit(beta, likelihood + np.linalg.slogdet(known)[1] / 2, score, settled)


def _slope(design: FloatArray, outcome: FloatArray, beta: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Slope of the penalised log-likelihood, the information, and the fitted shares."""
    means = shares(design, beta)
    known = information(design, means)
    leverage = ((design @ np.linalg.inv(known)) * design).sum(axis=-1) * means * (1 - means)
    pull = outcome - means + leverage * (0.5 - means)
    return np.einsum("rnk,rn->rk", design, pull), known, means


def _step(design: FloatArray, outcome: FloatArray, beta: FloatArray, free: BoolArray) -> FloatArray:
    score, known, _ = _slope(design, outcome, beta)
    step = np.zeros_like(beta)
    step[:, free] = np.linalg.solve(known[:, free][:, :, free], score[:, free, None])[..., 0]
    reach = np.abs(np.einsum("rnk,rk->rn", design, step)).max(axis=-1, keepdims=True)
    return np.asarray(step * np.minimum(1.0, FURTHEST / np.maximum(reach, FURTHEST)))


def profile_limits(
    design: FloatArray, outcome: FloatArray, best: PenalisedFit, column: int, level: float
) -> tuple[FloatArray, FloatArray]:
    """Values of one coefficient between which twice the fall of the profile stays below the chi-square quantile.

    Parameters
    ----------
    design, outcome : arrays of shape (R, n, k), (R, n)
    best : PenalisedFit
        The free fit of the same.
    column : int
    level : float

    Returns
    -------
    lower, upper : array of shape (R,)
        NaN where the search does not settle.
    """
    return _limit(design, outcome, best, column, level, -1.0), _limit(design, outcome, best, column, level, 1.0)


def _limit(
    design: FloatArray, outcome: FloatArray, best: PenalisedFit, column: int, level: float, side: float
) -> FloatArray:
    """Newton's method on the signed root of the fall, which is nearly straight, inside a bracket that only shrinks."""
    from scipy.special import ndtri

    z, start = float(ndtri((1 + level) / 2)), best.coefficients[:, column]
    curvature = np.linalg.inv(information(design, shares(design, best.coefficients)))[:, column, column]
    distance, near, far = z * np.sqrt(curvature), np.zeros(len(design)), np.full(len(design), np.inf)
    beta, settled = best.coefficients.copy(), np.zeros(len(design), dtype=np.bool_)
    for _ in range(LIMIT_STEPS):
        going = np.flatnonzero(~settled)
        if not len(going):
            break
        beta[going, column] = start[going] + side * distance[going]
        at = penalised_fit(design[going], outcome[going], beta[going], held=column)
        beta[going] = at.coefficients
        root = np.sqrt(2 * np.maximum(best.height[going] - at.height, 1e-16))
        rise = -side * at.score[:, column] / root
        near[going] = np.where(root < z, np.maximum(near[going], distance[going]), near[going])
        far[going] = np.where(root < z, far[going], np.minimum(far[going], distance[going]))
        settled[going] = at.settled & (np.abs(root - z) < LIMIT_FINE)
        ahead = distance[going] + (z - root) / np.where(rise > 0, rise, np.inf)
        # Beyond the bracket, or where the profile is flat, halve the bracket, or double the distance while it is open.
        halved = np.where(np.isinf(far[going]), 2 * distance[going], (near[going] + np.minimum(far[going], 1e300)) / 2)
        inside = (rise > 0) & (ahead > near[going]) & (ahead < np.minimum(far[going], 3 * distance[going]))
        distance[going] = np.where(settled[going], distance[going], np.where(inside, ahead, halved))
    return np.where(settled, start + side * distance, np.nan)
