"""Which services' shares lie further from the common share than their size lets chance explain?

Use it where every service has its own count of people and of outcomes. Do not use it to rank services, to say why one
is unusual, or where the people differ between services (hold each against what was expected of it:
`funnel_expected`). Many services of large size lie outside such limits without being unusual, as services differ.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike

from fairclaim.stats.method import Method, expect
from fairclaim.stats.results import Funnel, NotEstimable, Result
from fairclaim.stats.results.place import flagged
from fairclaim.stats.samples import FloatArray, Sample, UnitCounts

FEWEST_UNITS = 3


class FunnelProportion(Method):
    """The share of each service, between limits around the share of all together; 0.998 is the usual level."""

    name: Literal["funnel_proportion"] = "funnel_proportion"

    estimand: ClassVar[str] = "share with the outcome in each service, between limits around the common share"
    needs: ClassVar[type] = UnitCounts
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than three services.",
        "A service counted nobody.",
        "Nobody, or everybody, in all services together had the outcome.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Spiegelhalter (2005), doi:10.1002/sim.1970",
        "Public Health England (2018), Technical guide: confidence intervals",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Draw the limits; NotEstimable where there are too few services or the common share is none or all."""
        units = expect(sample, UnitCounts)
        if len(units.n) < FEWEST_UNITS:
            return NotEstimable("There are fewer than three services, too few for common limits.")
        if (units.n == 0).any():
            return NotEstimable("A service counted nobody, so it has no share.")
        centre = float(units.events.sum() / units.n.sum())
        if centre in (0.0, 1.0):
            return NotEstimable("Nobody, or everybody, had the outcome, so chance sets no limits around it.")
        values = units.events / units.n
        lower, upper = score_limits(centre, units.n, level)
        return Funnel(
            centre=centre,
            values=tuple(values.tolist()),
            lower_limits=tuple(lower.tolist()),
            upper_limits=tuple(upper.tolist()),
            flags=flagged(values, lower, upper),
            level=level,
            unit="proportion",
            method="funnel_proportion, score",
        )


def score_limits(centre: float, n: ArrayLike, level: float) -> tuple[FloatArray, FloatArray]:
    """Shares at which the Wilson interval of a service of this size just touches the common share.

    P ± z √(P(1 − P)/n), never below 0 or above 1, where no share can lie.

    Parameters
    ----------
    centre : float
        The common share P, in (0, 1).
    n : array
        People in each service, 1 or more.
    level : float
        Share of services inside by chance alone.

    Examples
    --------
    >>> lower, upper = score_limits(0.806424478571, [1, 598], 0.95)
    >>> [f"{low:.6%} to {high:.6%}" for low, high in zip(lower, upper)]
    ['3.204264% to 100.000000%', '77.475765% to 83.809131%']
    """
    from scipy.special import ndtri

    half = ndtri((1 + level) / 2) * np.sqrt(centre * (1 - centre) / np.asarray(n, dtype=np.float64))
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)
