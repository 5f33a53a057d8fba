"""Counts whose logarithm is a sum of terms, as uncertain as they scatter: quasi-Poisson regression with t limits.

Iterated weighted least squares for many samples of one design at once; equal to statsmodels' GLM, whose limits use
the normal quantile.

References
----------
Wedderburn (1974), doi:10.1093/biomet/61.3.439. McCullagh & Nelder (1989), Generalized Linear Models, chapter 6.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.samples import FloatArray

STEPS, PRECISION = 60, 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class LogLinear:
    """Fits of many samples, the leading axes theirs.

    Parameters
    ----------
    coefficients, errors : array of shape (…, p)
        On the log scale; errors without dispersion, as if counts were Poisson.
    dispersion : array of shape (…)
        Pearson's statistic over n − p: 1 where counts scatter as independent events do.
    residuals : array of shape (…, n)
        Pearson's, in standard deviations of a Poisson count.
    df : int
        n − p.
    settled : array of bool of shape (…)
        False where no fit was found (a term without events); nothing else means anything there.
    """

    coefficients: FloatArray
    errors: FloatArray
    dispersion: FloatArray
    residuals: FloatArray
    df: int
    settled: NDArray[np.bool_]


def log_linear(counts: FloatArray, design: FloatArray, exposure: FloatArray | float = 1.0) -> LogLinear:
    """Fit log E(count) = log exposure + design · b.

    Parameters
    ----------
    counts : array of shape (…, n)
        0 or more.
    design : array of shape (n, p)
        Of full rank, n > p; columns on like scales.
    exposure : array broadcasting with counts
        Above 0.

    Examples
    --------
    >>> step = np.repeat([0.0, 1.0], 4)
    >>> found = log_linear(np.array([8.0, 12, 9, 11, 21, 25, 14, 20]), np.stack([np.ones(8), step], axis=1))
    >>> f"{np.exp(found.coefficients[1]):.3f}, dispersion {found.dispersion:.3f}"
    '2.000, dispersion 0.683'
    """
    (n, p), offset = design.shape, np.log(exposure)
    linear = np.log(counts + 0.5)
    coefficients = np.zeros((*counts.shape[:-1], p))
    for _ in range(STEPS):
        fitted = np.exp(linear)
        working = linear - offset + (counts - fitted) / fitted
        information = _information(fitted, design)
        moved = np.linalg.solve(information, ((fitted * working) @ design)[..., None])[..., 0]
        change = np.abs(moved - coefficients).max(axis=-1)
        coefficients = moved
        # Held within what a float can hold: a term without events would run off to minus infinity.
        linear = np.clip(moved @ design.T + offset, -30.0, 30.0)
        if (change <= PRECISION).all():
            break
    fitted = np.exp(linear)
    residuals = (counts - fitted) / np.sqrt(fitted)
    inverse = np.linalg.inv(_information(fitted, design))
    return LogLinear(
        coefficients=coefficients,
        errors=np.sqrt(np.diagonal(inverse, axis1=-2, axis2=-1)),
        dispersion=(residuals**2).sum(axis=-1) / (n - p),
        residuals=residuals,
        df=n - p,
        settled=np.asarray(change <= PRECISION),
    )


def _information(fitted: FloatArray, design: FloatArray) -> FloatArray:
    return np.asarray(np.einsum("...n,np,nq->...pq", fitted, design, design, optimize=True))
