"""The error of one least-squares coefficient where people of one practitioner are alike: CR2 with Satterthwaite's df.

The usual cluster-robust error (CR0, CR1) with normal limits is too small with few clusters; statsmodels has no other.

References
----------
Bell & McCaffrey (2002), Survey Methodology 28:169-181. Pustejovsky & Tipton (2018), doi:10.1080/07350015.2016.1247004.
"""

from dataclasses import dataclass

import numpy as np

from fairclaim.stats.samples import FloatArray, IntArray

# A direction in which a cluster decides the fit alone (a leverage of 1) has no residual and is left out.
ALONE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Sandwich:
    """What the design alone decides: how outcomes become a coefficient, its error and its degrees of freedom.

    Parameters
    ----------
    projection : array of shape (p, n)
        (XᵀX)⁻¹Xᵀ, which turns outcomes into coefficients.
    design : array of shape (n, p)
    weights : array of shape (n,)
        What each residual weighs in the score of its cluster; the error is the root of the sum of squared scores.
    clusters : array of int of shape (n,)
        0 to G − 1.
    which : int
    df : float
    """

    projection: FloatArray
    design: FloatArray
    weights: FloatArray
    clusters: IntArray
    which: int
    df: float

    def fit(self, outcome: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the coefficient and its standard error of outcomes of shape (…, n)."""
        coefficients = outcome @ self.projection.T
        residuals = outcome - coefficients @ self.design.T
        members = np.eye(int(self.clusters.max()) + 1)[self.clusters]
        scores = (residuals * self.weights) @ members
        return coefficients[..., self.which], np.sqrt((scores**2).sum(axis=-1))


def cr2(design: FloatArray, clusters: IntArray, which: int) -> Sandwich:
    """Weigh residuals so that the error is right were people independent and alike, whatever the clusters' sizes.

    Cluster g gives v_g = A_g X_g (XᵀX)⁻¹c with A_g = (I − H_gg)^(−1/2), and var = Σ (v_gᵀe_g)². Were people
    independent, it would be distributed like a sum of chi-squares with the eigenvalues of
    Γ = diag(v_gᵀv_g) − (X_gᵀv_g)ᵀ(XᵀX)⁻¹(X_hᵀv_h), whence df = (tr Γ)² / tr Γ².

    Parameters
    ----------
    design : array of shape (n, p)
        Of full rank, n > p.
    clusters : array of int of shape (n,)
        0 to G − 1, each with at least one row.
    which : int
        Column whose coefficient is asked for.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the columns of the design say the same thing twice.

    Examples
    --------
    >>> own = np.repeat([0.0, 1.0], 8)
    >>> sandwich = cr2(np.stack([np.ones(16), own], axis=1), np.repeat(np.arange(8), 2), which=1)
    >>> value, error = sandwich.fit(np.array([1.0, 2, 4, 5, 2, 2, 6, 7, 3, 4, 8, 9, 5, 4, 6, 6]))
    >>> f"{value:.3f} {error:.4f} {sandwich.df:.1f}"
    '2.000 1.5910 6.0'
    """
    bread = np.linalg.inv(design.T @ design)
    root = np.linalg.cholesky(bread)
    weights = np.empty(len(design))
    groups = [np.flatnonzero(clusters == g) for g in range(int(clusters.max()) + 1)]
    for rows in groups:
        # H_gg = U diag(s²) Uᵀ has the rank of the design: its root is found in p dimensions, not in those of people.
        u, s, _ = np.linalg.svd(design[rows] @ root, full_matrices=False)
        free = 1 - np.minimum(s**2, 1.0)
        stretch = np.where(free > ALONE, 1 / np.sqrt(np.maximum(free, ALONE)), 0.0) - 1
        plain = design[rows] @ bread[:, which]
        weights[rows] = plain + u @ (stretch * (u.T @ plain))
    inner = np.array([design[rows].T @ weights[rows] for rows in groups])
    gamma = np.diag([weights[rows] @ weights[rows] for rows in groups]) - inner @ bread @ inner.T
    df = float(np.trace(gamma) ** 2 / (gamma**2).sum())
    return Sandwich(bread @ design.T, design, weights, clusters, which, df)
