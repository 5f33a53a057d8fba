"""How much higher is the mean of one group of practitioners (or teams, or wards) than of another?

Use it where people of one practitioner are alike, which makes them fewer than they look: the practitioners are what
is compared, each by the mean of their people. Do not use it on people as if they were independent, for one practitioner
with both kinds of people, for groups of fewer than four, or where the large caseloads matter more than the small ones
(`cluster_robust` weighs people).
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.scores.welch import joined, quantile
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, IntArray, Sample, TwoClustered

CLUSTERS_NEEDED = 4
FEW_CLUSTERS = "Fewer than four practitioners or teams in a group"
TOO_FEW_CLUSTERS = f"{FEW_CLUSTERS} are too few to know how they differ among themselves."
NO_SPREAD = "The means of all practitioners or teams of a group are equal, so there is no spread to judge by."


class ClusterMeans(Method):
    """Mean of own clusters' means minus the reference's, by Welch's t on the clusters; no difference is 0."""

    name: Literal["cluster_means"] = "cluster_means"

    estimand: ClassVar[str] = "difference between the means of two groups of practitioners, own minus reference"
    needs: ClassVar[type] = TwoClustered
    refuses: ClassVar[tuple[str, ...]] = (
        f"{FEW_CLUSTERS}.",
        "The means of all practitioners or teams are equal.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Donner & Klar (2000), Design and Analysis of Cluster Randomization Trials, chapter 7",
        "Welch (1947), doi:10.1093/biomet/34.1-2.28",
    )
    parameter: ClassVar[str] = "mean_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms", "units", "shift", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference, or say why there is none."""
        groups = expect(sample, TwoClustered)
        if min(groups.own.count, groups.reference.count) < CLUSTERS_NEEDED:
            return NotEstimable(TOO_FEW_CLUSTERS)
        own, reference = (cluster_means(arm.values, arm.clusters) for arm in (groups.own, groups.reference))
        value, error, df, spread = welch(own, reference)
        if not spread:
            return NotEstimable(NO_SPREAD)
        half = float(quantile(df, level) * error)
        return Estimate(
            value=float(value),
            lower=float(value) - half,
            upper=float(value) + half,
            level=level,
            null=0.0,
            unit="value_difference",
            n=len(groups.own.values) + len(groups.reference.values),
            method="cluster_means, welch",
            answers={
                "own": float(own.mean()),
                "reference": float(reference.mean()),
                "clusters_own": len(own),
                "clusters_reference": len(reference),
                "se": float(error),
                "df": float(df),
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups with the same clusters; parts `values1`, `values2`, of shape (R, people)."""
        groups: TwoClustered = batch.sample(0)  # type: ignore[assignment]
        if min(groups.own.count, groups.reference.count) < CLUSTERS_NEEDED:
            return Spoken.of(*np.full((3, len(batch)), np.nan))
        own = cluster_means(batch["values1"], groups.own.clusters)
        reference = cluster_means(batch["values2"], groups.reference.clusters)
        value, error, df, spread = welch(own, reference)
        half = quantile(df, level) * error
        return Spoken.of(value, value - half, value + half, spread)


def cluster_means(values: FloatArray, clusters: IntArray) -> FloatArray:
    """Mean of the values of each cluster.

    Parameters
    ----------
    values : array of shape (…, n)
    clusters : array of int of shape (n,)
        0 to G − 1, each with at least one value.

    Returns
    -------
    array of shape (…, G)

    Examples
    --------
    >>> cluster_means(np.array([1.0, 3.0, 5.0, 5.0, 8.0]), np.array([0, 0, 1, 1, 1]))
    array([2., 6.])
    """
    members = np.eye(int(clusters.max()) + 1)[clusters]
    return np.asarray(values @ (members / members.sum(axis=0)))


def welch(own: FloatArray, reference: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Difference of two means with its standard error, Welch's degrees of freedom, and whether there is any spread.

    Parameters
    ----------
    own, reference : array of shape (…, G)
        One number a cluster, two or more in each group.

    Examples
    --------
    >>> value, error, df, _ = welch(np.array([4.0, 6, 5, 9]), np.array([3.0, 4, 2, 5]))
    >>> f"{value:.2f}, error {error:.3f} with {df:.2f} degrees of freedom"
    '2.50, error 1.258 with 4.90 degrees of freedom'
    """
    errors = [arm.std(axis=-1, ddof=1) / np.sqrt(arm.shape[-1]) for arm in (own, reference)]
    # Equal means that differ by rounding have no spread either.
    size = np.maximum(np.abs(own).max(axis=-1), np.abs(reference).max(axis=-1))
    spread = np.maximum(*errors) > 1e-13 * size
    error, df = joined(errors[0], own.shape[-1] - 1, errors[1], reference.shape[-1] - 1)
    return own.mean(axis=-1) - reference.mean(axis=-1), error, df, spread
