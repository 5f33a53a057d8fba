"""How a number is made: the terms of a measure's definition and what they mean, for the report's appendix."""

from collections.abc import Iterator, Mapping, Sequence

from fairclaim.claims.definition_of_scores import change_terms, recovery_terms
from fairclaim.claims.definition_words import (
    Term,
    better_words,
    conditions,
    looked_for,
    margin_words,
    named,
    span,
    what_is_measured,
    window_words,
    words,
)
from fairclaim.params.edges import Index, ObservedWhen
from fairclaim.params.measures import (
    ActivityMeasure,
    AnyMeasure,
    CategoryMeasure,
    CurrencyMeasure,
    ProportionMeasure,
    QuantityMeasure,
    RateMeasure,
    SeriesMeasure,
    TimeToEventMeasure,
    counts_deaths,
)
from fairclaim.params.models import Comparison
from fairclaim.params.months import day
from fairclaim.params.scores import PairedChangeMeasure, RecoveryMeasure
from fairclaim.params.spec import RunSpec


def definition(spec: RunSpec, comparison: Comparison, planned: tuple[str, int] | None = None) -> tuple[Term, ...]:
    """Say how the number is made: terms and meanings for the report's appendix.

    Parameters
    ----------
    spec : RunSpec
    comparison : Comparison
    planned : tuple of (str, int), optional
        The plan that the extract gives, where it is the one used: its kind, and how many.
    """
    measure = spec.measure(comparison.measure)
    terms: list[Term] = [("In one sentence", measure.plain)] if measure.plain else []
    if measure.kind not in {"category", "activity"}:
        terms.append(("Better is", better_words(measure)))
    if measure.rule:
        terms.append(("National definition", measure.rule))
    terms += _kind_terms(measure)
    if comparison.margin is not None:
        terms += _margin_terms(spec, comparison)
    if comparison.target is not None:
        target = comparison.target
        terms.append(("Standard", f"{target.name} ({target.source}, {target.dated.isoformat()})"))
    terms += _against(spec, comparison)
    if planned is not None:
        terms.append(("Planned", _planned_in_extract(*planned)))
    terms += [(f"Changed on {change.on.isoformat()}", change.what) for change in measure.breaks]
    return tuple(terms)


def _margin_terms(spec: RunSpec, comparison: Comparison) -> Iterator[Term]:
    measure = spec.measure(comparison.measure)
    size = margin_words(measure, comparison)
    if measure.family == "safety":
        yield "Margin for harm", f"{size}; more harm that is clear of chance is told as worse, however little it is"
    else:
        yield "Smallest difference that matters", size
    basis = spec.margin_agreed(comparison)
    if basis is None:
        yield "Who agreed it, and why", "not on file"
        return
    late = ", after the quarter had ended" if basis.agreed_on > spec.quarter.end else ""
    yield "Who agreed it", f"{basis.agreed_by}, {day(basis.agreed_on)}{late}"
    yield "Why so much", basis.because


def _against(spec: RunSpec, comparison: Comparison) -> Iterator[Term]:
    """Name the papers behind a comparison group and a plan."""
    if comparison.group is not None:
        group = comparison.group
        yield "Compared with", f"{group.name} ({group.source}, {group.dated.isoformat()})"
        if group.changed_on is not None:
            unit = {"team": "teams", "site": "sites"}[group.unit]
            yield "First day with the service", f"{group.changed_on.isoformat()}; {unit} are followed by whole months"
    plan = spec.quarter_file.planned.get(spec.service.id, {}).get(comparison.measure)
    if plan is not None:
        yield "Planned", f"{plan.value:,} in the quarter ({plan.source}, {plan.dated.isoformat()})"


def _planned_in_extract(kind: str, value: int) -> str:
    rows = f"the quarter’s months under “{words(kind)}”, added up"
    return f"{value:,} in the quarter (the extract’s own plans of activity, activity_plan: {rows})"


_UNSEEN = {
    "own_state": "counted apart as not checked, and the share seen is shown",
    "failure": "counts as not reaching the outcome",
    "missing": "counted apart as missing, and the share seen is shown",
    "own_category": "counted as a category of its own",
}
_BETWEEN = {"excluded": "is left out, unless the outcome came first", "failure": "counts as not reaching the outcome"}
_DIED = _BETWEEN | {
    "ends_exposure": "ends the time counted",
    "kept": "changes nothing",
    "competing": "is told apart from the event, because it makes the event impossible",
    "censored": "ends the time followed",
    "event": "counts as the event",
}

