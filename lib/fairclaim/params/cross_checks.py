"""What no single file can see: names that must exist elsewhere, and questions that a measure can answer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fairclaim.errors import Problem
from fairclaim.params.answers import ANSWERS, SHARES, gives_ratio, methods_for, name_of
from fairclaim.params.models import Comparison, Pathway, QuarterFile, Service

if TYPE_CHECKING:
    from fairclaim.params.load import Library

STATED_ELSEWHERE = frozenset({"better", "target", "rebase_at", "unit", "null", "multiplier", "judged_from", "decimals"})

# Methods whose answer is held against no margin, and stands beside no other at a level.
_DESCRIBES = frozenset({"xmr", "place", "category_shares", "tally"})


def cross_problems(library: "Library", params_name: str) -> list[Problem]:
    """Every problem between files, in the order of the files."""
    problems: list[Problem] = []
    for measure in library.measures.values():
        if measure.read_with is not None:
            where = f"{params_name}/measures/{measure.id}.yaml → read_with"
            problems += _exists(measure.read_with, "measure", library.measures, where)
    for pathway in library.pathways.values():
        problems += _pathway(pathway, library, f"{params_name}/pathways/{pathway.id}.yaml")
    for service in library.services.values():
        problems += _service(service, library, f"{params_name}/services/{service.id}.yaml")
    for name, quarter in library.quarters.items():
        problems += _planned(quarter, library, f"{params_name}/quarters/{name}.yaml → planned")
    return problems


def _planned(quarter: QuarterFile, library: "Library", where: str) -> Iterator[Problem]:
    activity = {name: measure for name, measure in library.measures.items() if measure.kind == "activity"}
    for service, plans in quarter.planned.items():
        yield from _exists(service, "service", library.services, where)
        for measure in plans:
            yield from _exists(measure, "measure", activity, f"{where}.{service}")


def _pathway(pathway: Pathway, library: "Library", where: str) -> Iterator[Problem]:
    for position, name in enumerate(pathway.measures):
        yield from _exists(name, "measure", library.measures, f"{where} → measures[{position}]")
    for key in ("standard", "harm"):
        name = getattr(pathway, key)
        if name is not None and name not in pathway.measures:
            todo = "Add it to the measures, or name one of them"
            yield Problem(
                "it is not among the pathway's measures", f"{where} → {key}", f"'{name}'", _list(pathway.measures), todo
            )
    harm = library.measures.get(pathway.harm or "")
    if harm is not None and harm.family != "safety":
        yield Problem("the paired harm must be of the safety family", f"{where} → harm", harm.family, "safety")


def _service(service: Service, library: "Library", where: str) -> Iterator[Problem]:
    yield from _exists(service.pathway, "pathway", library.pathways, f"{where} → pathway")
    yield from _exists(service.source, "source", library.sources, f"{where} → source")
    for position, comparison in enumerate(service.comparisons):
        place = f"{where} → comparisons[{position}]"
        yield from _exists(comparison.measure, "measure", library.measures, f"{place}.measure")
        if comparison.measure in library.measures:
            yield from _comparison(comparison, service, library.measures[comparison.measure], place)


def _comparison(comparison: Comparison, service: Service, measure: Any, place: str) -> Iterator[Problem]:
    allowed = [name_of(method) for method in methods_for(measure.kind, comparison.against)]
    if not allowed:
        yield _no_answer(comparison, measure.kind, place)
    elif comparison.method.name not in allowed:
        what = "this method answers another question"
        yield Problem(what, f"{place}.method.name", comparison.method.name, _list(allowed))
    yield from _left_to_the_comparison(comparison, place)
    yield from _target(comparison, measure, place)
    yield from _margin(comparison, measure, place)
    if measure.kind == "series" and service.organisation is None:
        todo = 'Add organisation: {type: Provider, code: "RXX"}'
        yield Problem("a published series needs the organisation to look up", place, todo=todo)


def _target(comparison: Comparison, measure: Any, place: str) -> Iterator[Problem]:
    if comparison.target is None:
        return
    if measure.kind in SHARES and not 0 < comparison.target.value < 1:
        yield Problem("a proportion's target lies between 0 and 1", f"{place}.target.value", todo="Write 0.85, not 85")
    if measure.kind == "series" and not 1 <= comparison.target.value <= 100:
        yield Problem("a percentage's target lies between 1 and 100", f"{place}.target.value", todo="Write 70, not 0.7")


def _margin(comparison: Comparison, measure: Any, place: str) -> Iterator[Problem]:
    if comparison.margin is None:
        return
    if gives_ratio(comparison.method):
        if not comparison.margin > 1:
            todo = "Write 1.1 for a tenth more, or as much less"
            yield Problem("a ratio's margin lies above 1", f"{place}.margin", todo=todo)
    elif measure.kind in SHARES and not comparison.margin < 1:
        yield Problem("a proportion's margin lies between 0 and 1", f"{place}.margin", todo="Write 0.05 for 5 points")


def _no_answer(comparison: Comparison, kind: str, place: str) -> Problem:
    allowed = [against for of_kind, against in ANSWERS if of_kind == kind and methods_for(of_kind, against)]
    if not allowed:
        todo = "Take the comparison out; the measure itself may stay"
        return Problem("no method answers this kind of measure yet", f"{place}.measure", f"kind {kind}", "", todo)
    what = f"a measure of kind {kind} cannot be held against this"
    return Problem(what, f"{place}.against", comparison.against, _list(allowed))


def _left_to_the_comparison(comparison: Comparison, place: str) -> Iterator[Problem]:
    """Refuse options that the comparison or the measure already states, and keys that a chart has no use for."""
    todo = "Leave it out: the measure and the comparison say it"
    for option in sorted(comparison.method.model_fields_set & STATED_ELSEWHERE):
        yield Problem("this option is stated elsewhere", f"{place}.method.{option}", todo=todo)
    if comparison.method.name in _DESCRIBES:
        for key, given in (("margin", comparison.margin is not None), ("primary", comparison.primary)):
            if given:
                yield Problem("what only describes has no use for this key", f"{place}.{key}", todo="Leave it out")


def _exists(name: str, noun: str, known: dict[str, Any], where: str) -> Iterator[Problem]:
    if name not in known:
        yield Problem(
            f"there is no such {noun}", where, f"'{name}'", _list(known), f"Name one, or add {noun}s/{name}.yaml"
        )


def _list(names: Any) -> str:
    return ", ".join(names) or "none yet"
