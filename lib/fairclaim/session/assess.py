"""`assess`: all estimates, checks and grades of one report, once; everything after it only reads."""

from collections.abc import Callable
from dataclasses import dataclass

from fairclaim.checks import Evidence, Preliminary, run_checks
from fairclaim.checks.definition import changed_against
from fairclaim.claims.claim import Claim
from fairclaim.claims.direction import better_for
from fairclaim.claims.findings import finding
from fairclaim.claims.grade import grade
from fairclaim.claims.ladder import graded_as, ladder
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.kinds import Better, Finding
from fairclaim.params.months import month_number
from fairclaim.params.spec import RunSpec
from fairclaim.session.designs import tested
from fairclaim.session.questions import Question, questions
from fairclaim.session.ready import ready
from fairclaim.stats.multiplicity import holm
from fairclaim.stats.results import Curve, Estimate, NotEstimable, Result


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one report may claim, on true counts. Never shown: disclosure control comes after it."""

    spec: RunSpec
    claims: tuple[Claim, ...]


def assess(spec: RunSpec, cohorts: tuple[Cohort, ...]) -> Assessment:
    """Estimate, check and grade every comparison of one report.

    All at once, because the level of the primary comparisons depends on how many there are, and because a claim's
    checks lean on other claims: the paired harm, the standard of delivery.
    """
    level = spec.house.level
    asked = tuple(ready(spec, tested(question, level)) for question in questions(spec, cohorts))
    results = _results(spec, asked)
    preliminary = tuple(
        Preliminary(
            question.comparison,
            question.measure,
            result,
            _finding(spec, question, result),
            question.supplied,
            question.observed.seen,
        )
        for question, result in zip(asked, results, strict=True)
    )
    claims = tuple(
        _claim(spec, question, first, preliminary) for question, first in zip(asked, preliminary, strict=True)
    )
    return Assessment(spec, claims)


def _results(spec: RunSpec, asked: tuple[Question, ...]) -> list[Result]:
    level = spec.house.level
    estimators = [_estimator(question) for question in asked]
    primary = [i for i, question in enumerate(asked) if question.comparison.primary]
    levels = dict(zip(primary, holm([estimators[i] for i in primary], level), strict=True))
    return [estimate(levels.get(i, level)) for i, estimate in enumerate(estimators)]


def _estimator(question: Question) -> Callable[[float], Result]:
    method, sample = question.comparison.method, question.sample
    if isinstance(sample, NotEstimable):
        return lambda _: sample
    return lambda level: method(sample, level=level)


def _finding(spec: RunSpec, question: Question, result: Result) -> Finding:
    if changed_against(question.comparison, question.measure, spec.quarter):
        # Settled before any check leans on this finding: figures by two definitions say neither better nor worse.
        return Finding.CANNOT_SAY
    return finding(
        result,
        better=_better(question, result),
        margin=question.comparison.margin,
        harm=question.measure.family == "safety",
        quarter=tuple(range(month_number(spec.quarter.start), month_number(spec.quarter.end) + 1)),
        held_to_target=question.comparison.against in {"target", "benchmark"},
    )


def _better(question: Question, result: Result) -> Better:
    read = result.read if isinstance(result, Curve) else result
    if not isinstance(read, Estimate):
        return question.measure.better
    return better_for(question.comparison, question.measure, read)


def _claim(spec: RunSpec, question: Question, first: Preliminary, all_of_them: tuple[Preliminary, ...]) -> Claim:
    evidence = Evidence(
        spec=spec,
        comparison=question.comparison,
        measure=question.measure,
        own=question.own,
        reference=question.reference,
        audit=question.audit,
        others=all_of_them,
        test=question.test,
    )
    # Nothing is known of what was not supplied, so there is nothing to check.
    checks = run_checks(evidence) if question.supplied else ()
    rung, bound = grade(
        ladder(),
        design=question.comparison.against,
        kind=graded_as(question.measure),
        level=question.measure.level,
        finding=first.finding,
        estimable=not isinstance(first.result, NotEstimable),
        checks=checks,
    )
    return Claim(
        comparison=question.comparison,
        measure=question.measure,
        observed=question.observed,
        result=first.result,
        finding=first.finding,
        rung=rung,
        bound=bound,
        checks=checks,
        test=question.test,
    )
