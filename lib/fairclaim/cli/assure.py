"""`fairclaim assure`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from fairclaim.cli.places import find_places, params_option
from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    from fairclaim.data.assure.answers import Answer

_WHAT, _WORDS = 62, 22


@click.command(short_help="Try measures on people written by hand.")
@click.argument("measures", nargs=-1, metavar="[MEASURE]...")
@click.option("--on", type=click.Choice(["duckdb", "spark"]), default="duckdb", help="Engine. [default: duckdb]")
@params_option
def assure(measures: tuple[str, ...], on: str, params_dir: Path | None) -> None:
    """Ask each MEASURE (or every one) about the people written by hand in params/assure/.

    Ends with 1 if an answer is not the one expected.
    """
    from fairclaim.data.assure.answers import answers
    from fairclaim.data.assure.backends import engine
    from fairclaim.params.assured import load_assured, told
    from fairclaim.params.load import load_library

    params = find_places(params_dir).params
    known = load_library(params).measures
    people = load_assured(params)
    asked = _asked(measures, tuple(known), tuple(people), params.name)
    placed = engine("spark" if on == "spark" else "duckdb")
    wrong = 0
    for name in asked:
        found = answers(known[name], people[name], placed, told(params, name))
        click.echo("\n".join(_table(name, found)) + "\n")
        wrong += sum(not answer.agrees for answer in found)
    for name in known if not measures else ():
        if name not in people:
            click.echo(f"{name}: nobody is written by hand yet; add {told(params, name)}")
    number = sum(len(people[name].people) for name in asked)
    click.echo(f"{wrong or 'None'} of {number} people {'differ' if wrong > 1 else 'differs'} from what is expected.")
    raise SystemExit(1 if wrong else 0)


def _asked(measures: tuple[str, ...], known: tuple[str, ...], people: tuple[str, ...], params: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(measures)) or people
    problems = [problem for name in asked for problem in _mismatch(name, known, people, params)]
    if problems:
        raise UsageError(*problems)
    return asked


def _mismatch(name: str, known: tuple[str, ...], people: tuple[str, ...], params: str) -> Iterator[Problem]:
    if name not in known and name in people:
        todo = f"Add {params}/measures/{name}.yaml, or remove the file"
        yield Problem("people are written for a measure that is not there", f"{params}/assure/{name}.yaml", todo=todo)
    elif name not in known:
        yield Problem("there is no such measure", "fairclaim assure", "", ", ".join(known), "Choose one of these")
    elif name not in people:
        todo = f"Write {params}/assure/{name}.yaml; a neighbouring file shows how"
        yield Problem("nobody is written by hand for this measure", f"{params}/measures/{name}.yaml", todo=todo)


def _table(name: str, found: Iterable["Answer"]) -> Iterator[str]:
    yield f"  {name:{_WHAT}}{'expected':{_WORDS}}found"
    for answer in found:
        cells = (wrap(answer.what, _WHAT - 2), wrap(answer.expected, _WORDS - 2), wrap(answer.found, _WORDS - 2))
        for line in range(max(map(len, cells))):
            what, expected, got = (cell[line] if line < len(cell) else "" for cell in cells)
            mark = " " if answer.agrees or line else "!"
            yield f"{mark} {what:{_WHAT}}{expected:{_WORDS}}{got}".rstrip()
