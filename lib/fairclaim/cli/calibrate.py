"""`fairclaim calibrate`."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    from fairclaim.stats.calibration.table import Summary
    from fairclaim.stats.method import Method


@click.command(short_help="Measure how often a method's intervals hold the truth.")
@click.argument("name", required=False)
@click.option("--repetitions", type=click.IntRange(min=10), help="Samples drawn in each cell (4,000)")
@click.option("--workers", type=click.IntRange(min=1), help="Processes at once (one a core)")
@click.option(
    "--kept",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("data/calibration.jsonl"),
    show_default=True,
    help="What was measured so far; a run that was stopped goes on from there",
)
def calibrate(name: str | None, repetitions: int | None, workers: int | None, kept: Path) -> None:
    """Measure the intervals of one method NAME, or of all, on made-up data whose truth is known.

    The table of all that was measured (with no fewer repetitions than usual) is written into the package, from where
    `make reference` makes
    docs/reference/calibration.md and the methods' cards.
    """
    from fairclaim.run.progress import progress
    from fairclaim.stats.calibration import run, table
    from fairclaim.stats.methods import METHODS

    known = [method.model_fields["name"].default for method in METHODS]
    if name is not None and name not in known:
        raise UsageError(Problem("there is no method of this name", "NAME", f"'{name}'", ", ".join(known)))
    asked = run.tasks(run.variants(None if name is None else [name]), repetitions or run.REPETITIONS)
    left = Counter((f"{task.method} {task.options}".strip(), task.mechanism) for task in asked)
    with progress(len(left), 1) as tell:

        def done(task: "run.Task") -> None:
            one = (f"{task.method} {task.options}".strip(), task.mechanism)
            left[one] -= 1
            if not left[one]:
                tell(*one)

        try:
            rows = run.calibrate(asked, kept, done, workers)
        except KeyboardInterrupt:
            told = f"Stopped. What was measured is kept in {kept}; the same command goes on from there."
            click.echo(f"\n{told}", err=True)
            raise SystemExit(130) from None
    others = [row for row in table.read() if name is not None and row.method != name]
    if (repetitions or run.REPETITIONS) >= run.REPETITIONS:
        table.write([*others, *rows], table.TABLE)
    else:
        click.echo(f"Fewer than {run.REPETITIONS:,} repetitions: shown, and not written into the table.")
    for summary in table.summaries((*others, *rows)):
        if name is None or summary.method == name:
            click.echo(_line(summary))
    if not rows:
        click.echo(_nothing(run.variants([str(name)])))


def _nothing(variants: "tuple[Method, ...]") -> str:
    if not variants or not variants[0].aims_at():
        return "This method gives no interval for a parameter, so there was nothing to measure."
    needs, parameter = type(variants[0]).needs.__name__, variants[0].aims_at()
    return f"No made-up world makes {needs} and knows the truth of '{parameter}', so there was nothing to measure."


def _line(summary: "Summary") -> str:
    verdict = "ok  " if summary.licensed else "LOW "
    rival = f"; {summary.rival}: least {summary.rival_least:.3f}" if summary.rival else ""
    return (
        f"{verdict} {summary.method} {summary.options} in {summary.mechanism}: mean {summary.mean:.3f}, least "
        f"{summary.least:.3f} ({summary.worst}), refused {summary.refused:.1%}, width {summary.relative_width:.2f}"
        f"{rival}"
    )
