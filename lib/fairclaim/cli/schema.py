"""`fairclaim schema`."""

from pathlib import Path

import click

from fairclaim.cli.places import find_places, params_option


@click.command(short_help="Write the JSON Schemas that editors use.")
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if a schema differs from the models.")
@params_option
def schema(check: bool, params_dir: Path | None) -> None:
    """Write the JSON Schemas of params/, from which editors complete and mark mistakes."""
    from fairclaim.params.schema import stale, write

    places = find_places(params_dir)
    changed = stale(places.params) if check else write(places.params)
    for path in changed:
        click.echo(f"{'differs' if check else 'written'}: {path.relative_to(places.params.parent).as_posix()}")
    raise SystemExit(1 if check and changed else 0)
