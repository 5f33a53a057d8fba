"""What a made-up extract is made of: its recipe stands beside its files, and the same recipe gives the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fairclaim.data.synthetic.files import form_of, names, write_tables
from fairclaim.data.synthetic.make import make
from fairclaim.data.synthetic.reablement import FILES as REABLEMENT_FILES
from fairclaim.data.synthetic.reablement import write_reablement
from fairclaim.data.synthetic.ucr import FILES as UCR_FILES
from fairclaim.data.synthetic.ucr import write_ucr
from fairclaim.params.quarters import Quarter
from fairclaim.params.world import World

# Raised whenever the same recipe would give other bytes, so that what lies in a project's data folder is made anew.
_DEMO_GENERATOR, _WORLD_GENERATOR = 1, 1
_RUN_IN = timedelta(days=60)
RECIPE, TRUTH, QUARTER, SOURCE = "recipe.json", "truth.json", "quarter.yaml", "source.yaml"
# Every file that a folder made here may hold, whatever its recipe.
OURS = frozenset(
    {*REABLEMENT_FILES, *UCR_FILES, *names("csv"), *names("parquet"), RECIPE, TRUTH, QUARTER, SOURCE},
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One made-up extract.

    Parameters
    ----------
    written : dict
        The recipe as it stands beside the files, in plain values.
    files : tuple of str
        The extract's files, without recipe and truth.
    write : callable
        Write the files into an empty folder and return what was planted.
    """

    written: dict[str, Any]
    files: tuple[str, ...]
    write: Callable[[Path], dict[str, Any]]


def demo_recipe(seed: int, truth: Any, quarter: Quarter, as_at: date) -> Recipe:
    """The shipped demonstration, under one of its three truths."""
    written = {
        "generator": _DEMO_GENERATOR,
        "seed": seed,
        "truth": truth,
        "quarter": str(quarter),
        "as_at": as_at.isoformat(),
    }

    def write(folder: Path) -> dict[str, Any]:
        return {
            "reablement": write_reablement(folder, seed, truth, quarter, as_at),
            "urgent_response": write_ucr(folder, seed, truth, quarter),
        }

    return Recipe(written, (*REABLEMENT_FILES, *UCR_FILES), write)


def world_recipe(world: World, seed: int, size: int, quarter: Quarter, as_at: date) -> Recipe:
    """A made-up service of somebody's own: from the financial year before to the quarter's last day.

    Referrals start 60 days before that year, so that its first quarter has its full number of episodes that end in it.
    """
    first, form = Quarter(quarter.year - 1, 1).start - _RUN_IN, form_of(size)
    written = {
        "generator": _WORLD_GENERATOR,
        "seed": seed,
        "size": size,
        "first": first.isoformat(),
        "last": quarter.end.isoformat(),
        "as_at": as_at.isoformat(),
        "world": world.model_dump(mode="json"),
    }

    def write(folder: Path) -> dict[str, Any]:
        made = make(world, seed, size, first, quarter.end, as_at)
        write_tables(made.tables, folder, form)
        return made.truth

    return Recipe(written, names(form), write)
