"""From a published series to samples: one organisation's months, their gap to another's, or a place among its like."""

import pandas as pd

from fairclaim.claims.claim import Observed
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.models import Comparison, Organisation
from fairclaim.params.months import month_name, month_number
from fairclaim.params.spec import RunSpec
from fairclaim.session.prints import printed
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Sample, Series, Units


def published(spec: RunSpec, comparison: Comparison, cohort: Cohort) -> tuple[Sample | NotEstimable, Observed]:
    """Make the sample of a question about a published series, and say what it rests on."""
    organisation = spec.service.organisation
    if organisation is None:
        raise ValueError("A published series is always looked up for one organisation.")
    values = _values(cohort, organisation)
    if comparison.benchmark is not None:
        values = values - _values(cohort, comparison.benchmark)
    if comparison.against == "peers":
        return _units(spec, cohort, organisation)
    published = values.dropna()
    months = tuple(published.index)
    observed = Observed(
        sample=None,
        flow=cohort.flow,
        periods=months,
        not_published=tuple(month for month in values.index if month not in published.index),
        fingerprints=(printed(cohort),),
    )
    if not months:
        return NotEstimable("No month of the series was published for this organisation."), observed
    return Series(published.to_numpy(float), tuple(month_number(month) for month in months)), observed


def _values(cohort: Cohort, organisation: Organisation) -> pd.Series:
    frame = cohort.frame
    own = frame[(frame["org_type"] == organisation.type) & (frame["org_code"] == organisation.code)]
    known = [pd.Timestamp(month).date() for month in frame["month"]]
    months = [stamp.date() for stamp in pd.date_range(min(known), max(known), freq="MS")]
    found = pd.Series(own["value"].to_numpy(float), index=[pd.Timestamp(month).date() for month in own["month"]])
    return found.reindex(months)


def _units(spec: RunSpec, cohort: Cohort, organisation: Organisation) -> tuple[Sample | NotEstimable, Observed]:
    frame = cohort.frame
    last = pd.Timestamp(spec.quarter.end).date().replace(day=1)
    months = pd.Series([pd.Timestamp(month).date() for month in frame["month"]], index=frame.index)
    like = frame[(frame["org_type"] == organisation.type) & (months == last) & frame["value"].notna()]
    like = like.sort_values("org_code", ignore_index=True)
    own = like.index[like["org_code"] == organisation.code]
    observed = Observed(sample=None, flow=cohort.flow, periods=(last,), fingerprints=(printed(cohort),))
    if len(own) != 1:
        return NotEstimable(f"No figure was published for this organisation in {month_name(last)}."), observed
    return Units(like["value"].to_numpy(float), int(own[0])), observed
