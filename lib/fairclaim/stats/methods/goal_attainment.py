"""How far were one person's goals met, all goals together on one scale?

Use it for goals that were agreed and described before the work began, scored from −2 (much less than expected) to 2
(much more); 50 means as expected. Do not use it to compare services that set goals differently: whoever sets easier
goals scores higher. Do not use it for goals that were written down afterwards.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.method import Method, expect
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Goals, Sample


class GoalAttainment(Method):
    """One person's goal attainment T score (Kiresuk & Sherman); 50 is as expected, 10 a standard deviation."""

    name: Literal["goal_attainment"] = "goal_attainment"

    estimand: ClassVar[str] = "goal attainment T score of one person"
    needs: ClassVar[type] = Goals
    refuses: ClassVar[tuple[str, ...]] = (
        "No goal was scored.",
        "All goals have a weight of nought.",
    )
    references: ClassVar[tuple[str, ...]] = ("Kiresuk & Sherman (1968), doi:10.1007/BF01530764",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - the score has no interval
        """Give the T score; NotEstimable where no goal counts."""
        goals = expect(sample, Goals)
        if not len(goals.scores):
            return NotEstimable("No goal was scored.")
        if not goals.weights.any():
            return NotEstimable("All goals have a weight of nought, so none of them counts.")
        score = t_score(goals.scores, goals.weights, goals.correlation)
        return Diagnostic(
            name="goal attainment",
            value=score,
            threshold=50.0,
            passed=score >= 50,
            sentence="One person's goals on one scale: 50 is as expected, and above it more was reached than expected.",
            null=50.0,
            unit="score",
            n=1,
            method="goal_attainment, T score",
            answers={"goals": len(goals.scores)},
        )


def t_score(scores: FloatArray, weights: FloatArray, correlation: float = 0.3) -> float:
    """T = 50 + 10 Σwx / √((1 − ρ) Σw² + ρ (Σw)²).

    Parameters
    ----------
    scores, weights : array of shape (n,)
        n ≥ 1; scores −2 to 2; weights ≥ 0, not all 0.
    correlation : float
        ρ, how closely goals of one person go together, 0 to 1; 0.3 by convention.

    References
    ----------
    Kiresuk & Sherman (1968), doi:10.1007/BF01530764.

    Examples
    --------
    >>> f"{t_score(np.array([1.0, 1, 0]), np.ones(3)):.2f}"
    '59.13'
    """
    spread = np.sqrt((1 - correlation) * np.sum(weights**2) + correlation * np.sum(weights) ** 2)
    return 50 + 10 * float(np.sum(weights * scores) / spread)
