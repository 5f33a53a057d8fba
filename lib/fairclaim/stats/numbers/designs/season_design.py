"""The columns of a regression of a series that changed: level, trend, step, a new trend, and the season."""

import numpy as np

from fairclaim.stats.samples import ChangedSeries, FloatArray

STEP, SLOPE = 2, 3

BEFORE_NEEDED, AFTER_NEEDED = 12, 6
TOO_SHORT = (
    "Fewer than twelve periods before the change.",
    "Fewer than six periods from the change on.",
    "Fewer than two years of a series that may have a season.",
)


def season_design(series: ChangedSeries, *, slope: bool, season: bool) -> FloatArray:
    """Columns 1, trend, step (`STEP`), where asked for the trend's change (`SLOPE`), and the season's waves.

    Trend and its change are in years. The season is one wave a year in a series of less than three years, and two
    (one of half a year) from three: a wave and its quarter turn together fit any start of the year.

    Parameters
    ----------
    series : ChangedSeries
        With periods on both sides of its change.

    Returns
    -------
    array of shape (n, p)

    Examples
    --------
    >>> series = ChangedSeries(np.arange(6.0), change=3)
    >>> season_design(series, slope=True, season=False).round(2)[3:5]
    array([[1.  , 0.04, 1.  , 0.  ],
           [1.  , 0.12, 1.  , 0.08]])
    """
    times = np.asarray(series.positions, dtype=np.float64)
    years, after = (times - times.mean()) / series.period, times >= series.change
    columns = [np.ones_like(times), years, after * 1.0]
    if slope:
        columns.append(after * (times - series.change) / series.period)
    for wave in range(1, waves(series) + 1) if season else ():
        turn = 2 * np.pi * wave * times / series.period
        columns.append(np.cos(turn))
        # At half a period a wave and its quarter turn would both be seen at their ends only.
        if 2 * wave < series.period:
            columns.append(np.sin(turn))
    return np.stack(columns, axis=1)


def waves(series: ChangedSeries) -> int:
    """How many waves a season is made of: what is seen of a year three times can be told in more detail."""
    return min(2 if len(series.positions) >= 3 * series.period else 1, series.period // 2)


def too_short(series: ChangedSeries, *, season: bool) -> str | None:
    """Why the series cannot tell a change from its trend and season, in one sentence; None where it can."""
    before = sum(position < series.change for position in series.positions)
    after = len(series.positions) - before
    if before < BEFORE_NEEDED:
        return "There are fewer than twelve periods before the change, too few to know what would have been."
    if after < AFTER_NEEDED:
        return "There are fewer than six periods from the change on, too few to tell a change from chance."
    if season and len(series.positions) < 2 * series.period:
        return "The series is shorter than two years, so a season cannot be told from a change."
    return None
