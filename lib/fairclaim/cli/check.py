"""`fairclaim check`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fairclaim.cli.patience import told_if_slow
from fairclaim.cli.places import Places, find_places, params_option
from fairclaim.cli.telling import tell
from fairclaim.errors import ParamsRefused

if TYPE_CHECKING:
    from fairclaim.session.readiness.states import Readiness


@click.command(short_help="Hear everything about a quarter before it is run.")
@click.argument("service")
@click.argument("quarter")
@click.option(
    "--json",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write the same as JSON into a file; - prints it instead of the text",
)
@params_option
def check(service: str, quarter: str, target: Path | None, params_dir: Path | None) -> None:
    """Say whether one SERVICE is ready for its report of one QUARTER (2024-25-q4), without looking at any outcome.

    \b
    What is wrong with the files; what each comparison will get, lose and lack; what
    difference its numbers could show. Nothing is run and nothing is written.

    Ends with 0 (ready), 1 (ready with gaps), or the code of what refuses the run.
    """
    with told_if_slow() as told:
        found = _found(service, quarter, find_places(params_dir), told)
    from fairclaim.cli.check_json import as_json
    from fairclaim.cli.check_lines import lines

    text = json.dumps(as_json(found), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    to_standard_output = target is not None and str(target) == "-"
    if target is not None and not to_standard_output:
        _write(target, text)
    if to_standard_output:
        click.echo(text, nl=False)
    else:
        tell(found.problems)
        click.echo("\n".join(lines(found)))
    raise SystemExit(found.exit_code)


def _found(service: str, quarter: str, places: Places, told: Callable[[str], None]) -> "Readiness":
    from fairclaim.params.load import load_spec
    from fairclaim.session.readiness import nothing_read, readiness

    told("reading params")
    try:
        spec = load_spec(service, quarter, places.params)
    except ParamsRefused as error:
        return nothing_read(error)
    return readiness(spec, told)


def _write(target: Path, text: str) -> None:
    # Whoever reads the file meets the whole of it, or the one before.
    beside = target.with_name(f".{target.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(target)
