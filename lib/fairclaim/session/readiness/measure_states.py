"""What each comparison will get, lose and lack, before anybody has seen its answer."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fairclaim.claims.subject import subject
from fairclaim.errors import counted
from fairclaim.kinds import EARLIER, WITH_A_GROUP
from fairclaim.params.months import month_name
from fairclaim.params.quarters import Quarter
from fairclaim.params.spec import RunSpec
from fairclaim.session.readiness.earlier import share_of, spread_of_changes
from fairclaim.session.readiness.foresight import at_best
from fairclaim.session.readiness.measure_gaps import measure_gaps
from fairclaim.session.readiness.outlook import Sizes, outlook
from fairclaim.session.readiness.people import group
from fairclaim.session.readiness.sizes import Group, MeasureState, Outlook
from fairclaim.session.supply import not_supplied
from fairclaim.stats.samples import Units

if TYPE_CHECKING:
    from fairclaim.data.reading.extracts import Extract
    from fairclaim.session.questions import Question


def measure_states(spec: RunSpec, extract: "Extract", asked: tuple["Question", ...]) -> tuple[MeasureState, ...]:
    """Look at every comparison, in the service's order."""
    return tuple(_state(spec, extract, question, asked) for question in asked)


def _state(spec: RunSpec, extract: "Extract", question: "Question", asked: tuple["Question", ...]) -> MeasureState:
    measure, about = question.measure, subject(spec, question.comparison)
    groups = _groups(spec, question)
    rung, because = at_best(spec, question, asked)
    lacks = question.observed.lacks
    state = MeasureState(
        measure=measure.id,
        title=about.title,
        against=about.against_words,
        groups=groups,
        sizes=_sizes(question),
        lacks=(not_supplied(lacks, spec.quarter_file),) if lacks else (),
        audited=_audited(question),
        at_best=rung.readers_name,
        because=because,
        outlook=_outlook(spec, extract, question, groups),
    )
    return replace(state, gaps=measure_gaps(spec, question, state))


def _groups(spec: RunSpec, question: "Question") -> tuple[Group, ...]:
    if question.measure.kind == "series" or not question.supplied:
        return ()
    own = group(question.own, question.measure, spec.quarter)
    if question.reference is None:
        return (own,)
    return (own, group(question.reference, question.measure, _reference(spec, question)))


def _reference(spec: RunSpec, question: "Question") -> Quarter:
    if question.comparison.against in WITH_A_GROUP:
        return spec.quarter
    return spec.quarter.previous if question.comparison.against == "previous_quarter" else spec.quarter.year_before


def _sizes(question: "Question") -> str:
    """Say how much of a series there is: months and organisations, never a value."""
    observed = question.observed
    if isinstance(observed.sample, Units):
        return f"{counted(len(observed.sample.values), 'organisation', 'organisations')} with a figure"
    if not observed.periods:
        return ""
    months = counted(len(observed.periods), "month", "months")
    missing = len(observed.not_published)
    tail = f", {missing} more without a figure" if missing else ""
    return f"{months} to {month_name(observed.periods[-1])}{tail}"


def _audited(question: "Question") -> int | None:
    if question.measure.kind == "series":
        return None
    return 0 if question.audit is None else len(question.audit.frame)


def _outlook(spec: RunSpec, extract: "Extract", question: "Question", groups: tuple[Group, ...]) -> Outlook | None:
    if not groups or not question.supplied:
        return None
    comparison, measure = question.comparison, question.measure
    base, earlier, other = None, "", None
    if measure.kind == "paired_change":
        base, earlier = spread_of_changes(spec, extract, measure), "the year before the quarter"
    elif comparison.against in EARLIER and question.reference is not None:
        base, earlier = share_of(question.reference), groups[1].period
        other = groups[1].counted
    level = strictest_level(spec, comparison.primary)
    sizes = Sizes(n=groups[0].counted, n_reference=other, base=base, earlier=earlier, level=level)
    return outlook(comparison, measure, sizes)


def strictest_level(spec: RunSpec, primary: bool) -> float:
    """Level that an interval is printed at if no other main comparison is clear: Holm's first step."""
    mains = sum(comparison.primary for comparison in spec.service.comparisons)
    return 1 - (1 - spec.house.level) / mains if primary else spec.house.level
