"""`fairclaim lint`."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

import click

from fairclaim.cli.telling import tell
from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    from fairclaim.lint.licence import Design

Format = Literal["text", "json", "sarif"]


@click.command(short_help="Read what people wrote, for words that claim more than the evidence does.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--design",
    type=click.Choice(["observational", "experimental"]),
    default="observational",
    show_default=True,
    help="What stands behind texts that belong to no report",
)
@click.option(
    "--lines", is_flag=True, help="Read one sentence a line from one file (- is standard input), as JSON lines"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="For people, for scripts, or for editors and code hosts",
)
def lint(paths: tuple[Path, ...], design: "Design", lines: bool, form: Format) -> None:
    """Read PATHS (.md, .txt, .yaml, .ipynb, .html, .docx; folders are walked) and tell each sentence that claims more
    than the evidence licenses: where, by which words, what is licensed, and what to write instead.

    Without PATHS: the commentary and the service texts of this project's params. Commentary is held against what
    the claims of its report earned; before there is a report, against the best that their designs could license.

    Ends with 0 (nothing found), 1 (something found), or 2 (a file or the command was not understood); with --lines,
    with 0 where every line was answered.
    """
    if lines:
        _lines(paths, design)
        return
    from fairclaim.cli.lint_forms import written
    from fairclaim.lint.looking import look

    read = look(paths or _of_project(), design)
    tell(read.problems)
    click.echo(written(read, form))
    if read.problems:
        raise SystemExit(UsageError.exit_code)
    raise SystemExit(int(bool(read.overclaims)))


def _of_project() -> tuple[Path, ...]:
    from fairclaim.cli.places import find_places

    params = find_places(None).params
    folders = (params / name for name in ("commentary", "services", "pathways", "quarters", "measures"))
    here = Path.cwd()
    return tuple(
        path.relative_to(here) if path.is_relative_to(here) else path
        for folder in folders
        for path in sorted((*folder.rglob("*.md"), *folder.rglob("*.yaml")))
    )


def _lines(paths: tuple[Path, ...], design: "Design") -> None:
    """Answer each line as it is read: a line of JSON for a line of text, in order."""
    if len(paths) != 1:
        todo = "Name one file, or - for standard input"
        raise UsageError(Problem("--lines reads one file", "command", f"{len(paths)} of them", todo=todo))
    from fairclaim.lint.lines import lines as answers

    where = "standard input" if str(paths[0]) == "-" else paths[0].as_posix()
    with _opened(paths[0], where) as source:
        for answer in answers(_decoded(source, where), design):
            click.echo(json.dumps(answer, ensure_ascii=False))


def _decoded(source: IO[bytes], where: str) -> Iterator[str]:
    # Line ends are those of the file alone: a text may hold other letters that Python takes for one.
    for number, raw in enumerate(source, start=1):
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            todo = "Save the file as UTF-8"
            raise UsageError(Problem("this line is not UTF-8", f"{where}, line {number}", todo=todo)) from error


def _opened(path: Path, where: str) -> AbstractContextManager[IO[bytes]]:
    if str(path) == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return path.open("rb")
    except OSError as error:
        raise UsageError(Problem("the file cannot be opened", where, error.strerror or "")) from error
