"""The spread τ² of true effects between services, by restricted maximum likelihood.

statsmodels has moment estimators (DerSimonian–Laird, Paule–Mandel) but no REML, which is less biased with few
services.

References
----------
Viechtbauer (2005), doi:10.3102/10769986030003261. Raudenbush (2009), in: The Handbook of Research Synthesis and
Meta-Analysis, chapter 16.
"""

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.samples import FloatArray

STEPS, PRECISION = 500, 1e-12


def reml(estimates: ArrayLike, errors: ArrayLike) -> FloatArray:
    """τ² ≥ 0 that maximises the restricted likelihood of yᵢ ~ N(μ, sᵢ² + τ²), by Fisher scoring.

    Parameters
    ----------
    estimates, errors : array of shape (..., k)
        k ≥ 2 estimates and their standard errors, above 0.

    Returns
    -------
    array of shape (...)
        In the squared unit of the estimates; 0 where they differ no more than their errors would have them.

    Examples
    --------
    >>> f"{reml([0.1, 0.5, -0.2, 0.9], [0.2, 0.2, 0.2, 0.2]):.4f}"
    '0.1892'
    """
    y, v = np.asarray(estimates, dtype=np.float64), np.asarray(errors, dtype=np.float64) ** 2
    tau2 = np.maximum(y.var(axis=-1, ddof=1) - v.mean(axis=-1), 0.0)
    # The scale that a step is small against: the whole variance of one estimate.
    scale = y.var(axis=-1, ddof=1) + v.mean(axis=-1)
    for step in range(STEPS):
        # Halved after a while: at the edge of τ² = 0 full steps can swing between two values for ever.
        moved = np.maximum(tau2 + scoring_step(y, v, tau2) * (1.0 if step < STEPS // 5 else 0.5), 0.0)
        done = bool((np.abs(moved - tau2) <= PRECISION * scale).all())
        tau2 = moved
        if done:
            break
    return np.asarray(tau2)


def scoring_step(y: FloatArray, v: FloatArray, tau2: FloatArray) -> FloatArray:
    """Score over expected information, (y′PPy − tr P)/tr PP, with P = W − W11′W/Σw and W = diag(1/(v + τ²)).

    It is nought at the REML estimate, and below nought at τ² = 0 where that is the estimate:

    >>> round(float(scoring_step(np.array([0.0, 0.1]), np.ones(2), np.array(0.0))), 3)
    -0.995
    """
    w = 1 / (v + tau2[..., None])
    total, squares = w.sum(axis=-1), (w**2).sum(axis=-1)
    mean = (w * y).sum(axis=-1) / total
    fit = (w**2 * (y - mean[..., None]) ** 2).sum(axis=-1)
    trace = total - squares / total
    information = squares - 2 * (w**3).sum(axis=-1) / total + squares**2 / total**2
    return np.asarray((fit - trace) / information)
