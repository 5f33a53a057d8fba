"""A service's own people asked by month: one share a month, for a control chart."""

from dataclasses import replace

import numpy as np

from fairclaim.claims.claim import Observed
from fairclaim.data.cohorts.by_month import by_month
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.months import month_number
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Counts, Series

FEWEST = 2


def monthly(cohort: Cohort, observed: Observed) -> tuple[Series | NotEstimable, Observed]:
    """Make the series of monthly percentages, and say what it rests on.

    A month in which nobody was counted has no share: it stays a gap, and is told.
    """
    rows = by_month(cohort)
    counted = [(month, Counts(events, n)) for month, events, n in rows if n]
    observed = replace(
        observed,
        periods=tuple(month for month, _ in counted),
        not_published=tuple(month for month, _, n in rows if not n),
        monthly=tuple(counts for _, counts in counted),
    )
    if len(counted) < FEWEST:
        return NotEstimable("There are too few months with anybody counted to draw a chart."), observed
    shares = np.array([100 * counts.events / counts.n for _, counts in counted])
    return Series(shares, tuple(month_number(month) for month, _ in counted)), observed
