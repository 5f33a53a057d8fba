"""`fairclaim methods`."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import click

from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    from fairclaim.stats.method import Method

# A method belongs where its sample does, so a new one finds its place by itself.
_FAMILIES = {
    "counts": "Shares of people",
    "events": "Counts and rates",
    "scores": "Scores and quantities",
    "measurement": "Instruments, goals and plans",
    "times": "Time until something happens",
    "rows": "Groups made comparable",
    "clusters": "People in teams",
    "panel": "Services over time",
    "series": "One series over time",
    "units": "Many services",
    "evidence": "Many looks, and what could overturn a result",
}


@click.command(short_help="List the methods, or show one.")
@click.argument("name", required=False)
def methods(name: str | None) -> None:
    """List the methods, or show the one of this NAME: what it estimates, what it needs, its options, when it refuses,
    how often its ranges hold the truth, and its sources.
    """
    from fairclaim.stats.methods import METHODS

    if name is not None:
        click.echo("\n".join(_card(_named(name), calibrated=True)))
        return
    places = list(_FAMILIES)
    ordered = sorted(METHODS, key=lambda method: places.index(_family(method)) if _family(method) in places else 99)
    for family, members in groupby(ordered, key=_family):
        heading = _FAMILIES.get(family, family.replace("_", " ").capitalize())
        click.echo(f"{heading}\n{'=' * len(heading)}\n")
        for method in members:
            click.echo("\n".join((*_card(method, calibrated=False), "")))


def _named(name: str) -> "type[Method]":
    from fairclaim.stats.vocabulary import VOCABULARY

    if name not in VOCABULARY:
        raise UsageError(Problem("there is no method of this name", "method", f"'{name}'", ", ".join(VOCABULARY)))
    return VOCABULARY[name].method


def _family(method: "type[Method]") -> str:
    return method.needs.__module__.rpartition(".")[2]


def _card(method: "type[Method]", *, calibrated: bool) -> Iterator[str]:
    yield str(method.model_fields["name"].default)
    yield f"  Estimates: {method.estimand}"
    yield f"  Needs:     {getattr(method.needs, 'plain', method.needs.__name__)}"
    yield f"  Inputs:    {_inputs(method)}"
    for option, told in _options(method).items():
        yield f"  Option:    {option}: {told}"
        if described := method.model_fields[option].description:
            yield f"             {described[0].upper()}{described[1:]}"
    yield from _lines("Refuses", method.refuses)
    if calibrated:
        yield from _lines("Tried", _calibration(method))
    yield from _lines("Sources", method.references)


def _inputs(method: "type[Method]") -> str:
    """Name what is typed after the method's name; a list by its dots."""
    from fairclaim.stats.arguments import ARGUMENTS

    kind = ARGUMENTS[method.needs]
    lists = kind.lists()
    told = [
        f"{name}={'…,…' if name in lists else '…'}" + ("" if field.is_required() else " (may be left out)")
        for name, field in kind.model_fields.items()
        if name != "conf_level"
    ]
    return "  ".join(told)


def _lines(heading: str, said: Iterable[str]) -> Iterator[str]:
    """Write one line for each thing said, the heading before the first of them."""
    for number, words in enumerate(said):
        yield f"  {f'{heading}:' if number == 0 else '':<11}{words}"


def _calibration(method: "type[Method]") -> Iterator[str]:
    from fairclaim.stats.calibration.card import card

    for variant in method.variants():
        if said := card(variant):
            interval = getattr(variant, "interval", "")
            yield f"{interval}: {said}" if interval else said


def _options(method: "type[Method]") -> dict[str, str]:
    return {
        name: f"{_choices(field.annotation)} (default {_written(field.default)})"
        for name, field in method.model_fields.items()
        if name != "name"
    }


_TYPES = {str: "text", int: "a whole number", float: "a number", bool: "true | false", type(None): "none"}


def _choices(annotation: Any) -> str:
    """Tell what an option may be, in the words of somebody who writes it and not of Python."""
    if annotation in _TYPES:
        return _TYPES[annotation]
    if get_origin(annotation) is tuple:
        return f"{_TYPES[get_args(annotation)[0]].removeprefix('a ')}s, divided by commas"
    if get_origin(annotation) is Literal:
        return " | ".join(map(str, get_args(annotation)))
    return " | ".join(_choices(part) for part in get_args(annotation))


def _written(default: Any) -> str:
    if default is None or default == ():
        return "none"
    return str(default).lower() if isinstance(default, bool) else str(default)
