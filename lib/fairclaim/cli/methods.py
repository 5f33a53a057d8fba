"""`fairclaim methods`."""

import click


@click.command()
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
    import typing

    from pydantic import BaseModel

    if not issubclass(method, BaseModel):
        return {}
    return {
        name: " | ".join(map(str, typing.get_args(field.annotation))) + f" (default {field.default})"
        for name, field in method.model_fields.items()
        if name != "name"
    }
