"""How many of a family's comparisons still stand when all of them are counted?

Use it for p-values of comparisons that were declared together. Holm keeps the chance of any false finding within
alpha, whatever the comparisons have to do with each other; Benjamini and Hochberg ("bh") keep the share of false
findings among those found, which suits a search through many. Do not use it on comparisons picked because of their
p-values, nor for what a report prints beside its intervals: those are adjusted themselves (`multiplicity.py`).
"""

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import Field

from fairclaim.stats.method import Method, expect
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, PValues, Sample

# A p-value exactly at its threshold rejects. Multiplied out it may land a rounding above, which must not matter.
ROUNDING = 1e-12


class Adjustment(Method):
    """The p-values of a family, adjusted; a comparison stands where its own is at most alpha."""

    name: Literal["adjustment"] = "adjustment"
    rule: Literal["holm", "bh", "bonferroni"] = "holm"
    alpha: float = Field(default=0.05, gt=0, lt=1, description="Error allowed to the family as a whole: 0.05")

    estimand: ClassVar[str] = "comparisons of a family that stand when all are counted"
    needs: ClassVar[type] = PValues
    refuses: ClassVar[tuple[str, ...]] = ("There is no comparison.",)
    references: ClassVar[tuple[str, ...]] = (
        "Holm (1979), Scandinavian Journal of Statistics 6:65-70",
        "Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - alpha is its level
        """Adjust the p-values; NotEstimable where there are none."""
        p_values = expect(sample, PValues).values
        if len(p_values) == 0:
            return NotEstimable("There is no comparison to adjust.")
        adjusted = RULES[self.rule](p_values)
        stands = adjusted <= self.alpha * (1 + ROUNDING)
        return Diagnostic(
            name="comparisons that stand",
            value=float(stands.sum()),
            sentence="How many comparisons of the family still stand when all of them are counted.",
            unit="count",
            level=1 - self.alpha,
            n=len(p_values),
            method=f"adjustment, {self.rule}",
            answers={"adjusted": tuple(adjusted.tolist()), "stands": tuple("yes" if yes else "no" for yes in stands)},
        )


def holm(p_values: ArrayLike) -> FloatArray:
    """Holm's adjusted p-values: the largest, among the i smallest, of (m − j + 1) p₍ⱼ₎ for j ≤ i, never above 1.

    Parameters
    ----------
    p_values : array of shape (..., m)
        Within 0 to 1, in any order; ties get the same answer.

    Returns
    -------
    array of shape (..., m)
        In the order given.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.06, 0.06]
    """
    ordered, order = _ordered(p_values)
    steps = np.arange(ordered.shape[-1], 0, -1)
    return _restored(np.maximum.accumulate(ordered * steps, axis=-1), order)


def benjamini_hochberg(p_values: ArrayLike) -> FloatArray:
    """Benjamini and Hochberg's adjusted p-values: the smallest, among the larger ones, of m p₍ⱼ₎/j for j ≥ i.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.04, 0.04]
    """
    ordered, order = _ordered(p_values)
    count = ordered.shape[-1]
    steps = ordered * count / np.arange(1, count + 1)
    return _restored(np.minimum.accumulate(steps[..., ::-1], axis=-1)[..., ::-1], order)


def bonferroni(p_values: ArrayLike) -> FloatArray:
    """Each p-value times their number, never above 1.

    >>> bonferroni([0.01, 0.5]).tolist()
    [0.02, 1.0]
    """
    p = np.asarray(p_values, dtype=np.float64)
    return np.asarray(np.minimum(p * p.shape[-1], 1.0))


def _ordered(p_values: ArrayLike) -> tuple[FloatArray, NDArray[np.intp]]:
    p = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(p, axis=-1, kind="stable")
    return np.take_along_axis(p, order, axis=-1), order


def _restored(ordered: FloatArray, order: NDArray[np.intp]) -> FloatArray:
    adjusted = np.empty_like(ordered)
    np.put_along_axis(adjusted, order, np.minimum(ordered, 1.0), axis=-1)
    return adjusted


RULES: dict[str, Callable[[ArrayLike], FloatArray]] = {
    "holm": holm,
    "bh": benjamini_hochberg,
    "bonferroni": bonferroni,
}
