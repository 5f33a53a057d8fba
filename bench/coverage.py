"""How often intervals hold the planted truth: made-up services drawn with many seeds, measured, and estimated.

Each seed is a service of its own. All services of a cell are measured by one query, as any extract is; from there each
service's cohort goes to its method. `naive` cells are traps: the method's assumptions do not hold there, and its
coverage is printed to show by how much it fails.

    .venv/bin/python bench/coverage.py            2,000 seeds a cell
    .venv/bin/python bench/coverage.py 300        fewer
"""

import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.compile import measured
from fairclaim.data.synthetic.many import many
from fairclaim.data.synthetic.planted import as_recorded, planted
from fairclaim.params.load import load_library
from fairclaim.params.world import World
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate, Result
from fairclaim.stats.samples import Counts, Pairs

SEEDS, LEVEL = 2000, 0.95
MEASURES = load_library(Path(__file__).parents[1] / "params").measures
FIRST, LAST, AS_AT = date(2025, 1, 1), date(2025, 3, 31), date(2026, 3, 31)
# Every referral of the quarter is an index event of one cohort, whenever its episode ends.
ASKED = Asked(first=FIRST, last=AS_AT, as_at=AS_AT)
TABLES = ("referrals", "people", "packages", "followups", "deaths", "scores")


@dataclass(frozen=True)
class Cell:
    """One world at one size, the measure asked of it, and what its intervals ought to hold."""

    name: str
    measure: str
    size: int
    world: World
    truth: float
    naive: bool = False


@dataclass(frozen=True)
class Coverage:
    """The share of intervals that hold the truth, of those that were given."""

    covered: float
    seeds: int
    refused: int
    width: float

    @property
    def error(self) -> float:
        """Monte Carlo standard error; at full coverage, that of one miss."""
        share = min(self.covered, 1 - 1 / self.seeds)
        return math.sqrt(share * (1 - share) / self.seeds)


def shares(name: str, size: int, world: World, *, naive: bool = False) -> Cell:
    return Cell(name, "no-ongoing-package-6w", size, world, world.outcome_share, naive)


def changes(name: str, size: int, world: World, truth: float | None = None, *, naive: bool = False) -> Cell:
    change = planted(world, FIRST, LAST)["score_change"]["with_service"]
    return Cell(name, "functional-change", size, world, change if truth is None else truth, naive)


def cells() -> tuple[Cell, ...]:
    loss = World(lost=0.15, lost_more_if_worse=0.15, deaths=0.1)
    selected = World(selected_to_score=9)
    return (
        shares("share 0.6", 30, World()),
        shares("share 0.6", 300, World()),
        shares("share 0.9", 60, World(outcome_share=0.9)),
        shares("share 0.6, deaths, a quarter lost at random", 300, World(deaths=0.2, lost=0.25)),
        Cell("worse harder to reach: as recorded", "no-ongoing-package-6w", 300, loss, as_recorded(loss, 0.6)),
        shares("TRAP worse harder to reach: the truth", 300, loss, naive=True),
        shares("TRAP teams alike, icc 0.05", 300, World(icc=0.05), naive=True),
        shares("TRAP people come back alike", 300, World(overlapping=0.4, alike=0.9), naive=True),
        shares("TRAP 5 in 100 outcomes misrecorded", 300, World(outcome_share=0.9, misrecorded=0.05), naive=True),
        changes("change 3", 15, World(effect_on_score=3)),
        changes("change 3", 200, World(effect_on_score=3)),
        changes("no change", 60, World()),
        changes("referred for a low score: change as measured", 200, selected),
        changes("TRAP referred for a low score: the effect, 0", 200, selected, 0.0, naive=True),
        changes("TRAP teams alike, icc 0.05", 200, World(effect_on_score=3, icc=0.05), naive=True),
    )


def covering(cell: Cell, seeds: int) -> Coverage:
    """Draw a cell's services, measure and estimate them all."""
    results = [result for _, result in estimates(cell, seeds)]
    given = [result for result in results if isinstance(result, Estimate)]
    held = [result.lower <= cell.truth <= result.upper for result in given]
    width = np.median([result.upper - result.lower for result in given])
    return Coverage(float(np.mean(held)), len(given), len(results) - len(given), float(width))


def estimates(cell: Cell, seeds: int) -> Iterator[tuple[str, Result]]:
    """Give each seed and its result."""
    for seed, cohort in cohorts(cell, seeds).groupby("site"):
        if cell.measure == "functional-change":
            pairs = cohort[cohort.state == "paired"]
            yield str(seed), PairedChange(interval="t")(Pairs(pairs.before, pairs.after), level=LEVEL)
        else:
            yes, no = ((cohort.state == state).sum() for state in ("yes", "no"))
            yield str(seed), Proportion(interval="wilson")(Counts(yes, yes + no), level=LEVEL)


def cohorts(cell: Cell, seeds: int) -> pd.DataFrame:
    """Measure all services at once; `site` holds the seed."""
    tables = many(cell.world, range(seeds), cell.size, FIRST, LAST, AS_AT, only=TABLES)
    frame: pd.DataFrame = measured(MEASURES[cell.measure], tables, ASKED).to_pyarrow().to_pandas()
    return frame


def line(cell: Cell, found: Coverage) -> str:
    refused = f"  {found.refused} not estimable" if found.refused else ""
    return f"{cell.name:46}{cell.size:6}{found.covered:10.4f}{found.error:9.4f}{found.width:9.3f}{refused}"


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    print(f"Coverage at {LEVEL}, {asked} seeds a cell; MCSE: Monte Carlo standard error; width: median")
    print(f"{'':46}{'people':>6}{'coverage':>10}{'MCSE':>9}{'width':>9}")
    started = time.perf_counter()
    for one in cells():
        print(line(one, covering(one, asked)), flush=True)
    print(f"{time.perf_counter() - started:.0f} s")
