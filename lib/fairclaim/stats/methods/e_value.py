"""How strong would something unmeasured have to be, to explain a ratio away?

Use it beside a ratio of risks from groups that were not drawn by lot: it says how strongly a hidden trait would have
to go with both the group and the outcome. Do not use it as proof that there is no such trait, for a ratio of odds or
hazards of a common outcome (turn it into a ratio of risks first), or where people chose their own group on the
outcome itself.
"""

import math
from typing import ClassVar, Literal

from fairclaim.stats.method import Method, expect
from fairclaim.stats.results import Answer, Diagnostic, Result
from fairclaim.stats.samples import RatioLimits, Sample

NOTHING_NEEDED = "The interval holds no difference, so nothing hidden is needed to explain it."


class EValue(Method):
    """The E-value of a ratio, and as its lower limit that of the limit nearest to no difference."""

    name: Literal["e_value"] = "e_value"

    estimand: ClassVar[str] = "strength of an unmeasured confounder that would explain a ratio of risks away"
    needs: ClassVar[type] = RatioLimits
    refuses: ClassVar[tuple[str, ...]] = ()
    references: ClassVar[tuple[str, ...]] = (
        "VanderWeele & Ding (2017), doi:10.7326/M16-2607",
        "Ding & VanderWeele (2016), doi:10.1097/EDE.0000000000000457",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - the limits have a level
        """Return the E-values of the ratio and of its limit nearest to 1; none of the limits where none is given."""
        ratio = expect(sample, RatioLimits)
        limited = ratio.lower > 0 or ratio.upper < math.inf
        nearest = limit_nearest_one(ratio.lower, ratio.upper)
        answers: dict[str, Answer] = {"ratio": ratio.ratio}
        return Diagnostic(
            name="E-value",
            value=e_value(ratio.ratio),
            lower=e_value(nearest) if limited else None,
            null=1.0,
            sentence="How strongly a hidden trait would have to go with group and outcome both, as ratios of risks.",
            unit="ratio",
            method="e_value",
            answers=answers,
            notes=(NOTHING_NEEDED,) if limited and nearest == 1 else (),
        )


def e_value(ratio: float) -> float:
    """E-value of a ratio of risks: R + √(R(R − 1)), R the ratio or, where it is below 1, its inverse.

    Parameters
    ----------
    ratio : float
        Above 0.

    Returns
    -------
    float
        1 or more; 1 for a ratio of 1.

    References
    ----------
    VanderWeele & Ding (2017), doi:10.7326/M16-2607.

    Examples
    --------
    >>> round(e_value(0.8), 4), e_value(1.0)
    (1.809, 1.0)
    """
    larger = max(ratio, 1 / ratio)
    return larger + math.sqrt(larger * (larger - 1))


def limit_nearest_one(lower: float, upper: float) -> float:
    """Return the limit on the side of no difference, or 1 where the interval holds it.

    >>> limit_nearest_one(0.71, 0.91), limit_nearest_one(0.9, 1.2), limit_nearest_one(1.4, 3.0)
    (0.91, 1.0, 1.4)
    """
    return lower if lower > 1 else upper if upper < 1 else 1.0
