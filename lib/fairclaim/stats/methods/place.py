"""Where does one organisation lie among its like?

Use it to describe: the value, the others without their names, and the middle half. Do not use it to rank (order among
near-equal values is mostly chance) or to single out the best and the worst: that takes a funnel, and a funnel takes
each organisation's own count.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.kinds import Unit
from fairclaim.stats.method import Method, expect
from fairclaim.stats.results import NotEstimable, Place, Result
from fairclaim.stats.samples import FloatArray, Sample, Units

FEWEST_UNITS = 5


class PlaceAmongUnits(Method):
    """One value among those of all like units, with their quartiles. Never a rank, never a finding."""

    name: Literal["place"] = "place"
    unit: Unit = "percent"
    funnel_reason: str = Field(
        default="A funnel needs each organisation's own count; the published percentage has none.",
        pattern=r"\.$",
        description="The sentence that says why no funnel is drawn",
    )

    estimand: ClassVar[str] = "value of one unit beside the quartiles of all like units"
    needs: ClassVar[type] = Units
    refuses: ClassVar[tuple[str, ...]] = ("Fewer than five units: quartiles of so few say nothing.",)
    references: ClassVar[tuple[str, ...]] = (
        "Goldstein & Spiegelhalter (1996), doi:10.2307/2983325",
        "Spiegelhalter (2005), doi:10.1002/sim.1970",
        "Hyndman & Fan (1996), doi:10.1080/00031305.1996.10473566",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - a description has no level
        """Describe the place; NotEstimable among fewer than five units."""
        units = expect(sample, Units)
        if len(units.values) < FEWEST_UNITS:
            return NotEstimable("There are fewer than five organisations to compare, too few for a distribution.")
        lower_quartile, median, upper_quartile = quartiles(units.values)
        return Place(
            value=float(units.values[units.own]),
            others=tuple(np.sort(np.delete(units.values, units.own)).tolist()),
            lower_quartile=lower_quartile,
            median=median,
            upper_quartile=upper_quartile,
            unit=self.unit,
            method="place, quartiles by linear interpolation",
            funnel=NotEstimable(self.funnel_reason),
        )


def quartiles(values: FloatArray) -> tuple[float, float, float]:
    """Lower quartile, median and upper quartile by linear interpolation at (n − 1)p + 1 (definition 7).

    Parameters
    ----------
    values : array of shape (n,)
        In the measure's unit, n ≥ 1, in any order.

    References
    ----------
    Hyndman & Fan (1996), doi:10.1080/00031305.1996.10473566.

    Examples
    --------
    >>> quartiles(np.array([40.0, 10.0, 20.0, 30.0]))
    (17.5, 25.0, 32.5)
    """
    lower, median, upper = np.quantile(values, (0.25, 0.5, 0.75)).tolist()
    return lower, median, upper
