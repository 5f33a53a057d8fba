"""`fairclaim methods`."""

from typing import Any, Literal, get_args, get_origin

import click


@click.command(short_help="List the methods.")
def methods() -> None:
    """List the methods: what each estimates, what it needs, and when it refuses."""
    from fairclaim.stats.methods import METHODS

    for method in METHODS:
        click.echo(method.model_fields["name"].default)
        click.echo(f"  Estimates: {method.estimand}")
        click.echo(f"  Needs:     {method.needs.__name__}")
        for number, refusal in enumerate(method.refuses):
            click.echo(f"  {'Refuses:   ' if number == 0 else ' ' * 11}{refusal}")
        for option, described in _options(method).items():
            click.echo(f"  Option:    {option}: {described}")
        click.echo()


def _options(method: type) -> dict[str, str]:
    from pydantic import BaseModel

    if not issubclass(method, BaseModel):
        return {}
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
