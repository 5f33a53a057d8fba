"""How much would scores have moved towards the average without any service, because people were chosen for them?

Use it beside a change in one cohort that came in with poor scores, to say how much of such a change is to be expected
of people whom nobody helped. Do not subtract it and call the rest the effect: it rests on figures of a population that
is rarely quite the one people came from. A comparison group is what tells the two apart (`adjusted_change`).
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.method import Method, expect
from fairclaim.stats.results import Diagnostic, Result
from fairclaim.stats.samples import Sample, Selection


class ExpectedRegression(Method):
    """Change to be expected without any service, in points towards the average; never below 0."""

    name: Literal["expected_regression"] = "expected_regression"

    estimand: ClassVar[str] = "expected mean change towards the average of people chosen for their score"
    needs: ClassVar[type] = Selection
    refuses: ClassVar[tuple[str, ...]] = ()
    references: ClassVar[tuple[str, ...]] = (
        "Davis (1976), doi:10.1093/oxfordjournals.aje.a112321",
        "Barnett, van der Pols & Dobson (2005), doi:10.1093/ije/dyh299",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - it has no interval
        """Give the expected change."""
        chosen = expect(sample, Selection)
        distance = (chosen.cutoff - chosen.mean) * (1 if chosen.selected == "above" else -1)
        moved = expected_regression(distance / chosen.sd, chosen.test_retest) * chosen.sd
        return Diagnostic(
            name="expected regression to the mean",
            value=moved,
            sentence="Scores of people chosen this way move this far towards the average without any help.",
            null=0.0,
            unit="score_change",
            method="expected_regression, Davis",
            answers={"signed_change": -moved if chosen.selected == "above" else moved},
        )


def expected_regression(cut: float, test_retest: float) -> float:
    """Expected move towards the mean of people beyond a cut-off: (1 − r) φ(z)/(1 − Φ(z)), in standard deviations.

    Parameters
    ----------
    cut : float
        z, the cut-off's distance from the mean in standard deviations, positive where fewer than half lie beyond.
    test_retest : float
        r, 0 to 1; scores are taken to be normal at both times.

    References
    ----------
    Davis (1976), doi:10.1093/oxfordjournals.aje.a112321. Barnett, van der Pols & Dobson (2005),
    doi:10.1093/ije/dyh299.

    Examples
    --------
    >>> f"{5 * expected_regression((15 - 12) / 5, 0.7):.4f}"
    '1.8225'
    """
    from scipy.special import log_ndtr

    # Through logarithms, so that a cut-off that nobody reaches does not divide nought by nought.
    density = -(cut**2) / 2 - np.log(2 * np.pi) / 2
    return float((1 - test_retest) * np.exp(density - log_ndtr(-cut)))
