"""Balance of two groups before anything was done for them."""

import numpy as np

from fairclaim.stats.results import Diagnostic, NotEstimable
from fairclaim.stats.samples import FloatArray


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
