"""What a check may look at: the cohorts behind one comparison, what else the report found, and what is on file."""

from dataclasses import dataclass
from typing import Protocol

from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.kinds import Finding
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Comparison
from fairclaim.params.spec import RunSpec
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import Counts


@dataclass(frozen=True, slots=True)
class Preliminary:
    """The result and finding of a comparison before its checks: other claims' checks lean on these.

    `supplied` is false where a table that the comparison needs was not in the extract. `seen` holds, of each cohort,
    how many were seen of those who were owed a follow-up.
    """

    comparison: Comparison
    measure: AnyMeasure
    result: Result
    finding: Finding
    supplied: bool = True
    seen: tuple[Counts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One comparison under check.

    Parameters
    ----------
    spec : RunSpec
    comparison, measure
        The question.
    own : Cohort
    reference, audit : Cohort or None
        None where the comparison has no earlier cohort, or no audit of the outcome was supplied.
    others : tuple of Preliminary
        Every comparison of the report, this one included.
    test : Diagnostic, NotEstimable or None
        The own test of the design that was asked for, if it has one.
    """

    spec: RunSpec
    comparison: Comparison
    measure: AnyMeasure
    own: Cohort
    reference: Cohort | None
    audit: Cohort | None
    others: tuple[Preliminary, ...]
    test: Diagnostic | NotEstimable | None = None


class Check(Protocol):
    """One question about the evidence: it answers with a state of its row in the ladder's table."""

    @property
    def id(self) -> str:
        """Name of the check's row in the ladder."""

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
