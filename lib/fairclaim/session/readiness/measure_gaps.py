"""What is amiss with a comparison: no figure at all, or a claim weaker than it could be."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairclaim.claims.ladder import ladder
from fairclaim.errors import counted
from fairclaim.kinds import Rung
from fairclaim.params.spec import RunSpec
from fairclaim.session.readiness.foresight import fewest_audited
from fairclaim.session.readiness.gap import Gap, Weight
from fairclaim.session.readiness.sizes import Group, MeasureState
from fairclaim.session.readiness.wording import day, in_100

if TYPE_CHECKING:
    from fairclaim.session.questions import Question

_Found = Iterator[tuple[Weight, str, str]]


_TO_FOLLOW_UP = (
    "Follow up those who are missing, ask whether their records are still to come, and see that follow-ups are dated "
    "on or after the end of the window: earlier ones do not count"
)


def measure_gaps(spec: RunSpec, question: "Question", state: MeasureState) -> tuple[Gap, ...]:
    """List what is amiss with one comparison, from sizes and coverage alone."""
    found = [*_lacking(spec, state)] if state.lacks else [*_people(spec, question, state), *_series(question)]
    where = f"{state.measure} ({question.comparison.against.replace('_', ' ')})"
    return tuple(Gap(weight=weight, where=where, what=what, todo=todo) for weight, what, todo in found)


def _lacking(spec: RunSpec, state: MeasureState) -> _Found:
    what = " ".join(state.lacks)
    if state.measure == spec.pathway.harm:
        cap = Rung(ladder().state("harm", "not_run").cap or 0).readers_name
        what += f" Safety is not shown, and claims about people stop at '{cap}'."
    else:
        what += " This comparison has no figure."
    yield "no figure", what, "Ask for the table, or run without it: the report says so, dated"


def _people(spec: RunSpec, question: "Question", state: MeasureState) -> _Found:
    if not state.groups:
        return
    for group in state.groups:
        if not group.counted and not group.still_open:
            what = f"Nobody is counted in {group.period}."
            yield "no figure", what, "Check that the extract holds that quarter, and the measure's definition"
        yield from _seen(group, state)
    yield from _open(question, state.groups)
    yield from _audit(spec, state)


def _open(question: "Question", groups: tuple[Group, ...]) -> _Found:
    still_open = [group for group in groups if group.still_open]
    if not still_open:
        return
    parts = [f"{g.still_open:,} of {counted(g.events, 'window', 'windows')} of {g.period}" for g in still_open]
    closed = max((group.closed_on for group in still_open if group.closed_on is not None), default=None)
    verb = "is" if sum(group.still_open for group in still_open) == 1 else "are"
    what = f"{' and '.join(parts)} {verb} still open on the freeze date"
    excluded = getattr(question.measure, "immature", "refused") == "excluded"
    what += ", and not counted." if excluded else ", so there will be no figure."
    todo = "Wait for a later freeze"
    if closed is not None:
        todo = f"All will be closed on {day(closed)}: extract again, and set as_at to that day or later"
    yield ("look at it" if excluded else "no figure"), what, todo


def _seen(group: Group, of: MeasureState) -> _Found:
    share, limits = group.seen.value if group.seen is not None else None, ladder().thresholds
    if group.seen is None or share is None or share >= limits.followup_full:
        return
    row = ladder().state("followup", "partial" if share >= limits.followup_partial else "low")
    what = f"In {group.period}, what happened is known for {in_100(share)} people ({group.seen.part:,} of "
    what += f"{group.seen.whole:,}); {in_100(limits.followup_full)} are asked for."
    if row.sentence in of.because:
        what += f" The claim stops at '{of.at_best}'."
    yield ("weaker claim", what, _TO_FOLLOW_UP)


def _audit(spec: RunSpec, state: MeasureState) -> _Found:
    rule, level = spec.pathway.audit, spec.house.level
    if rule is None or not state.audited:
        return
    fewest = fewest_audited(rule.agreement, level)
    if state.audited < fewest:
        what = f"{counted(state.audited, 'outcome was', 'outcomes were')} audited. Even if all are found as recorded, "
        what += f"that cannot show the agreement of {in_100(rule.agreement)} on file."
        yield "weaker claim", what, f"Audit at least {fewest} outcomes of the quarter"


def _series(question: "Question") -> _Found:
    if question.measure.kind == "series" and question.observed.sample is None:
        what = "Nothing was published for this organisation that could be shown."
        yield "no figure", what, "Check the organisation's type and code in the service's file"
