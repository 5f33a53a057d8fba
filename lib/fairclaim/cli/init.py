"""`fairclaim init`."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fairclaim.cli.adopt import shown
from fairclaim.cli.places import find_places, params_option
from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    from fairclaim.params.load import Library
    from fairclaim.params.quarters import Quarter


@click.command(short_help="Lay out a service, a project or Excel templates.")
@click.argument("names", nargs=-1, metavar="[SERVICE | TABLE...]")
@click.option("--pathway", help="Id of its pathway. [default: the only one there is]")
@click.option("--source", help="Id of a source that is there already. [default: a new one that reads Excel templates]")
@click.option(
    "--quarter", help="Quarter to start with. [default: the latest that has a file, or the last that is over]"
)
@click.option("--templates", is_flag=True, help="Write only the Excel templates of TABLEs (none named: of all)")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the templates")
@params_option
def init(
    names: tuple[str, ...],
    pathway: str | None,
    source: str | None,
    quarter: str | None,
    templates: bool,
    out: Path | None,
    params_dir: Path | None,
) -> None:
    """Lay out a new SERVICE: its files under params/, the folder of its extract, and Excel templates to fill in.

    \b
    fairclaim init riverside --pathway reablement
    fairclaim init riverside --pathway reablement --source riverside-record
    fairclaim init --templates referrals contacts --out templates

    In a folder without params/ a new project is laid out first. Nothing is overwritten.
    """
    if templates:
        _templates(names, out)
        return
    if len(names) != 1 or out is not None:
        todo = "fairclaim init SERVICE, or fairclaim init --templates [TABLE...] --out FOLDER"
        raise UsageError(
            Problem("the command takes one service, or --templates with a folder", "fairclaim init", todo=todo)
        )
    try:
        params = find_places(params_dir).params
    except UsageError:
        _project(names[0], pathway, source, quarter)
    else:
        _tell(_service(names[0], pathway, source, quarter, params))


def _templates(tables: tuple[str, ...], out: Path | None) -> None:
    from fairclaim.data.adopt.templates import write_template
    from fairclaim.data.contract.tables import CONTRACT

    if out is None:
        raise UsageError(Problem("templates need a folder to be written to", "--out", todo="name one with --out"))
    unknown = [table for table in tables if table not in CONTRACT]
    if unknown:
        allowed = ", ".join(CONTRACT)
        raise UsageError(*(Problem("there is no such contract table", "TABLE", f"'{t}'", allowed) for t in unknown))
    wanted = tables or tuple(CONTRACT)
    there = [table for table in wanted if (out / f"{table}.xlsx").exists()]
    if there:
        todo = "name another folder with --out"
        raise UsageError(
            *(Problem("it is there already, and nothing is overwritten", f"{t}.xlsx", todo=todo) for t in there)
        )
    out.mkdir(parents=True, exist_ok=True)
    for table in wanted:
        write_template(table, out / f"{table}.xlsx")
    click.echo(f"{len(wanted)} templates written to {shown(out)}/: {', '.join(wanted)}")


def _project(service: str, pathway: str | None, source: str | None, quarter: str | None) -> None:
    """Lay out a project with its first service in the current folder."""
    import fairclaim
    from fairclaim.data.adopt.new_project import made_beside

    with made_beside(Path(fairclaim.__file__).parents[2], Path.cwd()) as (root, shipped):
        made = _service(service, pathway, source, quarter, root / "params")
    click.echo("A new project, with what the installed fairclaim has:")
    _tell_made(shipped)
    click.echo("  params/house.yaml names an example organisation, and who agreed its margins: put in your own.\n")
    _tell(made)


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made for a service, and what to do next."""

    paths: list[str]
    service: str
    quarter: str
    extract: str
    templates: bool


def _service(service: str, pathway: str | None, source: str | None, quarter: str | None, params: Path) -> _Made:
    from fairclaim.data.adopt.layout import lay_out, make
    from fairclaim.params.load import load_library
    from fairclaim.params.model import ID_PATTERN

    if not re.fullmatch(ID_PATTERN, service):
        allowed = "lower-case words and numbers joined by hyphens"
        raise UsageError(Problem("the service's id is not written as it should be", "SERVICE", allowed=allowed))
    library = load_library(params)
    chosen = _one_of("pathway", pathway, library)
    if source is not None:
        _one_of("source", source, library)
    asked = _quarter(quarter, library)
    layout = lay_out(library, params.name, service, chosen, source, asked)
    made = make(layout, params.parent, params.name)
    return _Made(made, service, str(asked), layout.extract, bool(layout.templates))


def _one_of(noun: str, given: str | None, library: "Library") -> str:
    known = library.pathways if noun == "pathway" else library.sources
    if given is None and len(known) == 1:
        return next(iter(known))
    if given is None or given not in known:
        what = f"there is no such {noun}" if given else f"there are several {noun}s"
        todo = f"name one with --{noun}" + (", or draft one with fairclaim adopt" if noun == "source" else "")
        raise UsageError(Problem(what, f"--{noun}", allowed=", ".join(known) or "none yet", todo=todo))
    return given


def _quarter(given: str | None, library: "Library") -> "Quarter":
    from fairclaim.data.adopt.layout import current_quarter
    from fairclaim.params.quarters import Quarter

    if given is None:
        chosen = current_quarter(library, date.today())
    else:
        try:
            chosen = Quarter.parse(given)
        except ValueError as error:
            raise UsageError(Problem(str(error), "--quarter", allowed="2024-25-q4 is January to March 2025")) from None
    known = library.quarters.get(str(chosen))
    if known is not None and known.synthetic is not None:
        what = "the extract of this quarter is made up anew by fairclaim, and is no place for a service's files"
        todo = (
            "name another with --quarter; or, if this quarter is yours, take 'synthetic:' out of "
            f"quarters/{chosen}.yaml, name the folder of your extract there, and delete services/demo-*.yaml"
        )
        raise UsageError(Problem(what, f"quarter {chosen}", todo=todo))
    return chosen


def _tell_made(made: list[str]) -> None:
    for path in made:
        click.echo(f"  {path}")


def _tell(made: _Made) -> None:
    click.echo("Made:")
    _tell_made(made.paths)
    fill = f"Fill in the templates in {made.extract}/" if made.templates else f"Put the extract into {made.extract}/"
    both = f"{made.service} {made.quarter}"
    click.echo(
        f"\nNext: 1. {fill}.\n"
        "      2. Open the new files under params/: fill in each TODO, and choose the comparisons.\n"
        f"      3. fairclaim check {both}, until nothing is wrong; then fairclaim run {both}.\n"
        f"      A remark of your own for readers goes into params/commentary/{made.quarter}/{made.service}.md."
    )
