"""From cohorts to questions: each comparison with its cohorts, and the sample that it rests on."""

from dataclasses import dataclass, replace

from fairclaim.claims.claim import Observed
from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.params.answers import SHARES
from fairclaim.params.measures import ActivityMeasure, AnyMeasure
from fairclaim.params.models import Comparison
from fairclaim.params.spec import RunSpec
from fairclaim.session.activity import done
from fairclaim.session.followed import followed
from fairclaim.session.groups import groups
from fairclaim.session.looked import audited, starts
from fairclaim.session.months import monthly
from fairclaim.session.people import people
from fairclaim.session.prints import printed
from fairclaim.session.published import published
from fairclaim.session.supply import not_supplied
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.results import Diagnostic, NotEstimable
from fairclaim.stats.samples import Sample

REFERENCE_PERIOD: dict[str, Period] = {
    "previous_quarter": "previous_quarter",
    "same_quarter_last_year": "same_quarter_last_year",
    "comparison_group": "comparison_group",
    "difference_in_differences": "comparison_group",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One comparison with its cohorts, and the sample made of them (or why none could be made).

    A design that has to pass a test of its own also has the `contrast` that is told if it does not, and, once it was
    tried, the `test`.
    """

    comparison: Comparison
    measure: AnyMeasure
    own: Cohort
    reference: Cohort | None
    audit: Cohort | None
    observed: Observed
    sample: Sample | NotEstimable
    contrast: "Question | None" = None
    test: Diagnostic | NotEstimable | None = None

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
        sample, observed = published(spec, comparison, own)
    elif isinstance(measure, ActivityMeasure):
        sample, observed = done(spec, own, measure)
    elif comparison.against == "difference_in_differences":
        simple = _question(spec, plainly(comparison), by_key)
        return with_design(simple, comparison, by_key[measure.id, "by_arm"])
    elif comparison.against == "own_series":
        sample, observed = _by_month(by_key[measure.id, "by_month"], measure)
    else:
        sample, observed = people(own, reference, measure)
        cohorts = (own,) if reference is None else (own, reference)
        observed = replace(
            observed,
            groups=groups(spec, own) if measure.kind in SHARES else (),
            audit=audited(audit),
            starts=starts(measure, cohorts),
        )
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
    sample, observed = people(months, None, measure)
    return (sample, observed) if isinstance(sample, NotEstimable) else monthly(months, observed)


def plainly(comparison: Comparison) -> Comparison:
    """Ask what a design asks without the design: how the two groups differ as they stand."""
    return comparison.model_copy(update={"against": "comparison_group", "method": Difference()})


def with_design(simple: Question, comparison: Comparison, both: Cohort) -> Question:
    """Ask a difference in differences, with the simple contrast of the same people to fall back on."""
    if comparison.group is None or comparison.group.changed_on is None:
        raise ValueError("A difference in differences always has its group and the day of its change.")
    sample, cells = followed(both, comparison.group)
    observed = replace(
        simple.observed,
        sample=None if isinstance(sample, NotEstimable) else sample,
        cells=cells,
        fingerprints=(*simple.observed.fingerprints, printed(both)),
        groups=(),
    )
    return replace(simple, comparison=comparison, observed=observed, sample=sample, contrast=simple)
