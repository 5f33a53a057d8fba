"""A claim: one answered question with its finding, its rung, and why the rung is not higher."""

from dataclasses import dataclass
from datetime import date

from fairclaim.claims.completion import Completion
from fairclaim.kinds import Finding, Rung
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Comparison
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import Counts, Sample


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check came to: a state that the ladder's table turns into verdict, cap and sentence."""

    check: str
    state: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit of the outcome came to: how many records agreed with what was found, and when it was done."""

    agreed: Counts
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Where one cohort's people started: how many of those counted have a first score, and its mean."""

    scored: Counts
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """What a comparison rests on: true numbers, before any disclosure control.

    Parameters
    ----------
    sample : Sample or None
        What the method was given; None where no sample could be made (an immature cohort, a missing month).
    flow, reference_flow : tuple of (str, int)
        Steps of selection of the two cohorts; the second is empty where there is one cohort.
    periods : tuple of date
        For a series: the month of each value.
    not_published : tuple of date
        For a series: the months in the window without a value.
    fingerprints : tuple of (str, str, int)
        Name, SHA-256 and number of rows of each cohort used.
    monthly : tuple of Counts
        For a service's own people asked by month: the counts behind each period.
    seen : tuple of Counts
        For people: of those who were owed a follow-up, how many were seen; this cohort's first.
    audit : Audit or None
        Of the outcome, where one was supplied.
    starts : tuple of Start
        Where scores at the start are asked for: each cohort's, this cohort's first.
    groups : tuple of (str, tuple of (str, Counts))
        What the outcome is broken down by, and the counts of each of its groups.
    completion : tuple of Completion
        For a paired change: how far each cohort got, this cohort's first.
    cells : tuple of Counts
        For a difference in differences: the service before and after, then its comparison group before and after.
    planned : tuple of (str, int), optional
        For activity whose plan is the extract's own: the kind that names it there, and how many were planned.
    """

    sample: Sample | None
    flow: tuple[tuple[str, int], ...] = ()
    reference_flow: tuple[tuple[str, int], ...] = ()
    periods: tuple[date, ...] = ()
    not_published: tuple[date, ...] = ()
    fingerprints: tuple[tuple[str, str, int], ...] = ()
    monthly: tuple[Counts, ...] = ()
    seen: tuple[Counts, ...] = ()
    audit: Audit | None = None
    starts: tuple[Start, ...] = ()
    lacks: tuple[str, ...] = ()
    groups: tuple[tuple[str, tuple[tuple[str, Counts], ...]], ...] = ()
    completion: tuple[Completion, ...] = ()
    cells: tuple[Counts, ...] = ()
    planned: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What may be said of one comparison, on true counts; it becomes readable only through disclosure control.

    Parameters
    ----------
    comparison, measure
        The question, as written down before the numbers.
    observed : Observed
    result : Result
    finding : Finding
    rung : Rung
    bound : tuple of CheckResult
        The checks that keep the rung below what was in reach: at most two, the lowest limit first.
    checks : tuple of CheckResult
        All checks that were asked of this claim.
    test : Diagnostic, NotEstimable or None
        The own test of the design that was asked for. Where it was not passed, this claim is the simple contrast that
        was told in the design's place.
    """

    comparison: Comparison
    measure: AnyMeasure
    observed: Observed
    result: Result
    finding: Finding
    rung: Rung
    bound: tuple[CheckResult, ...]
    checks: tuple[CheckResult, ...]
    test: Diagnostic | NotEstimable | None = None

    @property
    def id(self) -> str:
        """Name the claim: its measure and what it is held against."""
        return self.comparison.id

    @property
    def redefined(self) -> bool:
        """Whether the measure changed its meaning between the two sides."""
        return CheckResult("definition", "changed") in self.checks
