"""Balance of two groups before anything was done for them."""

import numpy as np

from fairclaim.stats.results import Diagnostic, NotEstimable
from fairclaim.stats.samples import BoolArray, FloatArray


def standardised_difference(own: FloatArray, reference: FloatArray, *, threshold: float) -> Diagnostic | NotEstimable:
    """Return the difference of two means in units of their pooled standard deviation.

    Parameters
    ----------
    own, reference : array of shape (n,), (m,)
        One value a person, in the same unit.
    threshold : float
        The absolute difference below which the groups pass as alike, in standard deviations.

    Returns
    -------
    Diagnostic or NotEstimable
        Not estimable for fewer than two people in a group, or where nobody differs from anybody.

    Notes
    -----
    d = (mean1 - mean0) / sqrt((s1^2 + s0^2) / 2), with the sample variances s^2 [1]_.

    References
    ----------
    .. [1] Austin PC. Statistics in Medicine 2009;28:3083-3107. doi:10.1002/sim.3697

    Examples
    --------
    >>> round(standardised_difference(np.array([1.0, 2, 3]), np.array([2.0, 3, 4]), threshold=0.25).value, 6)
    -1.0
    """
    if min(len(own), len(reference)) < 2:
        return NotEstimable("Two people in each group are needed to compare where they started.")
    spread = float(np.sqrt((own.var(ddof=1) + reference.var(ddof=1)) / 2))
    if spread == 0:
        return NotEstimable("Everybody started from the same score, so differences have no scale.")
    value = float(own.mean() - reference.mean()) / spread
    return Diagnostic(
        name="standardised difference at the start",
        value=value,
        threshold=threshold,
        passed=abs(value) < threshold,
        sentence="The difference between the groups' starting scores, in standard deviations.",
    )


def standardised_differences(covariates: FloatArray, own: BoolArray, shared: FloatArray | None = None) -> FloatArray:
    """Standardised differences of many covariates at once, weighted or not, with the spread from before weighting.

    A denominator that was weighted too would shrink or grow with the weights, and hide what they did [1]_.

    Parameters
    ----------
    covariates : array of shape (R, n, p)
    own : array of bool, shape (R, n)
        Both groups hold at least two people.
    shared : array of shape (R, n) or None
        Weights that add up to 1 in each group; None where everybody counts the same.

    Returns
    -------
    array of shape (R, p)
        Own minus reference in standard deviations; nought where nobody differs from anybody, plus or minus infinity
        where only the groups differ.

    References
    ----------
    .. [1] Austin PC. Statistics in Medicine 2009;28:3083-3107. doi:10.1002/sim.3697

    Examples
    --------
    >>> covariates, own = np.array([[[1.0], [2], [3], [2], [3], [4]]]), np.array([[True] * 3 + [False] * 3])
    >>> standardised_differences(covariates, own).round(6).tolist()
    [[-1.0]]
    """
    groups = [np.where(group, 1.0, 0.0) for group in (own, ~own)]
    sizes = [group.sum(axis=-1, keepdims=True) for group in groups]
    means = [np.einsum("rn,rnp->rp", group / size, covariates) for group, size in zip(groups, sizes, strict=True)]
    variances = [
        np.einsum("rn,rnp->rp", group, (covariates - mean[:, None, :]) ** 2) / (size - 1)
        for group, size, mean in zip(groups, sizes, means, strict=True)
    ]
    spread = np.sqrt((variances[0] + variances[1]) / 2)
    if shared is not None:
        means = [np.einsum("rn,rnp->rp", group * shared, covariates) for group in groups]
    apart = means[0] - means[1]
    # What is left of a difference of equal numbers is rounding, in proportion to the numbers themselves.
    apart = np.where(np.abs(apart) <= 1e-12 * np.abs(covariates).max(axis=-2, initial=0.0), 0.0, apart)
    alone = np.where(apart == 0, 0.0, np.copysign(np.inf, apart))
    return np.asarray(np.where(spread > 0, apart / np.where(spread > 0, spread, 1.0), alone))
