"""How much higher is the mean of the people of one group than of another, where people share practitioners?

Use it as `cluster_means` where people rather than practitioners are to weigh the same, or where the groups are to be
compared at the same value of a covariate. Do not use it for groups of fewer than four practitioners (teams, wards), or
where one practitioner has people in both groups.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.methods.cluster_means import CLUSTERS_NEEDED, FEW_CLUSTERS, TOO_FEW_CLUSTERS
from fairclaim.stats.numbers.designs.cluster_sandwich import Sandwich, cr2
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Sample, TwoClustered

NO_SPREAD = "The values differ in nothing but the group, so there is no scatter to judge by."
SAID_TWICE = "The covariate is the same for everybody, or says the same as the group, so it cannot be allowed for."


class ClusterRobust(Method):
    """Mean of own people minus the reference's, with CR2 error and Satterthwaite's t; no difference is 0.

    Eight practitioners, two people each:

    >>> from fairclaim.stats.samples import ClusteredValues
    >>> four = np.repeat(np.arange(4), 2)
    >>> own = ClusteredValues(np.array([3.0, 4, 8, 9, 5, 4, 6, 6]), four)
    >>> answer = ClusterRobust()(TwoClustered(own, ClusteredValues(np.array([1.0, 2, 4, 5, 2, 2, 6, 7]), four)))
    >>> f"{answer.value:.2f}, {answer.lower:.2f} to {answer.upper:.2f}"
    '2.00, -1.89 to 5.89'
    """

    name: Literal["cluster_robust"] = "cluster_robust"

    estimand: ClassVar[str] = "difference between the means of the people of two groups (at the same covariate, if any)"
    needs: ClassVar[type] = TwoClustered
    refuses: ClassVar[tuple[str, ...]] = (
        f"{FEW_CLUSTERS}.",
        "The values differ in nothing but the group.",
        "The covariate is the same for everybody, or says the same as the group.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Bell & McCaffrey (2002), Survey Methodology 28:169-181",
        "Pustejovsky & Tipton (2018), doi:10.1080/07350015.2016.1247004",
    )
    parameter: ClassVar[str] = "mean_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_negates", "equal_arms", "units", "shift", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference, or say why there is none."""
        groups = expect(sample, TwoClustered)
        if min(groups.own.count, groups.reference.count) < CLUSTERS_NEEDED:
            return NotEstimable(TOO_FEW_CLUSTERS)
        sandwich = sandwich_of(groups)
        if sandwich is None:
            return NotEstimable(SAID_TWICE)
        outcome = np.concatenate([groups.own.values, groups.reference.values])
        value, error = (float(number) for number in sandwich.fit(outcome))
        if not error > 1e-13 * float(np.abs(outcome).max()):
            return NotEstimable(NO_SPREAD)
        half = float(quantile(sandwich.df, level)) * error
        return Estimate(
            value=value,
            lower=value - half,
            upper=value + half,
            level=level,
            null=0.0,
            unit="value_difference",
            n=len(outcome),
            method="cluster_robust, cr2",
            answers={
                "clusters_own": groups.own.count,
                "clusters_reference": groups.reference.count,
                "se": error,
                "df": sandwich.df,
            },
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many pairs of groups with the same clusters; parts `values1`, `values2`, of shape (R, people)."""
        groups: TwoClustered = batch.sample(0)  # type: ignore[assignment]
        enough = min(groups.own.count, groups.reference.count) >= CLUSTERS_NEEDED
        sandwich = sandwich_of(groups) if enough else None
        if sandwich is None:
            return Spoken.of(*np.full((3, len(batch)), np.nan))
        outcome = np.concatenate([batch["values1"], batch["values2"]], axis=1)
        value, error = sandwich.fit(outcome)
        half = quantile(sandwich.df, level) * error
        return Spoken.of(value, value - half, value + half, error > 1e-13 * np.abs(outcome).max(axis=1))


def sandwich_of(groups: TwoClustered) -> Sandwich | None:
    """Return what the design of two groups decides, or None where the covariate says nothing of its own."""
    own, reference = groups.own, groups.reference
    in_own = np.repeat([1.0, 0.0], [len(own.values), len(reference.values)])
    columns = [np.ones_like(in_own), in_own]
    if own.covariate is not None and reference.covariate is not None:
        covariate = np.concatenate([own.covariate, reference.covariate])
        spread = covariate.std()
        # Centred and scaled: the coefficient of the group is the same, and nothing is lost to rounding.
        columns.append((covariate - covariate.mean()) / (spread if spread > 0 else 1.0))
    design = np.stack(columns, axis=1)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    return cr2(design, np.concatenate([own.clusters, own.count + reference.clusters]), which=1)
