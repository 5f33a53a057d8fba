"""Cox's partial likelihood of many samples at once, where no two events share a time."""

import numpy as np

from fairclaim.stats.numbers.times.life_table import EVENT, LifeTable
from fairclaim.stats.samples import FloatArray

# Newton's steps. From nought the groups' ratio is found in five or six; more are for samples that have no maximum.
STEPS = 12


def cox(table: LifeTable, traits: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Log hazard ratios and their covariance, by Newton's method from nought.

    The score is Σ (x − S₁/S₀) and the information Σ (S₂/S₀ − (S₁/S₀)(S₁/S₀)ᵀ) over the events, with Sₖ the sums of
    exp(xᵀb) xᵏ over those still at risk. With ties it would be Breslow's approximation, and is not used.

    Parameters
    ----------
    table : LifeTable
        Arrays of shape (..., n).
    traits : array of shape (..., n, p)
        In the table's order; of the order of 1 in size.

    Returns
    -------
    coefficients : array of shape (..., p)
    covariance : array of shape (..., p, p)
        NaN where the information has no inverse or the likelihood has no maximum.

    References
    ----------
    Cox (1972), doi:10.1111/j.2517-6161.1972.tb00899.x.

    Examples
    --------
    >>> table = LifeTable.of([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 1])
    >>> b, v = cox(table, np.array([1.0, 0, 1, 0, 0, 1])[:, None])
    >>> f"{b[0]:.4f}, {v[0, 0] ** 0.5:.4f}"
    '-0.1950, 0.9213'
    """
    event = (table.state == EVENT).astype(np.float64)
    squares = traits[..., :, None] * traits[..., None, :]
    b = np.zeros((*traits.shape[:-2], traits.shape[-1]))
    for _ in range(STEPS):
        score, information = _score(event, traits, squares, b)
        b = b + np.clip((_inverse(information) @ score[..., None])[..., 0], -2.0, 2.0)
    score, information = _score(event, traits, squares, b)
    found = np.asarray((np.abs(score) < 1e-6).all(axis=-1))
    return b, np.where(found[..., None, None], _inverse(information), np.nan)


def _score(event: FloatArray, traits: FloatArray, squares: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
    weight = np.exp(np.clip((traits * b[..., None, :]).sum(axis=-1), -500, 500))
    s0 = _still_at_risk(weight, -1)
    mean = _still_at_risk(weight[..., None] * traits, -2) / s0[..., None]
    second = _still_at_risk(weight[..., None, None] * squares, -3) / s0[..., None, None]
    spread = second - mean[..., :, None] * mean[..., None, :]
    return (event[..., None] * (traits - mean)).sum(axis=-2), (event[..., None, None] * spread).sum(axis=-3)


def _still_at_risk(values: FloatArray, axis: int) -> FloatArray:
    return np.flip(np.cumsum(np.flip(values, axis), axis), axis)


def _inverse(information: FloatArray) -> FloatArray:
    sound = np.linalg.cond(information) < 1e10
    kept = np.where(sound[..., None, None], information, np.eye(information.shape[-1]))
    return np.where(sound[..., None, None], np.linalg.inv(kept), 0.0)
