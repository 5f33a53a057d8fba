"""Final scores of people who were lost, drawn from what people with the same earlier scores came to.

Bayesian linear regression with the usual flat prior: each of the m completed data sets has its own σ and its own
coefficients, so that what is unknown of both is in the spread of the answers. statsmodels imputes by predictive mean
matching only, and its limits take the normal for the t distribution.

References
----------
Rubin (1987), Multiple Imputation for Nonresponse in Surveys, example 5.1, doi:10.1002/9780470316696. van Buuren
(2018), Flexible Imputation of Missing Data, section 3.2, doi:10.1201/9780429492259.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.samples import FloatArray

# Two earlier scores that say the same to six digits leave nothing to tell their coefficients apart.
SINGULAR = 1e-10


class Draws(NamedTuple):
    """What is random: shares (m,) for σ, normal deviates (m, p) for coefficients and (m, n) for people."""

    shares: FloatArray
    coefficients: FloatArray
    people: FloatArray


def draws(seed: int, imputations: int, predictors: int, people: int) -> Draws:
    """Draw once what all samples of one size share: a report that is run again says the same.

    >>> draws(1, 20, 3, 60).people.shape
    (20, 60)
    """
    rng = np.random.default_rng(seed)
    return Draws(
        rng.uniform(size=imputations),
        rng.standard_normal((imputations, predictors)),
        rng.standard_normal((imputations, people)),
    )


class Completed(NamedTuple):
    """Scores (..., m, n): those seen as they are, the others drawn; and whether the regression exists, (...)."""

    after: FloatArray
    exists: NDArray[np.bool_]


def completed(earlier: FloatArray, after: FloatArray, seen: NDArray[np.bool_], random: Draws) -> Completed:
    """Complete the final scores of samples of one size.

    Parameters
    ----------
    earlier : array of shape (..., n, q)
        Earlier scores; q ≥ 1.
    after : array of shape (..., n)
        Final scores; what stands where `seen` is false is not read.
    seen : array of bool, shape (..., n)
    random : Draws
        For p = q + 1 coefficients and n people.

    Returns
    -------
    Completed
        `exists` is false, and `after` is of no use, where fewer than p + 2 people were seen, or where the earlier
        scores of those seen do not vary or say the same.

    Examples
    --------
    >>> earlier, after = np.arange(8.0)[:, None], np.arange(8.0) * 2 + [0, 1, 0, 1, 0, 1, 0, 0]
    >>> answer = completed(earlier, after, np.arange(8) < 7, draws(1, 400, 2, 8))
    >>> bool(answer.exists), round(float(answer.after[:, 7].mean()))
    (True, 14)
    """
    from scipy.special import chdtri

    design = _design(earlier, seen)
    count, p = seen.sum(axis=-1), design.shape[-1]
    weighted = design * seen[..., None]
    gram = np.swapaxes(weighted, -1, -2) @ weighted
    exists = (count >= p + 2) & (np.linalg.det(gram / np.maximum(count, 1)[..., None, None]) > SINGULAR)
    gram = np.where(exists[..., None, None], gram, np.eye(p))
    root = np.linalg.cholesky(gram)
    known = np.where(seen, after, 0.0)
    slope = np.linalg.solve(gram, np.swapaxes(weighted, -1, -2) @ known[..., None])
    rest = (((known - (design @ slope)[..., 0]) * seen) ** 2).sum(axis=-1)
    spread = np.sqrt(rest[..., None] / chdtri(np.maximum(count - p, 1)[..., None], random.shares))
    # gram = L L′, so L′⁻¹ times standard normal deviates has the covariance gram⁻¹.
    moved = np.linalg.solve(np.swapaxes(root, -1, -2), random.coefficients.T) * spread[..., None, :]
    drawn = np.swapaxes(design @ (slope + moved), -1, -2) + spread[..., None] * random.people
    return Completed(np.where(seen[..., None, :], known[..., None, :], drawn), exists)


def _design(earlier: FloatArray, seen: NDArray[np.bool_]) -> FloatArray:
    # Centred and scaled by those seen: the answer is the same, and the determinant then tells what is singular.
    held = seen[..., None]
    count = np.maximum(held.sum(axis=-2, keepdims=True), 1)
    centred = earlier - (earlier * held).sum(axis=-2, keepdims=True) / count
    scale = np.sqrt((centred**2 * held).sum(axis=-2, keepdims=True) / count)
    scaled = np.where(scale > 0, centred / np.where(scale > 0, scale, 1.0), 0.0)
    return np.concatenate([np.ones((*scaled.shape[:-1], 1)), scaled], axis=-1)
