"""`fairclaim synthetic`."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fairclaim.errors import Problem, UsageError

if TYPE_CHECKING:
    from fairclaim.params.quarters import Quarter
    from fairclaim.params.world import World

_WHERE = "fairclaim synthetic"
_FROZEN_AFTER = timedelta(days=63)


def _list(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from fairclaim.params.world import World

    for name, field in World.model_fields.items():
        neutral = "none" if field.default is None else field.default
        click.echo(f"{name} [{neutral}]\n    {field.description}")
    context.exit()


@click.command(short_help="Make up a service with known truth.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--seed", type=click.IntRange(min=0), required=True, help="The same seed gives the same files")
@click.option("--size", type=click.IntRange(1, 20_000_000), required=True, help="Referrals, over some two years")
@click.option("--truth", "told", multiple=True, metavar="NAME=VALUE", help="One thing that is true; may be repeated")
@click.option("--quarter", "asked", default="2024-25-q4", show_default=True, help="The record ends with this quarter")
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Freeze date. [default: nine weeks after the quarter]",
)
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List what can be planted"
)
def synthetic(folder: Path, seed: int, size: int, told: tuple[str, ...], asked: str, as_at: date | None) -> None:
    """Write a made-up service with a known truth into FOLDER, for trying a method or a measure.

    \b
    fairclaim synthetic data/trial --seed 1 --size 5000
    fairclaim synthetic data/trial --seed 1 --size 5000 --truth effect_on_share=0.1 --truth icc=0.05

    Beside the tables lie truth.json (what was planted, and what follows from it) and the two files of params to use
    them with. A folder that holds anything else is refused.
    """
    from fairclaim.data.synthetic.files import form_of
    from fairclaim.data.synthetic.recipes import QUARTER, SOURCE, world_recipe
    from fairclaim.data.synthetic.snippets import quarter_yaml, source_id, source_yaml
    from fairclaim.data.synthetic.swapping import put

    world, period = _world(told), _quarter(asked)
    frozen = period.end + _FROZEN_AFTER if as_at is None else date(as_at.year, as_at.month, as_at.day)
    made = put(world_recipe(world, seed, size, period, frozen), folder, folder.name)
    extract = folder.name if folder.is_absolute() else folder.as_posix()
    texts = {
        QUARTER: quarter_yaml(world, seed, size, period, frozen, extract),
        SOURCE: source_yaml(form_of(size)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{'Written' if made else 'Nothing new; this very service was there already'}: {folder}")
    click.echo(f"The truth is in truth.json. To use it, copy {QUARTER} to params/quarters/{period}.yaml;")
    click.echo(f"Where your project has no params/sources/{source_id(form_of(size))}.yaml, copy {SOURCE} there.")


def _world(told: tuple[str, ...]) -> "World":
    from fairclaim.params.reading import parse_yaml, validate
    from fairclaim.params.world import World

    strange = [f"'{text}'" for text in told if "=" not in text]
    if strange:
        what = "a truth is written as a name and a value"
        raise UsageError(Problem(what, f"{_WHERE} --truth", ", ".join(strange), "effect_on_share=0.1"))
    where = f"{_WHERE} --truth"
    values, problems = parse_yaml("\n".join(text.replace("=", ": ", 1) for text in told), where)
    world, wrong = validate(World, values or {}, where) if not problems else (None, problems)
    if wrong:
        raise UsageError(*wrong)
    assert isinstance(world, World)
    return world


def _quarter(asked: str) -> "Quarter":
    from fairclaim.params.quarters import Quarter

    try:
        return Quarter.parse(asked)
    except ValueError as error:
        raise UsageError(Problem(str(error), f"{_WHERE} --quarter", f"'{asked}'")) from None
