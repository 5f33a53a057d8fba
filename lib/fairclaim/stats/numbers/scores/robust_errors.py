"""Least squares with errors that do not assume one spread for all: HC2, and the degrees of freedom that go with it.

References
----------
MacKinnon & White (1985), doi:10.1016/0304-4076(85)90158-7. Bell & McCaffrey (2002), Survey Methodology 28:169-181.
Imbens & Kolesár (2016), doi:10.1162/REST_a_00552.
"""

from dataclasses import dataclass

import numpy as np

from fairclaim.stats.samples import BoolArray, FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Least squares of many samples at once, with the error of one coefficient of each.

    Parameters
    ----------
    coefficients : array of shape (…, p)
    error : array of shape (…)
        HC2 standard error of the coefficient asked for.
    df : array of shape (…)
        Its Satterthwaite degrees of freedom, from 1 to n − p.
    given : array of bool of shape (…)
        False where the columns say the same thing twice, where one person decides a coefficient alone, or where the
        line fits without any error; the other numbers mean nothing there.
    """

    coefficients: FloatArray
    error: FloatArray
    df: FloatArray
    given: BoolArray


def hc2(design: FloatArray, outcome: FloatArray, which: int) -> Fit:
    """Fit outcome = design · b and give the error of b[which] without assuming equal spreads.

    var = Σ a_i² e_i² with a_i = (X(XᵀX)⁻¹)_{i,which} / √(1 − h_i). Were all spreads equal, var would be distributed
    like a sum of chi-squares whose mean and variance match df = (Σ λ)² / Σ λ², λ the eigenvalues of GᵀG,
    G = diag(a)(I − H).

    Parameters
    ----------
    design : array of shape (…, n, p)
        n > p; columns on like scales (centre what is far from 0).
    outcome : array of shape (…, n)
    which : int
        Column whose coefficient is asked for.

    Examples
    --------
    >>> own, values = np.array([0.0, 0, 0, 1, 1, 1, 1]), np.array([1.0, 2, 3, 4, 8, 6, 2])
    >>> fit = hc2(np.stack([np.ones(7), own], axis=-1), values, which=1)
    >>> f"{fit.coefficients[1]:.3f} {fit.error:.4f} {fit.df:.3f}"
    '3.000 1.4142 4.455'

    With two groups and nothing else the error is Welch's (the degrees of freedom are not: his use the spreads seen).
    """
    transposed = np.swapaxes(design, -1, -2)
    crossed = transposed @ design
    solvable = np.linalg.cond(crossed) < 1e12
    inverse = np.linalg.inv(np.where(solvable[..., None, None], crossed, np.eye(crossed.shape[-1])))
    weights = design @ inverse  # Row i holds what a unit of person i's outcome adds to each coefficient.
    coefficients = np.einsum("...ip,...i->...p", weights, outcome)
    residuals = outcome - np.einsum("...ip,...p->...i", design, coefficients)
    leverage = np.einsum("...ip,...ip->...i", weights, design)
    alone = (leverage > 1 - 1e-9).any(axis=-1)
    free = np.where(leverage > 1 - 1e-9, 1.0, 1 - leverage)
    squared = weights[..., which] ** 2 / free
    variance = np.sum(squared * residuals**2, axis=-1)
    # What rounding alone leaves of a perfect fit is no spread.
    rounding = 1e-9 * np.ptp(outcome, axis=-1) + 1e-12 * np.max(np.abs(outcome), axis=-1)
    spread = np.max(np.abs(residuals), axis=-1) > rounding
    df = _satterthwaite(design, inverse, squared, leverage)
    return Fit(coefficients, np.sqrt(variance), df, solvable & ~alone & spread)


def _satterthwaite(design: FloatArray, inverse: FloatArray, squared: FloatArray, leverage: FloatArray) -> FloatArray:
    mean = np.sum(squared * (1 - leverage), axis=-1)
    crossed = inverse @ np.einsum("...ip,...i,...iq->...pq", design, squared, design)
    both = np.einsum("...pq,...qp->...", crossed, crossed)
    spread = np.sum(squared**2 * ((1 - leverage) ** 2 - leverage**2), axis=-1) + both
    return np.asarray(mean**2 / np.maximum(spread, np.finfo(float).tiny))
