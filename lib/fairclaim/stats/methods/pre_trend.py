"""Had the two groups been moving apart already, before one of them changed something?

Use it beside every difference in differences, with the smallest difference that matters. It licenses no claim by
itself: groups that moved alike before may part afterwards for another reason, and with few periods or units a
difference in their trends is easily missed.
"""

from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from fairclaim.stats.method import Method, expect
from fairclaim.stats.methods.difference_in_differences import (
    CONTROLS_NEEDED,
    FEW_CONTROLS,
    NO_SPREAD,
    TOO_FEW_CONTROLS,
    contrast,
)
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Panel, Sample

PERIODS_NEEDED = 3
TOO_SHORT = "Fewer than three periods lie before the change, too few to see a trend."


class PreTrend(Method):
    """How far the groups would have moved apart from before to after, had each gone on as before; none is 0.

    Each unit's own trend before the change is carried on over the time from the middle of the periods before to the
    middle of those after, and the treated units' mean is held against the controls', by t on one number a unit. It
    passes where the likely range holds 0 and what it comes to is itself smaller than the margin.
    """

    name: Literal["pre_trend"] = "pre_trend"
    margin: float | None = Field(
        default=None, gt=0, description="Smallest difference that matters, in the values' unit"
    )

    estimand: ClassVar[str] = "difference that the units' own trends before the change would have made by themselves"
    needs: ClassVar[type] = Panel
    refuses: ClassVar[tuple[str, ...]] = (
        f"{FEW_CONTROLS}.",
        TOO_SHORT,
        "All units had the same trend before.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Donald & Lang (2007), doi:10.1162/rest.89.2.221",
        "Roth (2022), doi:10.1257/aeri.20210236",
        "Bilinski & Hatfield (2018), doi:10.48550/arXiv.1805.03273",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Hold the trends against each other; NotEstimable where they cannot be known.

        Examples
        --------
        >>> apart = np.array([[1.0, 2, 3, 9], [0, 0, 1, 1], [1, 0, 1, 0], [2, 2, 2, 1], [0, 1, 0, 1]])
        >>> found = PreTrend(margin=1.5)(Panel(apart, (0,), 3))
        >>> f"{found.value:.2f}, {found.lower:.2f} to {found.upper:.2f}: {found.passed}"
        '1.75, -0.03 to 3.53: False'
        """
        panel = expect(sample, Panel)
        if len(panel.values) - len(panel.treated) < CONTROLS_NEEDED:
            return NotEstimable(TOO_FEW_CONTROLS)
        if panel.change < PERIODS_NEEDED:
            return NotEstimable(TOO_SHORT)
        value, error, df, spread = (x.item() for x in contrast(drifts(panel.values, panel.change), panel.treated))
        if not spread:
            return NotEstimable(NO_SPREAD)
        half = float(quantile(df, level) * error)
        small = self.margin is None or abs(value) < self.margin
        return Diagnostic(
            name="trends before the change",
            value=value,
            lower=value - half,
            upper=value + half,
            level=level,
            null=0.0,
            unit="value_difference",
            threshold=self.margin,
            passed=bool(abs(value) <= half and small),
            sentence="How far the groups would have moved apart by themselves, had they gone on as before the change.",
            n=len(panel.values),
            method="pre_trend, t on trends",
            answers={"se": error, "df": df, "periods_before": panel.change},
        )


def drifts(values: FloatArray, change: int) -> FloatArray:
    """Least-squares slope of each unit before the change, times the time from the middle of before to that of after.

    Parameters
    ----------
    values : array of shape (…, units, periods)
    change : int
        Index of the first period after; at least 2.

    Returns
    -------
    array of shape (…, units)

    Examples
    --------
    >>> drifts(np.array([[1.0, 2, 3, 3, 9]]), 3).tolist()
    [2.5]
    """
    centred = np.arange(change) - (change - 1) / 2
    slopes = values[..., :change] @ centred / (centred @ centred)
    return np.asarray(slopes * values.shape[-1] / 2)
