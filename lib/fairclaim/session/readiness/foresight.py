"""The best that a claim can be given, if every number that nobody has looked at yet turns out well."""

from dataclasses import replace
from math import ceil
from statistics import NormalDist
from typing import TYPE_CHECKING

from fairclaim.checks import Evidence, Preliminary, run_checks
from fairclaim.claims.grade import grade
from fairclaim.claims.ladder import ladder
from fairclaim.kinds import Better, Finding, Rung
from fairclaim.params.spec import RunSpec
from fairclaim.stats.results import Diagnostic, Estimate, NotEstimable

if TYPE_CHECKING:
    from fairclaim.data.cohorts.cohort import Cohort
    from fairclaim.session.questions import Question

# A design's own test looks at outcomes, of before the change: it is hoped for as well.
_PASSED = Diagnostic(name="hoped for", value=0.0, sentence="Hoped for.", passed=True)


def at_best(spec: RunSpec, question: "Question", asked: tuple["Question", ...]) -> tuple[Rung, tuple[str, ...]]:
    """Grade a comparison as if its outcome were better and all that it leans on were well.

    What is known before the quarter is run (the design, who was followed up, what was supplied and is on file, where
    people started) is taken as it is. What an outcome will decide (the finding, the paired harm, the standard of
    delivery, the agreement of the audit) is taken at its best, and never looked at.

    Returns
    -------
    rung : Rung
    because : tuple of str
        The ladder's sentences for what keeps it there; empty where nothing does.
    """
    measure, comparison = question.measure, question.comparison
    evidence = Evidence(
        spec=spec,
        comparison=comparison,
        measure=measure,
        own=question.own,
        reference=question.reference,
        audit=_all_agreeing(question.audit),
        others=tuple(_hoped(other) for other in asked),
        test=_PASSED if question.contrast is not None else None,
    )
    checks = run_checks(evidence)
    rung, bound = grade(
        ladder(),
        design=comparison.against,
        kind=measure.kind,
        level=measure.level,
        finding=Finding.DESCRIBED if _described(question) else Finding.BETTER,
        estimable=not isinstance(question.sample, NotEstimable),
        checks=checks,
    )
    return rung, tuple(ladder().state(check.check, check.state).sentence for check in bound)


def fewest_audited(agreement: float, level: float) -> int:
    """How many audited outcomes, all of them found as recorded, reach an agreement with Wilson's lower limit.

    At x = n that limit is n / (n + z²), so n ≥ z² · agreement / (1 − agreement).

    Examples
    --------
    >>> fewest_audited(0.9, 0.95)
    35
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    return ceil(z**2 * agreement / (1 - agreement))


def _described(question: "Question") -> bool:
    against, kind = question.comparison.against, question.measure.kind
    return against == "peers" or (against == "nothing" and kind != "paired_change")


def _all_agreeing(audit: "Cohort | None") -> "Cohort | None":
    # What the auditors found is a result; that they looked is not.
    return None if audit is None else replace(audit, frame=audit.frame.assign(state="yes"))


def _hoped(question: "Question") -> Preliminary:
    comparison, measure, sample = question.comparison, question.measure, question.sample
    if isinstance(sample, NotEstimable):
        return Preliminary(comparison, measure, sample, Finding.CANNOT_SAY, question.supplied)
    seen = question.observed.seen
    return Preliminary(comparison, measure, _clearly(measure.better), Finding.BETTER, seen=seen)


def _clearly(better: Better) -> Estimate:
    sign = 1.0 if better == "higher" else -1.0
    lower, upper = sorted((sign * 0.1, sign * 0.3))
    return Estimate(
        value=sign * 0.2,
        lower=lower,
        upper=upper,
        level=0.95,
        null=0.0,
        unit="proportion_difference",
        n=1,
        method="hoped for",
    )
