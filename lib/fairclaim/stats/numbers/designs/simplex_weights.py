"""Weights of 0 or more, adding up to 1, that make a mix of others follow a series as closely as it can.

References
----------
Abadie, Diamond & Hainmueller (2010), doi:10.1198/jasa.2009.ap08746. Lawson & Hanson (1974), Solving Least Squares
Problems, chapter 23.
"""

import numpy as np

from fairclaim.stats.samples import FloatArray


def simplex_weights(donors: FloatArray, target: FloatArray) -> FloatArray:
    """Weights w on the simplex with the least Σ (target − donors · w)².

    With D = donors − target·1ᵀ the sum of squares is |Dw|² on the simplex. Of all v ≥ 0, v = s·w, the least
    |Dv|² + (Σv − 1)² has s = 1/(1 + |Dw|²) and is then |Dw|²/(1 + |Dw|²), which grows with |Dw|²: its w is the one
    looked for, and non-negative least squares finds it.

    Parameters
    ----------
    donors : array of shape (periods, units)
    target : array of shape (periods,)

    Returns
    -------
    array of shape (units,)

    Examples
    --------
    >>> simplex_weights(np.array([[1.0, 3.0, 9.0], [2.0, 4.0, 0.0]]), np.array([2.5, 3.5])).round(6)
    array([0.25, 0.75, 0.  ])
    """
    from scipy.optimize import nnls

    apart = donors - target[:, None]
    size = float(np.abs(apart).max())
    rows = np.vstack([apart / (size if size > 0 else 1.0), np.ones(donors.shape[1])])
    weights, _ = nnls(rows, np.append(np.zeros(len(target)), 1.0))
    return np.asarray(weights / weights.sum())
