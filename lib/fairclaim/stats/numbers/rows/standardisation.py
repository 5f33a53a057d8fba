"""Standardisation (g-computation): the mean outcome that everybody would be expected to have in either group.

A model of the outcome is fitted to group and covariates; everybody is then predicted twice, as if in the one group
and as if in the other, and the predictions are averaged over the people there were.

References
----------
Hernán & Robins (2020), Causal Inference: What If, chapter 13. Stefanski & Boos (2002), on stacked estimating
equations, doi:10.1198/000313002753631330. MacKinnon & White (1985), on leverages, doi:10.1016/0304-4076(85)90158-7.
"""

import numpy as np

from fairclaim.stats.numbers.rows.case_mix import AdjustedMeans
from fairclaim.stats.numbers.rows.logistic import Fit, fit, scaled, shares
from fairclaim.stats.samples import BoolArray, FloatArray


def design(own: FloatArray | BoolArray, covariates: FloatArray, interacting: tuple[int, ...] = ()) -> FloatArray:
    """Columns of the outcome model: one, group, scaled covariates, group × those whose slope may differ by group.

    Parameters
    ----------
    own : array of shape (R, n)
    covariates : array of shape (R, n, p)
    interacting : tuple of int
        Columns of `covariates`.

    Returns
    -------
    array of shape (R, n, 2 + p + number of interactions)
    """
    columns, group = scaled(covariates), np.asarray(own, dtype=np.float64)[..., None]
    return np.concatenate([np.ones_like(group), group, columns, group * columns[..., list(interacting)]], axis=-1)


def linear_fit(design: FloatArray, outcome: FloatArray) -> Fit:
    """Least squares in the shape of a logistic `Fit`: `inverse` is that of X′X."""
    turned = np.swapaxes(design, -1, -2)
    gram = turned @ design
    grain = 1e-14 * np.trace(gram, axis1=-2, axis2=-1)[..., None, None]
    inverse = np.linalg.inv(gram + grain * np.eye(design.shape[-1]))
    beta = (inverse @ turned @ outcome[..., None])[..., 0]
    means = np.einsum("rnk,rk->rn", design, beta)
    return Fit(beta, means, inverse, np.ones(len(design), dtype=np.bool_))


def standardised_means(
    own: BoolArray,
    covariates: FloatArray,
    outcome: FloatArray,
    *,
    logistic: bool,
    interacting: tuple[int, ...] = (),
) -> tuple[AdjustedMeans, Fit]:
    """Both standardised means with each person's pull on them.

    The pull of person i on a mean is ((mᵢ − mean) + g′ I⁻¹ xᵢ rᵢ) / n: how the person's own prediction mᵢ differs, and
    how the person's residual rᵢ moved the coefficients; g is the slope of the mean in the coefficients and I the
    information over n. For small samples rᵢ is divided by √(1 − hᵢ), hᵢ the leverage (HC2), and t has n − k degrees
    of freedom.

    Parameters
    ----------
    own : array of bool, shape (R, n)
    covariates : array of shape (R, n, p)
    outcome : array of shape (R, n)
        0 or 1 for a logistic model, any value for a linear one.
    logistic : bool
    interacting : tuple of int
        Covariates whose slope may differ between the groups.

    Examples
    --------
    Without a covariate the standardised means are the groups' own.

    >>> means, _ = standardised_means(
    ...     np.array([[True, True, True, False, False]]), np.empty((1, 5, 0)), np.array([[1.0, 2, 6, 2, 4]]),
    ...     logistic=False,
    ... )
    >>> means.own.round(6).tolist(), means.reference.round(6).tolist()
    ([3.0], [3.0])
    """
    matrix = design(own, covariates, interacting)
    found = fit(matrix, outcome) if logistic else linear_fit(matrix, outcome)
    weights = found.means * (1 - found.means) if logistic else np.ones_like(found.means)
    leverage = np.einsum("rnk,rkl,rnl->rn", matrix, found.inverse, matrix, optimize=True) * weights
    residual = outcome - found.means
    followed = residual / np.sqrt(np.maximum(1 - leverage, 1e-6))
    worlds = [_one_world(np.full_like(own, group), covariates, interacting, found, logistic) for group in (True, False)]
    plain, enlarged = (
        np.stack([pull + np.einsum("rk,rnk->rn", slope, matrix) * moved for _, pull, slope in worlds])
        for moved in (residual, followed)
    )
    freedom = matrix.shape[1] - matrix.shape[2]
    return AdjustedMeans(worlds[0][0], worlds[1][0], enlarged, plain, freedom), found


def _one_world(
    group: BoolArray, covariates: FloatArray, interacting: tuple[int, ...], found: Fit, logistic: bool
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Mean, each person's share of its pull, and the mean's slope in the scores, were everybody in this group."""
    matrix = design(group, covariates, interacting)
    if logistic:
        predicted = shares(matrix, found.coefficients)
        weights = predicted * (1 - predicted)
    else:
        predicted = np.einsum("rnk,rk->rn", matrix, found.coefficients)
        weights = np.ones_like(predicted)
    people, mean = predicted.shape[-1], predicted.mean(axis=-1)
    gradient = np.einsum("rnk,rn->rk", matrix, weights) / people
    slope = np.einsum("rk,rkl->rl", gradient, found.inverse)
    return mean, (predicted - mean[..., None]) / people, slope
