"""Inverse probability weights: people who are rare in their group for what they are like count more.

The chance of being in the own group (the propensity) is fitted by logistic regression; weights of people bring each
group to the case mix of everybody, or the reference to that of the own group. Groups are compared by weighted means
(Hájek), whose standard errors know that the weights were estimated.

References
----------
Lunceford & Davidian (2004), doi:10.1002/sim.1903. Hernán & Robins (2020), Causal Inference: What If, chapter 12.
Stefanski & Boos (2002), doi:10.1198/000313002753631330. Kish (1965), on effective sizes.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from fairclaim.stats.numbers.rows.case_mix import AdjustedMeans
from fairclaim.stats.numbers.rows.logistic import Fit, fit, scaled
from fairclaim.stats.samples import BoolArray, FloatArray

Among = Literal["everybody", "own"]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights of R samples of n people.

    Parameters
    ----------
    raw : array of shape (R, n)
        One over the chance of the group that one is in; for the case mix of the own group 1, and the odds of it.
    slope : array of shape (R, n)
        Derivative of `raw` in the log-odds of being in the own group.
    shared : array of shape (R, n)
        `raw` over its total in the person's group.
    design : array of shape (R, n, 1 + p)
        Of the propensity model: ones and scaled covariates.
    found : Fit
        The propensity model; where it has not settled, the groups do not overlap and the weights mean nothing.
    """

    raw: FloatArray
    slope: FloatArray
    shared: FloatArray
    design: FloatArray
    found: Fit


def weights_for(own: BoolArray, covariates: FloatArray, among: Among) -> Weights:
    """Fit the propensity and weigh by it.

    Parameters
    ----------
    own : array of bool, shape (R, n)
        Both groups have somebody.
    covariates : array of shape (R, n, p)
    among : "everybody" or "own"
        Whose case mix both groups are brought to.

    Examples
    --------
    Without covariates everybody in a group weighs the same.

    >>> weights_for(np.array([[True, False, False]]), np.empty((1, 3, 0)), "everybody").shared.round(6).tolist()
    [[1.0, 0.5, 0.5]]
    """
    matrix = np.concatenate([np.ones((*own.shape, 1)), scaled(covariates)], axis=-1)
    found = fit(matrix, own.astype(np.float64))
    chance = found.means
    odds = chance / (1 - chance)
    if among == "own":
        raw, slope = np.where(own, 1.0, odds), np.where(own, 0.0, odds)
    else:
        raw, slope = np.where(own, 1 / chance, 1 / (1 - chance)), np.where(own, -1 / odds, odds)
    return Weights(raw, slope, raw / _total(raw, own), matrix, found)


def _total(values: FloatArray, own: BoolArray) -> FloatArray:
    """Sum of each person's own group, given to each person."""
    of_own, of_reference = (np.where(group, values, 0.0).sum(axis=-1, keepdims=True) for group in (own, ~own))
    return np.asarray(np.where(own, of_own, of_reference))


def effective_sizes(weights: Weights, own: BoolArray) -> tuple[FloatArray, FloatArray]:
    """Kish's effective sizes (Σw)² / Σw² of the own group and its reference, shape (R,) each; 0 for an empty group."""
    squares = [np.where(group, weights.shared**2, 0.0).sum(axis=-1) for group in (own, ~own)]
    own_size, reference_size = (np.where(s > 0, 1 / np.where(s > 0, s, 1.0), 0.0) for s in squares)
    return own_size, reference_size


def weighted_means(own: BoolArray, outcome: FloatArray, weights: Weights) -> AdjustedMeans:
    """Weighted means of both groups with each person's pull on them.

    The pull of person i is sᵢ(yᵢ − mean) + D′ I⁻¹ xᵢ(aᵢ − eᵢ): s is the person's share of the weight of the group,
    a the group, e its fitted chance, and D the slope of the mean in the coefficients of the propensity. For small
    samples the first part is divided by 1 − sᵢ and the residual aᵢ − eᵢ by 1 − hᵢ (as HC3), h the leverage.

    Parameters
    ----------
    own : array of bool, shape (R, n)
    outcome : array of shape (R, n)
    weights : Weights
    """
    share, matrix, found = weights.shared, weights.design, weights.found
    residual = own - found.means
    leverage = np.einsum("rnk,rkl,rnl->rn", matrix, found.inverse, matrix, optimize=True)
    followed = residual / np.maximum(1 - leverage * found.means * (1 - found.means), 1e-6)
    sides = [_one_side(group, outcome, weights) for group in (own, ~own)]
    plain = np.stack([pull + np.einsum("rk,rnk->rn", slope, matrix) * residual for _, pull, slope in sides])
    enlarged = np.stack(
        [
            pull / np.maximum(1 - share, 1e-6) + np.einsum("rk,rnk->rn", slope, matrix) * followed
            for _, pull, slope in sides
        ]
    )
    return AdjustedMeans(sides[0][0], sides[1][0], enlarged, plain, matrix.shape[1] - matrix.shape[2] - 1)


def _one_side(group: BoolArray, outcome: FloatArray, weights: Weights) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Weighted mean of one group, its people's pulls at known weights, and its slope in the propensity's scores."""
    share = np.where(group, weights.shared, 0.0)
    mean = (share * outcome).sum(axis=-1)
    apart = outcome - mean[..., None]
    # What a higher log-odds of being in the own group does to the share of weight, person by person.
    moved = share * weights.slope / weights.raw
    gradient = np.einsum("rn,rnk->rk", moved * apart, weights.design)
    return mean, share * apart, np.einsum("rk,rkl->rl", gradient, weights.found.inverse)