_DATED_BEFORE = {"excluded": "is a slip of the record, and the row is left out"}


def _kind_terms(measure: AnyMeasure) -> Iterator[Term]:
    match measure:
        case SeriesMeasure():
            yield "Published series", measure.source_note
        case CurrencyMeasure():
            owed = f"{words(measure.open.table)} open on the quarter's last day{_asked(measure.open.where)}"
            yield "Owed by", owed
            in_force = measure.in_force
            last = " (which counts)" if in_force.end_day == "inclusive" else " (which does not)"
            held = f"from {words(in_force.start)} to {words(in_force.end)}{last}, or with no end on record"
            yield "In date when", f"{words(in_force.table)}: {held}{_asked(in_force.where)}"
            yield "Not owed yet", f"those open for less than {span(measure.grace)}"
        case PairedChangeMeasure():
            yield from _who(measure.index)
            yield from change_terms(measure)
        case RecoveryMeasure():
            yield from _who(measure.index)
            yield from recovery_terms(measure)
        case ProportionMeasure():
            yield from _who(measure.index)
            yield "Window", window_words(measure.window)
            yield "Reached when", _reached(measure)
            yield from looked_for(measure.outcome.link)
            for other in measure.outcome.also:
                if other.link != measure.outcome.link and other.link is not None:
                    yield from (("Looked for, " + words(other.table), said) for _, said in looked_for(other.link))
            yield from _edges(measure)
            if measure.observed_when is not None:
                known = ", or one of those is on record" if measure.events_unseen == "counted" else ""
                yield "Seen when", _seen(measure.observed_when) + (known if _of_absence(measure) else "")
                if measure.events_unseen == "left_out":
                    yield "On record, but not seen", "treated like the others who were not seen"
            yield "Not seen", _UNSEEN[measure.not_observed]
        case ActivityMeasure():
            yield from _who(measure.index)
        case RateMeasure() | QuantityMeasure() | TimeToEventMeasure() | CategoryMeasure():
            yield from _who(measure.index)
            yield "Window", window_words(measure.window) if measure.window is not None else "the quarter itself"
            yield from what_is_measured(measure)
            yield from _edges(measure)


def _of_absence(measure: ProportionMeasure) -> bool:
    return measure.outcome.counts_when == "absent"


def _reached(measure: ProportionMeasure) -> str:
    times = f", {measure.outcome.at_least} times or more" if measure.outcome.at_least > 1 else ""
    what = named(measure.outcome)
    if measure.outcome.counts_when == "absent":
        return f"none of these is on record in the window{times}: {what}"
    return f"one of these is on record in the window{times}: {what}"


def _seen(observed: ObservedWhen) -> str:
    said = [
        f"the feed of {words(look.feed)} reaches the end of the window"
        if look.feed
        else f"there is an entry in {words(look.table or '')}{_asked(look.where)}"
        for look in observed.looks
    ]
    return ", or ".join(said)


def _asked(where: Mapping[str, Sequence[str]]) -> str:
    return f" ({conditions(where)})" if where else ""


def _who(index: Index) -> Iterator[Term]:
    yield "Counted from", f"{words(index.table)}, {words(index.at)}"
    if index.where:
        yield "Counted only if", conditions(index.where)
    if index.where_not:
        yield "Not counted if", f"{conditions(index.where_not)}; what is left blank is counted"
    if index.counts == "people":
        yield "Counted once", "each person, at the first such event of the quarter"
    if index.washout is not None:
        yield "New episodes only", f"no such event of the person in the {span(index.washout)} before"
    if index.ages is not None:
        youngest, oldest = index.ages.youngest, index.ages.oldest
        yield "Ages", f"{youngest or 0} and over" if oldest is None else f"{youngest or 0} to {oldest}"


def _edges(
    measure: ProportionMeasure | RateMeasure | QuantityMeasure | TimeToEventMeasure | CategoryMeasure,
) -> Iterator[Term]:
    if isinstance(measure, CategoryMeasure):
        yield "Nothing on record", _UNSEEN[measure.not_observed]
        return
    if counts_deaths(measure):
        yield "A death in the window", "is what is looked for, and no reason to leave anybody out"
        yield "A death dated before the window", _DATED_BEFORE.get(measure.died, "is none of these")
    else:
        yield "A death in the window", _DIED[measure.died]
    for term, name in (("A transfer in the window", "transferred"), ("A new referral in the window", "rereferred")):
        handled = getattr(measure, name, "ignored")
        if handled != "ignored":
            yield term, _BETWEEN[handled]
