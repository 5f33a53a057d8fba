"""Rubin's rules: one estimate of m imputed data sets, with all its uncertainty.

References
----------
Rubin (1987), Multiple Imputation for Nonresponse in Surveys, chapter 3, doi:10.1002/9780470316696. Barnard & Rubin
(1999), doi:10.1093/biomet/86.4.948.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.samples import FloatArray


class Pooled(NamedTuple):
    """What m imputed data sets say together; arrays of the shape of all but the last axis.

    Attributes
    ----------
    value : mean of the estimates
    within, between, total : variances
        Mean variance; variance of the estimates, over m − 1; within + (1 + 1/m) between.
    df : degrees of freedom of the t distribution; infinite where the estimates do not differ and n is infinite
    riv : relative increase in variance, (1 + 1/m) between/within
    fmi : fraction of missing information, (riv + 2/(df + 3))/(riv + 1)
    """

    value: FloatArray
    within: FloatArray
    between: FloatArray
    total: FloatArray
    df: FloatArray
    riv: FloatArray
    fmi: FloatArray


def pooled(estimates: ArrayLike, variances: ArrayLike, complete_df: ArrayLike = np.inf) -> Pooled:
    """Pool by Rubin's rules, with Barnard and Rubin's degrees of freedom.

    Parameters
    ----------
    estimates, variances : array of shape (..., m)
        Of m ≥ 2 imputed data sets; the mean variance above 0.
    complete_df : float or array of shape (...)
        Degrees of freedom of the analysis had nobody been lost, above 0; infinite gives Rubin's of 1987.

    Examples
    --------
    >>> answer = pooled([2.1, 2.9, 1.4, 3.3], [0.25, 0.25, 0.25, 0.25], 29.0)
    >>> f"{answer.value:.3f} {answer.total:.4f} {answer.df:.3f}"
    '2.425 1.1448 2.688'
    """
    estimates, variances = np.asarray(estimates, dtype=np.float64), np.asarray(variances, dtype=np.float64)
    m = estimates.shape[-1]
    value, within = estimates.mean(axis=-1), variances.mean(axis=-1)
    between = estimates.var(axis=-1, ddof=1)
    total = within + (1 + 1 / m) * between
    with np.errstate(divide="ignore", invalid="ignore"):
        # Without variance within there is no answer: NaN, which whoever asked has to have ruled out.
        riv = np.asarray((1 + 1 / m) * between / within)
    df = degrees_of_freedom(m, riv / (1 + riv), complete_df)
    return Pooled(value, within, between, total, df, riv, (riv + 2 / (df + 3)) / (riv + 1))


def degrees_of_freedom(m: int, lost: ArrayLike, complete: ArrayLike) -> FloatArray:
    """Barnard and Rubin's: 1/(1/old + 1/observed), old = (m − 1)/λ², observed = (ν + 1)/(ν + 3) · ν · (1 − λ).

    Parameters
    ----------
    m : int
    lost : array
        λ, the share of the variance that is due to the missing values, in [0, 1).
    complete : array
        ν, the degrees of freedom of complete data; infinite leaves the old ones.

    Examples
    --------
    >>> degrees_of_freedom(5, [0.0, 0.5], np.inf).tolist(), degrees_of_freedom(5, 0.0, 9.0).item()
    ([inf, 16.0], 7.5)
    """
    lost, complete = np.broadcast_arrays(np.asarray(lost, dtype=np.float64), np.asarray(complete, dtype=np.float64))
    finite = np.where(np.isinf(complete), 1.0, complete)
    observed = (finite + 1) / (finite + 3) * finite * (1 - lost)
    with np.errstate(divide="ignore"):
        return np.asarray(1 / (lost**2 / (m - 1) + np.where(np.isinf(complete), 0.0, 1 / observed)))
