"""`fairclaim adopt`."""

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fairclaim.cli.patience import told_if_slow
from fairclaim.cli.places import find_places, params_option
from fairclaim.cli.telling import tell
from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    from fairclaim.data.adopt.trying import Trial


@click.command(short_help="Draft the mapping of your own files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--id", "source", help="Id of the source. [default: made from the first file's name]")
@click.option("--publisher", default="", help="Who keeps the record, in words for readers")
@click.option("--out", type=click.Path(path_type=Path), help="File to write. [default: params/sources/<id>.yaml]")
@params_option
def adopt(
    files: tuple[Path, ...], source: str | None, publisher: str, out: Path | None, params_dir: Path | None
) -> None:
    """Draft the mapping of FILEs (Excel, CSV, Parquet, SQLite, DuckDB) as a source.

    Name all files of one extract together: what links them is a guess of its own. Nothing is overwritten, and no entry
    of a row is shown or written: only headers, names of sheets, counts, and codes that many rows share.
    """
    from fairclaim.data.adopt.drafting import draft
    from fairclaim.data.adopt.source_text import source_text
    from fairclaim.data.adopt.telling import told
    from fairclaim.data.adopt.trying import as_source, try_out

    name = _id(source, files[0])
    out = out or find_places(params_dir).params / "sources" / f"{name}.yaml"
    if out.exists():
        todo = "name another file with --out, or another source with --id"
        raise UsageError(Problem("the file to write is there already", out.name, todo=todo))
    folder = _common(files)
    with told_if_slow() as told_stage:
        told_stage("reading the files and judging their columns")
        drafted = draft([(path, path.resolve().relative_to(folder).as_posix()) for path in files])
    for line in told(drafted):
        click.echo(line)
    if not drafted.parts:
        todo = "see what was left out and why, above; docs/how-to/adopt-your-files.md tells how to map by hand"
        raise UsageError(Problem("no column could be mapped, so no draft was written", "fairclaim adopt", todo=todo))
    text = source_text(drafted, name, publisher)
    checked = as_source(text, out.name)
    _write(text, out)
    click.echo(f"\nWritten: {shown(out)}")
    with told_if_slow() as told_stage:
        told_stage("trying the draft on the files")
        trial = try_out(checked, folder)
    _tell_trial(trial)
    _tell_next(name, out, drafted_todo="TODO" in text)


def _id(given: str | None, first: Path) -> str:
    from fairclaim.params.model import ID_PATTERN

    made = re.sub(r"[^a-z0-9]+", "-", (given or first.stem).lower()).strip("-")[:60].strip("-")
    if given is not None and not re.fullmatch(ID_PATTERN, given):
        allowed = "lower-case words and numbers joined by hyphens"
        raise UsageError(Problem("the id is not written as it should be", "--id", allowed=allowed))
    return made or "adopted"


def _common(files: tuple[Path, ...]) -> Path:
    """Return the folder below which all files lie: the source names them from there."""
    return Path(os.path.commonpath([path.resolve().parent for path in files]))


def _write(text: str, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.rename(out)


def _tell_trial(trial: "Trial") -> None:
    if trial.rows:
        read = ", ".join(f"{rows:,} {table}" for table, rows in trial.rows)
        click.echo(f"Tried on the files, it reads: {read}.")
    if trial.untried:
        click.echo(f"Not tried, because something is to be filled in first: {', '.join(trial.untried)}.")
    if trial.problems:
        # What is refused is told on the other stream, which would else come first.
        sys.stdout.flush()
        tell(trial.problems, "Tried on the files, this would be refused:")


def _tell_next(name: str, out: Path, *, drafted_todo: bool) -> None:
    fill = "fill in each TODO, and look at each 'check'" if drafted_todo else "look at each 'check'"
    click.echo(
        f"\nNext: 1. Open {shown(out)}: {fill}.\n"
        f"      2. fairclaim init SERVICE --source {name}   lays out a service that uses it.\n"
        "      3. Put the files into the quarter's extract folder; fairclaim check SERVICE QUARTER."
    )


def shown(path: Path) -> str:
    """Return the path as it is shortest to type from here; outside, its name alone."""
    here, whole = Path.cwd().resolve(), path.resolve()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else path.name
