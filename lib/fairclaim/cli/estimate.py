"""`fairclaim estimate`."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TextIO

import click

from fairclaim.errors import FairclaimError, Problem, UsageError


@click.command(short_help="Ask one method for one number.")
@click.argument("name", required=False)
@click.argument("arguments", nargs=-1, metavar="[KEY=VALUE]...")
@click.option(
    "--json",
    "source",
    type=click.File("r", encoding="utf-8-sig"),
    help="File with one question or a list of them; - reads standard input",
)
def estimate(name: str | None, arguments: tuple[str, ...], source: TextIO | None) -> None:
    """Ask one method directly: NAME of the method (see `fairclaim methods`), then its data and options.

    \b
    fairclaim estimate proportion x=17 n=120
    fairclaim estimate --json questions.json

    FILE holds one question or a list of them. `params` are the level (`conf_level`, 0.95 where left out) and options;
    `data` are the inputs, or a CSV file and which of its columns is which input:

    \b
    {"method": "proportion", "params": {"interval": "exact"},
     "data": {"inline": {"x": 17, "n": 120}}}
    {"method": "paired_change",
     "data": {"file": "scores.csv", "columns": {"before": "start", "after": "end"}}}

    The answer is JSON on standard output, a list with --json:

    \b
    {"method", "estimand", "estimate", "lower", "upper", "level", "null",
     "unit", "n", "answers": {...}, "notes": [...]}
    {"method", "not_estimable": "why there is no number, in one sentence"}

    `null` is the value of no difference. What does not exist (the upper limit of a ratio to nobody) is null.
    """
    if (name is None) == (source is None):
        what = "the command takes either the name of a method or --json with a file"
        raise UsageError(Problem(what, "fairclaim estimate", todo="Run fairclaim estimate --help for examples"))
    if source is not None:
        click.echo(_pretty(_answers(source)))
    else:
        from fairclaim.stats.estimation import answer, parse_arguments

        click.echo(_pretty(answer(parse_arguments(str(name), list(arguments)))))


def _answers(source: TextIO) -> list[object]:
    from fairclaim.stats.estimation import answer

    try:
        asked = json.load(source)
    except ValueError as error:
        # A decoder's message names the place, not the text; a wrong encoding has no line.
        found = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "bytes that are not UTF-8"
        todo = "Mend the file there"
        raise UsageError(Problem("the file is not JSON", "fairclaim estimate --json", found, todo=todo)) from None
    questions = asked if isinstance(asked, list) else [asked]
    if not all(isinstance(question, dict) for question in questions):
        todo = 'Write each question as {"method": …, "params": {…}, "data": {…}}'
        raise UsageError(Problem("a question is not an object", "fairclaim estimate --json", todo=todo))
    return [_placed(answer, question, place, len(questions)) for place, question in enumerate(questions, start=1)]


def _placed(answer: Callable[[dict[str, object]], object], question: dict[str, object], place: int, of: int) -> object:
    try:
        return answer(question)
    except FairclaimError as error:
        if of == 1:
            raise
        where = f"question {place} of {of}"
        raise type(error)(*(replace(p, where=f"{where}, {p.where}") for p in error.problems)) from None


def _pretty(value: object) -> str:
    # NaN and infinity are no JSON: an answer that holds one is a fault, not something to print.
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
