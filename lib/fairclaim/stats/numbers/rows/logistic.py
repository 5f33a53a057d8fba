"""Logistic regression of many samples at once, by Newton's method on arrays; one sample is a batch of one.

statsmodels fits one sample a call, and its answer on separated data is a warning beside huge numbers. Here separation
is an answer of its own: `settled` is false. A reference test holds the fits against statsmodels and R.

References
----------
McCullagh & Nelder (1989), Generalized Linear Models, section 4.4. Albert & Anderson (1984), on separation,
doi:10.1093/biomet/71.1.1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.samples import BoolArray, FloatArray

# Newton's steps of data that overlap settle within ten; where groups separate, every step adds about one for ever.
STEPS, FINE, FURTHEST = 40, 1e-9, 4.0
# Fitted shares are kept off nought and one by this much, so that no weight of a person is nought.
EDGE = 1e-12
# Columns are one another's combinations where the least eigenvalue of their correlations is no more than rounding.
NO_RANK = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """R fits of k coefficients to n people each.

    Parameters
    ----------
    coefficients : array of shape (R, k)
        On the log-odds scale, in the order of the design's columns.
    means : array of shape (R, n)
        Fitted shares.
    inverse : array of shape (R, k, k)
        Inverse of the information: the model's own covariance of the coefficients.
    settled : array of bool, shape (R,)
        False where there is no finite best fit: the columns tell events and non-events apart without a mistake.
    """

    coefficients: FloatArray
    means: FloatArray
    inverse: FloatArray
    settled: BoolArray


def fit(design: FloatArray, outcome: FloatArray) -> Fit:
    """Fit by maximum likelihood.

    Parameters
    ----------
    design : array of shape (R, n, k)
        With its column of ones; columns of about unit size (see `scaled`).
    outcome : array of 0 and 1, shape (R, n)

    Returns
    -------
    Fit
        Where `settled` is false the numbers are those of the last step and mean nothing.

    Examples
    --------
    >>> design = np.array([[[1.0, 0], [1, 0], [1, 0], [1, 1], [1, 1], [1, 1]]])
    >>> np.exp(fit(design, np.array([[0.0, 0, 1, 0, 1, 1]])).coefficients).round(6).tolist()
    [[0.5, 4.0]]
    """
    beta = np.zeros((len(design), design.shape[-1]))
    settled = np.zeros(len(design), dtype=np.bool_)
    for _ in range(STEPS):
        going = np.flatnonzero(~settled)
        if not len(going):
            break
        step = _step(design[going], outcome[going], beta[going])
        beta[going] += step
        settled[going] = np.abs(step).max(axis=-1) < FINE
    means = shares(design, beta)
    inverse = np.asarray(np.linalg.inv(information(design, means)), dtype=np.float64)
    return Fit(beta, means, inverse, settled)


def _step(design: FloatArray, outcome: FloatArray, beta: FloatArray) -> FloatArray:
    means = shares(design, beta)
    score = np.einsum("rnk,rn->rk", design, outcome - means)
    step: FloatArray = np.linalg.solve(information(design, means), score[..., None])[..., 0]
    # A step that moves somebody's log-odds by more than this would leap over the summit, not climb it.
    reach = np.abs(np.einsum("rnk,rk->rn", design, step)).max(axis=-1, keepdims=True)
    return np.asarray(step * np.minimum(1.0, FURTHEST / np.maximum(reach, FURTHEST)))


def shares(design: FloatArray, coefficients: FloatArray) -> FloatArray:
    """Fitted shares of each person, shape (R, n), kept off nought and one."""
    from scipy.special import expit

    fitted = np.asarray(expit(np.einsum("rnk,rk->rn", design, coefficients)), dtype=np.float64)
    return np.clip(fitted, EDGE, 1 - EDGE)


def information(design: FloatArray, means: FloatArray) -> FloatArray:
    """X′WX, shape (R, k, k), with a grain on the diagonal that keeps it invertible where columns repeat each other."""
    found = np.swapaxes(design * (means * (1 - means))[..., None], -1, -2) @ design
    grain = 1e-14 * np.trace(found, axis1=-2, axis2=-1)[..., None, None]
    return np.asarray(found + grain * np.eye(design.shape[-1]))


def scaled(columns: FloatArray) -> FloatArray:
    """Return columns of shape (R, n, p) with mean nought and standard deviation one; one without spread as noughts.

    Fits by Newton's method lose digits on columns of unlike size (an age squared beside a yes or no); what is fitted
    does not depend on the scale.
    """
    centred = columns - columns.mean(axis=-2, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-2, keepdims=True))
    # A column of one repeated number has a spread of rounding, which must not be blown up to one.
    flat = spread <= 1e-12 * np.abs(columns).max(axis=-2, keepdims=True, initial=0.0)
    return np.asarray(np.where(flat, 0.0, centred / np.where(flat, 1.0, spread)))


def of_full_rank(design: FloatArray) -> NDArray[np.bool_]:
    """Whether no column of a scaled design can be worked out from the others, shape (R,)."""
    gram = np.swapaxes(design, -1, -2) @ design / design.shape[-2]
    return np.asarray(np.linalg.eigvalsh(gram)[..., 0] > NO_RANK)
