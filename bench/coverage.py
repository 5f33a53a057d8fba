"""How often intervals hold the planted truth: made-up services drawn with many seeds, measured, and estimated.

Each seed is a service of its own. All services of a cell are measured by one query, as any extract is; from there each
service's cohort goes to its method by the road that a report takes. `naive` cells are traps: the method's assumptions
do not hold there, and its coverage is printed to show by how much it fails.

    .venv/bin/python bench/coverage.py            2,000 seeds a cell
    .venv/bin/python bench/coverage.py 300        fewer
"""

import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pydantic import TypeAdapter

from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.compile import measured
from fairclaim.data.synthetic.many import many
from fairclaim.data.synthetic.planted import as_recorded, planted
from fairclaim.params.load import load_library
from fairclaim.params.measures import Measure
from fairclaim.params.world import World
from fairclaim.session.people import people
from fairclaim.stats.method import Method
from fairclaim.stats.methods.adjusted_change import AdjustedChange
from fairclaim.stats.methods.cumulative_incidence import CumulativeIncidence
from fairclaim.stats.methods.events_by_person import EventsByPerson
from fairclaim.stats.methods.mean_difference import MeanDifference
from fairclaim.stats.methods.mean_quantity import MeanQuantity
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.methods.rate import Rate
from fairclaim.stats.methods.rate_ratio_by_person import RateRatioByPerson
from fairclaim.stats.methods.survival import Survival
from fairclaim.stats.methods.survival_difference import SurvivalDifference
from fairclaim.stats.results import Curve, Estimate, Result
from fairclaim.stats.samples import Events, Pairs, PersonEvents, Sample, Values

SEEDS, LEVEL = 2000, 0.95
FIRST, LAST, AS_AT = date(2025, 1, 1), date(2025, 3, 31), date(2026, 3, 31)
# Every referral of the quarter is an index event of one cohort, whenever its episode ends.
ASKED = Asked(first=FIRST, last=AS_AT, as_at=AS_AT)
ON_THE_DAY = Asked(first=FIRST, last=LAST, as_at=AS_AT)
TABLES = ("referrals", "people", "packages", "followups", "deaths", "scores")
_SHARED = {"outcome_phrase": "x", "family": "quality", "better": "lower"}
_LEFT = {"table": "referrals", "at": "discharged_at"}
_QUARTER = {"start": "0d", "end": "90d", "start_day": "exclusive", "end_day": "inclusive", "clock": "days"}
_SIX_WEEKS = {"start": "0d", "end": "6w", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}
_ESCALATIONS = {"table": "escalations", "at": "occurred_at", "link": "referral"}
_PACKAGES = {"table": "packages", "at": "started_at", "where": {"kind": ["ongoing"]}}
# Measures of the kinds that no shipped one has with a planted truth.
OWN: tuple[dict[str, Any], ...] = (
    {"id": "escalations", "kind": "rate", "index": _LEFT, "outcome": _ESCALATIONS, "window": _QUARTER,
     "per": "index_events", "multiple": 1, "died": "ends_exposure"},
    {"id": "escalations-of-each", "kind": "quantity", "index": _LEFT, "amount": {**_ESCALATIONS, "take": "count"},
     "unit": "events", "none_found": "zero", "window": _QUARTER, "died": "kept"},
    {"id": "days-to-package", "kind": "time_to_event", "index": _LEFT, "outcome": _PACKAGES, "window": _SIX_WEEKS,
     "died": "competing"},
    {"id": "days-to-package-naive", "kind": "time_to_event", "index": _LEFT, "outcome": _PACKAGES,
     "window": _SIX_WEEKS, "died": "censored"},
    {"id": "plan-in-date", "kind": "currency", "grace": "28d",
     "open": {"table": "referrals", "start": "referred_at", "end": "discharged_at", "end_day": "inclusive"},
     "in_force": {"table": "plans", "start": "made_at", "end": "in_force_to", "where": {"kind": ["care plan"]},
                  "end_day": "inclusive"}},
)  # fmt: skip
MEASURES = load_library(Path(__file__).parents[1] / "params").measures | {
    one["id"]: TypeAdapter(Measure).validate_python({"title": "x", **_SHARED, **one}) for one in OWN
}


@dataclass(frozen=True)
class Cell:
    """One world at one size, the measure asked of it, the method, and what its intervals ought to hold.

    `by_arm` holds the service's people against those of the comparison site. `seen_as` turns the sample into the one
    that somebody careless would make of the same people.
    """

    name: str
    measure: str
    size: int
    world: World
    truth: float
    naive: bool = False
    method: Method = field(default_factory=Proportion)
    more: tuple[str, ...] = ()
    asked: Asked = ASKED
    by_arm: bool = False
    seen_as: Callable[[Sample], Sample] | None = None


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
    return Cell(name, "functional-change", size, world, change if truth is None else truth, naive, PairedChange())


def packages_by(day: int, world: World) -> float:
    """Share with a package by a day: of those who live through the six weeks the poor, and mostly early."""
    alive = 1 - world.deaths * 43 / 91
    return (1 - world.outcome_share) * alive * (1 - (1 - (day + 1) / 43) ** 3)


def in_total(sample: Sample) -> Sample:
    assert isinstance(sample, PersonEvents)
    return Events(int(sample.events.sum()), float(sample.time.sum()))


def as_changes(sample: Sample) -> Sample:
    assert isinstance(sample, Values)
    return Pairs(np.zeros(len(sample.values)), sample.values)


def cells() -> tuple[Cell, ...]:
    return (*cells_of_shares(), *cells_of_changes(), *cells_of_events(), *cells_of_times())


