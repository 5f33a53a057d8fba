"""How well do two raters agree, beyond what two would who put records into categories by chance?

Use it before a measure is trusted that people code by reading notes: two of them rate the same records apart from each
other. Do not use it for scores on a scale (a correlation of two scores is asked for there), for the same person's
answers twice, or as proof that either rater is right. Where nearly all records fall into one category, kappa is low
whatever the raters do, and `ac1` is the better question.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.method import Method, expect
from fairclaim.stats.methods.proportion import wilson
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Ratings, Sample

_NOTHING = NotEstimable("Fewer than two records were rated by both, so agreement cannot be told.")
_ONE_CATEGORY = NotEstimable("All records were put into one category, so agreement by chance cannot be told apart.")


class Agreement(Method):
    """Agreement beyond chance of two raters: Cohen's kappa, or Gwet's AC1; 1 is full agreement, 0 is chance."""

    name: Literal["agreement"] = "agreement"
    coefficient: Literal["kappa", "ac1"] = "kappa"
    categories: int | None = Field(
        default=None, ge=2, description="How many categories there were; left out: those that were used"
    )

    estimand: ClassVar[str] = "agreement of two raters beyond chance"
    needs: ClassVar[type] = Ratings
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than two records were rated by both.",
        "All records were put into one category.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Cohen (1960), doi:10.1177/001316446002000104",
        "Fleiss, Cohen & Everitt (1969), doi:10.1037/h0028106",
        "Gwet (2008), doi:10.1348/000711006X126600",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate agreement; NotEstimable where chance and agreement cannot be told apart."""
        ratings = expect(sample, Ratings)
        if len(ratings.first) < 2:
            return _NOTHING
        table = crossed(ratings, self.categories or 0)
        if len(table) < 2 or (self.coefficient == "kappa" and table.max() == table.sum()):
            return _ONE_CATEGORY
        value, error, chance = (kappa if self.coefficient == "kappa" else ac1)(table)
        lower, upper = _limits(table, value, error, chance, level)
        return Diagnostic(
            name=f"agreement, {self.coefficient}",
            value=value,
            lower=lower,
            upper=upper,
            level=level,
            null=0.0,
            sentence="Agreement of two raters beyond chance: one is full agreement, nought is what chance gives.",
            unit="index",
            n=int(table.sum()),
            method=f"agreement, {self.coefficient}",
            answers={"se": error, "observed": float(np.trace(table) / table.sum()), "by_chance": chance},
        )


def crossed(ratings: Ratings, categories: int = 0) -> FloatArray:
    """How many records the first rater (rows) and the second (columns) put into each pair of categories.

    Categories that nobody used count for nothing but their number: rows and columns of nought are added for them.

    Examples
    --------
    >>> crossed(Ratings(np.array(["a", "b", "b"]), np.array(["a", "a", "b"])), 3).tolist()
    [[1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    """
    used, codes = np.unique(np.concatenate([ratings.first, ratings.second]), return_inverse=True)
    size, first, second = max(len(used), categories), *np.split(codes, 2)
    return np.bincount(size * first + second, minlength=size * size).reshape(size, size).astype(np.float64)


def kappa(table: FloatArray) -> tuple[float, float, float]:
    """Cohen's kappa (p_o − p_e)/(1 − p_e), its standard error (Fleiss, Cohen & Everitt), and p_e.

    Parameters
    ----------
    table : array of shape (q, q)
        Records by both raters' categories; not all in one cell.

    References
    ----------
    Cohen (1960), doi:10.1177/001316446002000104. Fleiss, Cohen & Everitt (1969), formula 13, doi:10.1037/h0028106.

    Examples
    --------
    Fleiss (1981), table 13.1: kappa 0.68.

    >>> value, error, chance = kappa(np.array([[75.0, 1, 4], [5, 4, 1], [0, 0, 10]]))
    >>> f"{value:.4f} {error:.4f} {chance:.3f}"
    '0.6765 0.0877 0.660'
    """
    p = table / table.sum()
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed, chance = float(np.trace(p)), float(rows @ columns)
    value = (observed - chance) / (1 - chance)
    agreed = np.sum(np.diag(p) * (1 - (rows + columns) * (1 - value)) ** 2)
    # A record counted in row i and column j meets the column's share of i and the row's share of j.
    met = p * (columns[:, None] + rows[None, :]) ** 2
    apart = (1 - value) ** 2 * (met.sum() - np.trace(met))
    variance = (agreed + apart - (value - chance * (1 - value)) ** 2) / (table.sum() * (1 - chance) ** 2)
    return value, float(np.sqrt(max(variance, 0.0))), chance


def ac1(table: FloatArray) -> tuple[float, float, float]:
    """Gwet's AC1 (p_a − p_e)/(1 − p_e), p_e = Σ π_k (1 − π_k)/(q − 1), its standard error, and p_e.

    π_k is the share of all ratings, of both raters, that are category k.

    Parameters
    ----------
    table : array of shape (q, q)
        Records by both raters' categories, q ≥ 2.

    References
    ----------
    Gwet (2008), doi:10.1348/000711006X126600.

    Examples
    --------
    >>> value, error, chance = ac1(np.array([[13.0, 0, 0], [0, 20, 7], [0, 4, 56]]))
    >>> f"{value:.4f} {error:.4f}"
    '0.8493 0.0432'
    """
    n, q, p = table.sum(), len(table), table / table.sum()
    shares = (p.sum(axis=1) + p.sum(axis=0)) / 2
    observed, chance = float(np.trace(p)), float(np.sum(shares * (1 - shares)) / (q - 1))
    value = (observed - chance) / (1 - chance)
    agreed = np.sum(np.diag(p) * (1 - shares)) / (q - 1)
    apart = np.sum(p * (1 - (shares[:, None] + shares[None, :]) / 2) ** 2) / (q - 1) ** 2
    spread = observed * (1 - observed) - 4 * (1 - value) * (agreed - observed * chance)
    spread += 4 * (1 - value) ** 2 * (apart - chance**2)
    return value, float(np.sqrt(max(spread, 0.0) / n) / (1 - chance)), chance


def _limits(table: FloatArray, value: float, error: float, chance: float, level: float) -> tuple[float, float]:
    n = float(table.sum())
    if error > 1e-9:
        half = float(quantile(n - 1, level)) * error
        return max(value - half, -1.0), min(value + half, 1.0)
    # All alike: the error seen is nought, the error there is, is not. The share that agrees has limits of its own.
    ends = (float(end) for end in wilson(float(np.trace(table)), n, level))
    lower, upper = ((end - chance) / (1 - chance) for end in ends)
    return max(lower, -1.0), min(upper, 1.0)
