"""From cohorts to samples: what each comparison rests on. Frames stop here."""

from dataclasses import dataclass, replace

import pandas as pd

from fairclaim.claims.claim import Observed
from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Comparison, Organisation
from fairclaim.params.months import month_name, month_number
from fairclaim.params.spec import RunSpec
from fairclaim.session.groups import groups
from fairclaim.session.months import monthly
from fairclaim.session.supply import not_supplied
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Counts, Pairs, Sample, Series, TwoCounts, Units

# Kinds of measure whose answer is a share of people or events.
SHARES = frozenset({"proportion", "currency"})

REFERENCE_PERIOD: dict[str, Period] = {
    "previous_quarter": "previous_quarter",
    "same_quarter_last_year": "same_quarter_last_year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One comparison with its cohorts, and the sample made of them (or why none could be made)."""

    comparison: Comparison
    measure: AnyMeasure
    own: Cohort
    reference: Cohort | None
    audit: Cohort | None
    observed: Observed
    sample: Sample | NotEstimable

    @property
    def supplied(self) -> bool:
        """Whether every table that it needs was in the extract."""
        return not self.observed.lacks


def questions(spec: RunSpec, cohorts: tuple[Cohort, ...]) -> tuple[Question, ...]:
    """Make one question of each comparison, in the service's order."""
    by_key = {(cohort.measure, cohort.period): cohort for cohort in cohorts}
    return tuple(_question(spec, comparison, by_key) for comparison in spec.service.comparisons)


def _question(spec: RunSpec, comparison: Comparison, by_key: dict[tuple[str, Period], Cohort]) -> Question:
    measure = spec.measure(comparison.measure)
    own = by_key[measure.id, "this"]
    period = REFERENCE_PERIOD.get(comparison.against)
    reference = by_key[measure.id, period] if period else None
    audit = by_key.get((measure.id, "audit"))
    sample: Sample | NotEstimable
    if lacking := _lacking(own, reference):
        sample, observed = NotEstimable(not_supplied(lacking, spec.quarter_file)), Observed(sample=None, lacks=lacking)
    elif measure.kind == "series":
        sample, observed = _series(spec, comparison, own)
    elif comparison.against == "own_series":
        sample, observed = _by_month(by_key[measure.id, "by_month"], measure)
    else:
        sample, observed = _people(own, reference, measure)
        observed = replace(observed, groups=groups(spec, own) if measure.kind in SHARES else ())
    return Question(
        comparison=comparison,
        measure=measure,
        own=own,
        reference=reference,
        audit=audit,
        observed=replace(observed, sample=None if isinstance(sample, NotEstimable) else sample),
        sample=sample,
    )


def _lacking(*cohorts: Cohort | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table for cohort in cohorts if cohort is not None for table in cohort.lacks))


def _by_month(months: Cohort, measure: AnyMeasure) -> tuple[Sample | NotEstimable, Observed]:
    sample, observed = _people(months, None, measure)
    return (sample, observed) if isinstance(sample, NotEstimable) else monthly(months, observed)


def _people(own: Cohort, reference: Cohort | None, measure: AnyMeasure) -> tuple[Sample | NotEstimable, Observed]:
    cohorts = [cohort for cohort in (own, reference) if cohort is not None]
    sample: Sample | NotEstimable
    refuses = getattr(measure, "immature", "refused") == "refused"
    if refuses and any((cohort.frame["state"] == "immature").any() for cohort in cohorts):
        sample = NotEstimable("Some people's follow-up window was still open on the day the data was frozen.")
    elif measure.kind == "paired_change":
        paired = own.frame[own.frame["state"] == "paired"]
        sample = Pairs(paired["before"].to_numpy(float), paired["after"].to_numpy(float))
    elif reference is None:
        sample = _counts(own)
    else:
        sample = TwoCounts(_counts(own), _counts(reference))
    observed = Observed(
        sample=None,
        flow=own.flow,
        reference_flow=reference.flow if reference is not None else (),
        fingerprints=tuple(_print(cohort) for cohort in cohorts),
        seen=tuple(_seen(cohort) for cohort in cohorts),
    )
    return sample, observed


def _print(cohort: Cohort) -> tuple[str, str, int]:
    return f"{cohort.measure}, {cohort.period.replace('_', ' ')}", cohort.fingerprint, len(cohort.frame)


def _seen(cohort: Cohort) -> Counts:
    states = cohort.frame["state"]
    seen = int(states.isin(("yes", "no", "paired")).sum())
    return Counts(seen, seen + int((states == "not_observed").sum()))


def _counts(cohort: Cohort) -> Counts:
    states = cohort.frame["state"]
    events = int((states == "yes").sum())
    return Counts(events, events + int((states == "no").sum()))


def _series(spec: RunSpec, comparison: Comparison, cohort: Cohort) -> tuple[Sample | NotEstimable, Observed]:
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
        fingerprints=(_print(cohort),),
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
    observed = Observed(sample=None, flow=cohort.flow, periods=(last,), fingerprints=(_print(cohort),))
    if len(own) != 1:
        return NotEstimable(f"No figure was published for this organisation in {month_name(last)}."), observed
    return Units(like["value"].to_numpy(float), int(own[0])), observed
