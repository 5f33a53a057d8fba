"""`fairclaim run` and `fairclaim quarter`."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from fairclaim.cli.places import Places, find_places, outputs_option, params_option
from fairclaim.cli.telling import tell
from fairclaim.errors import ParamsRefused

if TYPE_CHECKING:
    from fairclaim.params.spec import RunSpec
    from fairclaim.run.record import RunRecord

_Specs = TypeVar("_Specs")
_again = click.option("--again", is_flag=True, help="Make everything anew, even what has not changed")


@click.command(short_help="Make one report.")
@click.argument("service")
@click.argument("quarter")
@_again
@params_option
@outputs_option
def run(service: str, quarter: str, params_dir: Path | None, outputs: Path | None, again: bool) -> None:
    """Make the report of one SERVICE in one QUARTER (2024-25-q4).

    Ends by printing the report's path.
    """
    from fairclaim.params.load import load_spec
    from fairclaim.run.index import remake_index

    places = find_places(params_dir, outputs)
    spec = _loaded(lambda: load_spec(service, quarter, places.params), quarter, service, places)
    (record,) = _run((spec,), places, again=again)
    _tell_failures((record,))
    remake_index(places.outputs)
    if record.exit_code == 0:
        click.echo(_shown(places.outputs / record.quarter / record.service / "report.html"))
    raise SystemExit(record.exit_code)


@click.command(short_help="Make the reports of every service of a quarter.")
@click.argument("quarter")
@_again
@click.option("--dry-run", is_flag=True, help="Say what would be made, and why; make nothing")
@click.option("--on", metavar="ADDRESS", help="Let the workers of a Dask scheduler make them (tcp://scheduler:8786)")
@params_option
@outputs_option
def quarter(
    quarter: str, params_dir: Path | None, outputs: Path | None, again: bool, dry_run: bool, on: str | None
) -> None:
    """Make the reports of every service in one QUARTER (2024-25-q4).

    Reports of which nothing has changed are left as they are. One that fails does not stop the rest. Ends by printing
    the path of the index.
    """
    places = find_places(params_dir, outputs)
    if not again and _nothing_to_do(quarter, places):
        return None
    from fairclaim.params.load import load_all
    from fairclaim.run.index import remake_index
    from fairclaim.run.unchanged import library_digest, note_quarter

    # Taken before they are read: what changes in between is then seen by the next run.
    digest = library_digest(places.params)
    specs = _loaded(lambda: load_all(places.params, quarter), quarter, None, places)
    if dry_run:
        return _tell_plans(specs, places, again=again)
    records = _run(specs, places, again=again, on=on)
    _tell_failures(records)
    remake_index(places.outputs)
    if records and not any(record.exit_code for record in records):
        note_quarter(quarter, digest, places.outputs)
    click.echo(_shown(places.outputs / "index.html"))
    raise SystemExit(next((record.exit_code for record in records if record.exit_code), 0))


def _nothing_to_do(quarter: str, places: Places) -> bool:
    """Say so at once if that is so; told from digests, before anything heavy is imported."""
    from fairclaim.run.unchanged import quarter_unchanged

    services = quarter_unchanged(quarter, places.params, places.outputs, places.notebook)
    if services:
        click.echo(f"Nothing has changed: all {len(services)} reports of {quarter} stand as they would be made now.")
        click.echo(_shown(places.outputs / "index.html"))
    return bool(services)


def _tell_plans(specs: "Sequence[RunSpec]", places: Places, *, again: bool) -> None:
    from fairclaim.cli.planned import planned

    for spec in specs:
        click.echo("\n".join(planned(spec, places, again=again)))


def _loaded(load: Callable[[], _Specs], quarter: str, service: str | None, places: Places) -> _Specs:
    try:
        return load()
    except ParamsRefused as error:
        from fairclaim.run.quarter import note_refusal

        note_refusal(error, quarter, service, places.outputs)
        raise


def _run(specs: "Sequence[RunSpec]", places: Places, *, again: bool, on: str | None = None) -> "tuple[RunRecord, ...]":
    from fairclaim.run.one_report import STAGES
    from fairclaim.run.pool import pool_size
    from fairclaim.run.progress import progress
    from fairclaim.run.quarter import run_quarter
    from fairclaim.run.warm.door import warm_interpreter

    workers = pool_size(len(specs))
    try:
        # On a cluster each worker has one of its own.
        with nullcontext("") if on else warm_interpreter() as place, progress(len(specs), len(STAGES) + 1) as told:
            return run_quarter(
                specs,
                outputs=places.outputs,
                notebook=places.notebook,
                progress=told,
                again=again,
                workers=workers,
                place=place,
                on=on,
            )
    except KeyboardInterrupt as error:
        from fairclaim.run.index import remake_index
        from fairclaim.run.mishap import told as told_mishap

        remake_index(places.outputs)
        raise told_mishap(error) from None


def _tell_failures(records: "Sequence[RunRecord]") -> None:
    for record in records:
        if record.exit_code:
            earlier = "an earlier report, if there is one, stands as it was"
            tell(record.problems, f"{record.service}, {record.quarter}: {record.outcome.value} ({earlier})")


def _shown(path: Path) -> str:
    """Return the path as it is shortest to type from here."""
    here = Path.cwd().resolve()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
