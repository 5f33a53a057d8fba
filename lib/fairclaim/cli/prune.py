"""`fairclaim prune`."""

from datetime import date
from pathlib import Path

import click

from fairclaim.cli.places import find_places, outputs_option, params_option


@click.command(short_help="Clear away what nobody needs any more.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and why; remove nothing")
@click.option(
    "--unsent",
    multiple=True,
    metavar="QUARTER/SERVICE.vN",
    help="An earlier version that nobody was sent; may be given several times",
)
@params_option
@outputs_option
def prune(dry_run: bool, unsent: tuple[str, ...], params_dir: Path | None, outputs: Path | None) -> None:
    """Clear old run logs, what dead runs left, and notes on services that are gone.

    No report goes. An earlier version goes only if you name it with --unsent: fairclaim cannot know what was sent.
    """
    from fairclaim.run import prune as pruning

    places = find_places(params_dir, outputs)
    services = [path.stem for path in (places.params / "services").glob("*.yaml")]
    # Versions first: a name that is refused leaves all as it is.
    found = pruning.unsent(places.outputs, unsent, _reported(places.params) if unsent else {})
    found += pruning.leftovers(places.outputs, services)
    for leftover in found:
        click.echo(f"{'would go' if dry_run else 'gone'}: {_shown(leftover.path, places.outputs)} ({leftover.why})")
    click.echo(f"{sum(leftover.size for leftover in found) / 1e6:.1f} MB in {len(found)} places")
    if found and not dry_run:
        from fairclaim.run.index import remake_index

        for leftover in found:
            leftover.remove()
        remake_index(places.outputs)


def _reported(params: Path) -> dict[str, date]:
    from fairclaim.params.load import load_library

    quarters = load_library(params).quarters
    return {name: quarter.revises.as_at for name, quarter in quarters.items() if quarter.revises is not None}


def _shown(path: Path, outputs: Path) -> str:
    return path.relative_to(outputs.parent).as_posix() if path.is_relative_to(outputs.parent) else path.name
