"""The step of a series at a known change, over its trend and season, with limits that allow for its inertia."""

from typing import Literal

from fairclaim.stats.batch import Spoken
from fairclaim.stats.numbers.designs.autoregression import averaged, profile
from fairclaim.stats.numbers.designs.season_design import SLOPE, STEP, season_design
from fairclaim.stats.results import Answer, Estimate, NotEstimable
from fairclaim.stats.samples import ChangedSeries, FloatArray

Impact = Literal["level", "level_and_slope"]
Season = Literal["harmonics", "none"]

NO_SPREAD = "The series lies exactly on its line, so there is no scatter to judge a change by."


def stepped(
    values: FloatArray, series: ChangedSeries, impact: Impact, season: Season, level: float
) -> Estimate | NotEstimable:
    """Estimate the step of one series.

    Parameters
    ----------
    values : array of shape (n,)
        What is analysed: the values of the series, a rate made of them, or their distance from a control's.
    series : ChangedSeries
        Its periods and its change; long enough (`too_short`).
    impact
        Whether the trend may change too; the step is then that of the first period after the change.
    season
        Whether a yearly season is allowed for.
    level : float

    Returns
    -------
    Estimate or NotEstimable
        In the unit of the values; the change of the trend, in it a year, under `answers`.

    Examples
    --------
    >>> import numpy as np
    >>> values = np.array([5.0, 6, 4, 5, 7, 5, 4, 6, 5, 6, 5, 4, 9, 8, 8, 10, 9, 8])
    >>> found = stepped(values, ChangedSeries(values, change=12), "level", "none", 0.95)
    >>> f"{found.value:.2f}, {found.lower:.2f} to {found.upper:.2f}"
    '3.85, 2.11 to 6.03'
    """
    design = season_design(series, slope=impact == "level_and_slope", season=season == "harmonics")
    found = profile(values, design, series.positions, STEP)
    if not found.spread:
        return NotEstimable(NO_SPREAD)
    step = averaged(found, level)
    answers: dict[str, Answer] = {"rho": float(step.rho), "df": float(found.df)}
    if impact == "level_and_slope":
        slope = averaged(profile(values, design, series.positions, SLOPE), level)
        answers |= {
            "slope_change": float(slope.value),
            "slope_lower": float(slope.lower),
            "slope_upper": float(slope.upper),
        }
    return Estimate(
        value=float(step.value),
        lower=float(step.lower),
        upper=float(step.upper),
        level=level,
        null=0.0,
        unit="value_difference",
        n=len(values),
        method="ar1",
        answers=answers,
    )


def steps(values: FloatArray, series: ChangedSeries, impact: Impact, season: Season, level: float) -> Spoken:
    """Estimate the steps of many series of the same periods, as `stepped` would one by one."""
    design = season_design(series, slope=impact == "level_and_slope", season=season == "harmonics")
    found = profile(values, design, series.positions, STEP)
    step = averaged(found, level)
    return Spoken.of(step.value, step.lower, step.upper, found.spread)