def cells_of_shares() -> tuple[Cell, ...]:
    loss = World(lost=0.15, lost_more_if_worse=0.15, deaths=0.1)
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
        Cell("plan in date, 0.92", "plan-in-date", 300, World(), 0.92, more=("plans",), asked=ON_THE_DAY),
    )


def cells_of_changes() -> tuple[Cell, ...]:
    selected, helped = World(selected_to_score=9), World(effect_on_score=3, comparison=0.5)
    made = planted(helped, FIRST, LAST)["score_change"]["made_by_service"]
    return (
        changes("change 3", 15, World(effect_on_score=3)),
        changes("change 3", 200, World(effect_on_score=3)),
        changes("no change", 60, World()),
        changes("referred for a low score: change as measured", 200, selected),
        changes("TRAP referred for a low score: the effect, 0", 200, selected, 0.0, naive=True),
        changes("TRAP teams alike, icc 0.05", 200, World(effect_on_score=3, icc=0.05), naive=True),
        Cell("change against the comparison site's", "functional-change", 120, helped, made,
             method=AdjustedChange(), by_arm=True),
    )  # fmt: skip


def cells_of_events() -> tuple[Cell, ...]:
    few, even, helped = World(use_alike=0.3), World(use=1.0), World(use=1.0, effect_on_use=0.6, comparison=0.5)
    seen: dict[str, Any] = {"more": ("escalations",)}
    fewer = 1.0 * 0.6 - 1.0
    return (
        Cell("escalations for each referral, 0.5", "escalations", 60, World(), 0.5, method=EventsByPerson(), **seen),
        Cell("a few people have most of them", "escalations", 200, few, 0.5, method=EventsByPerson(), **seen),
        Cell("TRAP a few people have most: counted in total", "escalations", 200, few, 0.5, True, Rate(),
             seen_as=in_total, **seen),
        Cell("ratio to the comparison site's, 0.6", "escalations", 200, helped, 0.6, method=RateRatioByPerson(),
             by_arm=True, **seen),
        Cell("mean number of each, 1", "escalations-of-each", 60, even, 1.0, method=MeanQuantity(), **seen),
        Cell("mean number, a few have most", "escalations-of-each", 100, few, 0.5, method=MeanQuantity(), **seen),
        Cell("TRAP mean number, a few have most: t", "escalations-of-each", 40, few, 0.5, True, PairedChange(),
             seen_as=as_changes, **seen),
        Cell("mean number against the comparison site's", "escalations-of-each", 120, helped, fewer,
             method=MeanDifference(), by_arm=True, **seen),
    )  # fmt: skip


def cells_of_times() -> tuple[Cell, ...]:
    dying, helped = World(deaths=0.6), World(effect_on_share=0.2, comparison=0.5)
    two_weeks, gain = CumulativeIncidence(at=14), 0.2 * (1 - (1 - 15 / 43) ** 3)
    return (
        Cell("package within 2 weeks", "days-to-package", 60, World(), packages_by(14, World()), method=two_weeks),
        Cell("package within 2 weeks, deaths", "days-to-package", 300, dying, packages_by(14, dying), method=two_weeks),
        Cell("TRAP deaths taken for people lost from view", "days-to-package-naive", 300, dying,
             1 - packages_by(42, dying), True, Survival(read="at", at=42)),
        Cell("none within 2 weeks, against the comparison site", "days-to-package", 200, helped, gain,
             method=SurvivalDifference(at=14), by_arm=True),
    )  # fmt: skip


def covering(cell: Cell, seeds: int) -> Coverage:
    """Draw a cell's services, measure and estimate them all."""
    results = [result for _, result in estimates(cell, seeds)]
    given = [result for result in results if isinstance(result, Estimate)]
    held = [result.lower <= cell.truth <= result.upper for result in given]
    width = np.median([result.upper - result.lower for result in given])
    return Coverage(float(np.mean(held)), len(given), len(results) - len(given), float(width))


def estimates(cell: Cell, seeds: int) -> Iterator[tuple[str, Result]]:
    """Give each seed and its result."""
    measure = MEASURES[cell.measure]
    for seed, frame in cohorts(cell, seeds).groupby("site"):
        sides = [frame[frame.arm == arm] for arm in ("service", "comparison")] if cell.by_arm else [frame]
        sample, _ = people(*_pair([Cohort(measure.id, "this", side, (), "") for side in sides]), measure)
        if not isinstance(sample, Sample):
            yield str(seed), sample
            continue
        result = cell.method(sample if cell.seen_as is None else cell.seen_as(sample), level=LEVEL)
        yield str(seed), result.read if isinstance(result, Curve) else result


def _pair(sides: list[Cohort]) -> tuple[Cohort, Cohort | None]:
    return sides[0], sides[1] if len(sides) > 1 else None


def cohorts(cell: Cell, seeds: int) -> pd.DataFrame:
    """Measure all services at once; `site` holds the seed."""
    tables = many(cell.world, range(seeds), cell.size, FIRST, LAST, AS_AT, only=(*TABLES, *cell.more))
    frame: pd.DataFrame = measured(MEASURES[cell.measure], tables, cell.asked).to_pyarrow().to_pandas()
    return frame


def line(cell: Cell, found: Coverage) -> str:
    refused = f"  {found.refused} not estimable" if found.refused else ""
    return f"{cell.name:52}{cell.size:6}{found.covered:10.4f}{found.error:9.4f}{found.width:9.3f}{refused}"


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    print(f"Coverage at {LEVEL}, {asked} seeds a cell; MCSE: Monte Carlo standard error; width: median")
    print(f"{'':52}{'people':>6}{'coverage':>10}{'MCSE':>9}{'width':>9}")
    started = time.perf_counter()
    for one in cells():
        print(line(one, covering(one, asked)), flush=True)
    print(f"{time.perf_counter() - started:.0f} s")
