"""The same sample seen from another side: groups exchanged, made alike, rows in another order, in another unit."""

from dataclasses import fields, is_dataclass, replace
from functools import singledispatch
from typing import Any

import numpy as np

from fairclaim.stats.samples import (
    ClusteredValues,
    Counts,
    Effects,
    Imputed,
    MeanChange,
    PairedCounts,
    Pairs,
    PairSummary,
    Panel,
    PartlyScored,
    Rows,
    Strata,
    TimedRows,
    Values,
)


@singledispatch
def swapped(sample: Any) -> Any:
    """Exchange own and reference, or the two occasions."""
    return replace(sample, own=sample.reference, reference=sample.own)


@swapped.register
def _(sample: PairedCounts) -> Any:
    return replace(sample, first_only=sample.second_only, second_only=sample.first_only)


@swapped.register
def _(sample: Strata) -> Any:
    return Strata(sample.x2, sample.n2, sample.x1, sample.n1)


@swapped.register
def _(sample: Pairs) -> Any:
    return Pairs(sample.after, sample.before)


@swapped.register(Rows)
@swapped.register(TimedRows)
def _(sample: Any) -> Any:
    return replace(sample, own=~sample.own)


@singledispatch
def alike(sample: Any) -> Any:
    """Make both groups the same people."""
    return replace(sample, reference=sample.own)


@alike.register
def _(sample: PairedCounts) -> Any:
    return replace(sample, second_only=sample.first_only)


@alike.register
def _(sample: Strata) -> Any:
    return Strata(sample.x1, sample.n1, sample.x1, sample.n1)


@alike.register(Rows)
@alike.register(TimedRows)
def _(sample: Any) -> Any:
    people = {name: np.concatenate([getattr(sample, name)] * 2) for name in _arrays(sample) if name != "own"}
    return replace(sample, **people, own=np.arange(2 * len(sample.own)) < len(sample.own))


def mirrored(sample: Counts) -> Counts:
    """Count those without the outcome."""
    return Counts(sample.n - sample.events, sample.n)


@singledispatch
def shifted(sample: Any, by: float) -> Any:
    """Add a constant to every value of every group."""
    return replace(sample, own=shifted(sample.own, by), reference=shifted(sample.reference, by))


@shifted.register(Values)
@shifted.register(ClusteredValues)
@shifted.register(Panel)
def _(sample: Any, by: float) -> Any:
    return replace(sample, values=sample.values + by)


@shifted.register
def _(sample: Pairs, by: float) -> Any:
    return Pairs(sample.before + by, sample.after + by)


@shifted.register
def _(sample: PartlyScored, by: float) -> Any:
    interim = None if sample.interim is None else sample.interim + by
    return replace(sample, before=sample.before + by, after=sample.after + by, interim=interim)


@singledispatch
def in_units(sample: Any, factor: float) -> Any:
    """Measure every value of every group in another unit."""
    return replace(sample, own=in_units(sample.own, factor), reference=in_units(sample.reference, factor))


@in_units.register(Values)
@in_units.register(ClusteredValues)
@in_units.register(Panel)
def _(sample: Any, factor: float) -> Any:
    return replace(sample, values=sample.values * factor)


@in_units.register
def _(sample: Pairs, factor: float) -> Any:
    return Pairs(sample.before * factor, sample.after * factor)


@in_units.register
def _(sample: MeanChange, factor: float) -> Any:
    return replace(sample, change=sample.change * factor, error=sample.error * factor)


@in_units.register
def _(sample: PairSummary, factor: float) -> Any:
    numbers = {part.name: getattr(sample, part.name) * factor for part in fields(sample) if part.name != "n"}
    return replace(sample, **numbers)


@in_units.register
def _(sample: Effects, factor: float) -> Any:
    return Effects(sample.estimates * factor, sample.errors * factor)


@in_units.register
def _(sample: Imputed, factor: float) -> Any:
    return replace(sample, estimates=sample.estimates * factor, variances=sample.variances * factor**2)


def reordered(sample: Any, seed: int) -> Any:
    """Put the rows of each group into another order, all arrays of a group alike."""
    groups = {part.name: getattr(sample, part.name) for part in fields(sample)}
    if any(is_dataclass(group) for group in groups.values()):
        return replace(sample, **{name: reordered(group, seed) for name, group in groups.items()})
    rows = {name: getattr(sample, name) for name in _arrays(sample)}
    order = np.random.default_rng(seed).permutation(len(next(iter(rows.values()))))
    return replace(sample, **{name: row[order] for name, row in rows.items()})


def _arrays(sample: Any) -> list[str]:
    return [part.name for part in fields(sample) if isinstance(getattr(sample, part.name), np.ndarray)]
