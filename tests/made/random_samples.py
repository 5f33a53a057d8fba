"""Random samples of every kind that a method may need: one line a kind. Scores are in half points, so sums are exact."""

from collections.abc import Callable

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from fairclaim.stats.samples import (
    AgeBands,
    Categories,
    ChangedSeries,
    ClusteredValues,
    Counts,
    Durations,
    Effects,
    Events,
    Expected,
    FloatArray,
    Goals,
    Histories,
    Imputed,
    MeanChange,
    PairedCounts,
    Pairs,
    PairSummaries,
    PairSummary,
    Panel,
    PartlyScored,
    PersonChange,
    PersonEvents,
    Plan,
    PValues,
    Ratings,
    RatioLimits,
    Rows,
    Sample,
    Selection,
    Series,
    Strata,
    Tally,
    TimedRows,
    Traits,
    TwoClustered,
    TwoCounts,
    TwoDurations,
    TwoEvents,
    TwoMeanChanges,
    TwoPairs,
    TwoPersonEvents,
    TwoValues,
    UnitCounts,
    UnitExpected,
    Units,
    Values,
)

PEOPLE = st.integers(0, 400)
Rng = np.random.Generator


def seeded(build: Callable[[Rng, int], Sample], most: int = 60) -> SearchStrategy[Sample]:
    """Return samples of up to `most` people, made by a generator of random numbers: quicker than value by value."""
    return st.builds(
        lambda seed, n: build(np.random.default_rng([seed, n]), n), st.integers(0, 10**6), st.integers(0, most)
    )


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    n = draw(PEOPLE)
    return Counts(draw(st.one_of(st.integers(0, n), st.sampled_from((0, n)))), n)


def scores(rng: Rng, n: int, spread: float = 8.0) -> FloatArray:
    return np.asarray(np.round(2 * rng.normal(20, spread, n)) / 2)


def quantities(rng: Rng, n: int) -> FloatArray:
    return np.asarray(np.round(rng.lognormal(3, 1, n)) / 2)


def some(rng: Rng, n: int, share: float = 0.5) -> np.ndarray:
    return rng.random(n) < share


def person_events(rng: Rng, n: int) -> PersonEvents:
    return PersonEvents(rng.negative_binomial(1, 0.4, n), rng.integers(1, 13, n) / 2)


def pairs(rng: Rng, n: int) -> Pairs:
    before = scores(rng, n)
    return Pairs(before, before + scores(rng, n, 4) - 18)


def pair_summary(rng: Rng, n: int) -> PairSummary:
    before, after, change = (2.0 + 0.5 * rng.integers(0, 6) for _ in range(3))
    return PairSummary(n, float(rng.integers(10, 30)), before, float(rng.integers(10, 30)), after, change)


def clustered(rng: Rng, n: int) -> ClusteredValues:
    clusters = rng.integers(0, 8, n)
    return ClusteredValues(scores(rng, n) + rng.integers(-3, 4, 8)[clusters], clusters)


def durations(rng: Rng, n: int) -> Durations:
    # Whole weeks, so that several people share a time; in every other sample deaths come between.
    return Durations(np.ceil(rng.exponential(12, n)), rng.choice(3, n, p=(0.3, 0.5, 0.2) if n % 2 else (0.3, 0.7, 0)))


def timed_rows(rng: Rng, n: int) -> TimedRows:
    followed = durations(rng, n)
    return TimedRows(followed.time, followed.state, some(rng, n), scores(rng, 1 * n).reshape(n, 1))


def histories(rng: Rng, n: int) -> Histories:
    started = np.where(some(rng, n, 0.6), rng.integers(0, 200, n), np.inf)
    return Histories(rng.integers(1, 366, n), some(rng, n), started)


def rows(rng: Rng, n: int) -> Rows:
    covariates = scores(rng, 2 * n, 1).reshape(n, 2)
    return Rows(some(rng, n, 0.4), some(rng, n), covariates)


def traits(rng: Rng, n: int) -> Traits:
    return rows(rng, n).traits()


def age_bands(rng: Rng, n: int) -> AgeBands:
    bands = 1 + n % 6
    return AgeBands(rng.poisson(6, bands), rng.integers(50, 900, bands), rng.integers(1000, 9000, bands))


def panel(rng: Rng, n: int) -> Panel:
    units, periods = 2 + n % 20, 4 + n % 16
    return Panel(scores(rng, units * periods).reshape(units, periods), (int(rng.integers(units)),), periods // 2)


def changed_series(rng: Rng, n: int) -> ChangedSeries:
    values, control = scores(rng, n + 12), scores(rng, n + 12)
    return ChangedSeries(values, change=(n + 12) // 2, control=control)


def partly_scored(rng: Rng, n: int) -> PartlyScored:
    before = scores(rng, n)
    after = before + scores(rng, n, 4) - 18
    interim, own = (before + after) / 2 + scores(rng, n, 2) - 20, some(rng, n) if n % 2 else None
    return PartlyScored(before, after, some(rng, n, 0.7), interim, own)


def effects(rng: Rng, n: int) -> Effects:
    return Effects(scores(rng, n % 15, 1), rng.integers(1, 8, n % 15) / 4)


def imputed(rng: Rng, n: int) -> Imputed:
    return Imputed(scores(rng, n % 25, 1), rng.integers(1, 8, n % 25) / 4, n=50 + n)


STRATEGIES: dict[type, SearchStrategy[Sample]] = {
    # Shares
    Counts: counts(),
    TwoCounts: st.builds(TwoCounts, own=counts(), reference=counts()),
    PairedCounts: st.builds(PairedCounts, *[st.integers(0, 60)] * 4),
    Tally: st.builds(Tally, st.integers(0, 900), st.none() | st.integers(1, 900)),
    Categories: st.lists(st.integers(0, 60), max_size=7).map(
        lambda counts: Categories(tuple(counts), tuple(str(place) for place in range(len(counts))))
    ),
    Strata: seeded(lambda rng, n: Strata(*stratified(rng, 1 + n % 5))),
    # Counts and rates
    Events: st.builds(Events, st.integers(0, 60), st.integers(1, 900).map(float)),
    TwoEvents: st.builds(TwoEvents, *[st.builds(Events, st.integers(0, 60), st.integers(1, 900).map(float))] * 2),
    PersonEvents: seeded(person_events),
    TwoPersonEvents: seeded(lambda rng, n: TwoPersonEvents(person_events(rng, n), person_events(rng, n))),
    AgeBands: seeded(age_bands),
    Expected: st.builds(Expected, st.integers(0, 60), st.integers(0, 120).map(lambda half: half / 2)),
    # Scores and quantities
    Pairs: seeded(pairs),
    TwoPairs: seeded(lambda rng, n: TwoPairs(pairs(rng, n), pairs(rng, n))),
    PairSummaries: seeded(lambda rng, n: PairSummaries(pair_summary(rng, n), pair_summary(rng, n))),
    Values: seeded(lambda rng, n: Values(quantities(rng, n))),
    TwoValues: seeded(lambda rng, n: TwoValues(Values(quantities(rng, n)), Values(quantities(rng, n)))),
    PersonChange: seeded(lambda rng, n: PersonChange(*scores(rng, 2), 2.0 + n % 5, 0.8)),
    Goals: seeded(lambda rng, n: Goals(rng.integers(-2, 3, n), rng.integers(1, 4, n)), most=5),
    Selection: st.builds(Selection, st.just(20.0), st.just(5.0), st.just(0.7), st.integers(5, 35).map(float)),
    Ratings: seeded(lambda rng, n: Ratings(rng.choice(["a", "b", "c"], n), rng.choice(["a", "b", "c"], n))),
    Plan: st.builds(Plan, st.integers(0, 300), base=st.sampled_from((None, 0.0, 0.3, 1.0))),
    # People one by one
    Rows: seeded(rows, most=120),
    Traits: seeded(traits),
    # Time
    Durations: seeded(durations),
    TwoDurations: seeded(lambda rng, n: TwoDurations(durations(rng, n), durations(rng, n))),
    TimedRows: seeded(timed_rows),
    Histories: seeded(histories),
    # People of practitioners, and units that changed
    TwoClustered: seeded(lambda rng, n: TwoClustered(clustered(rng, n), clustered(rng, n))),
    Panel: seeded(panel),
    TwoMeanChanges: st.builds(
        TwoMeanChanges, *[st.builds(MeanChange, st.integers(-9, 9).map(float), st.sampled_from((0.0, 0.5, 2.0)))] * 2
    ),
    # Series
    Series: seeded(lambda rng, n: Series(scores(rng, n))),
    ChangedSeries: seeded(changed_series),
    # Many units
    Units: seeded(lambda rng, n: Units(scores(rng, n + 1), int(rng.integers(n + 1)))),
    UnitCounts: seeded(lambda rng, n: UnitCounts(rng.binomial(40, 0.3, n), np.full(n, 40))),
    UnitExpected: seeded(lambda rng, n: UnitExpected(rng.poisson(20, n), rng.integers(10, 60, n) / 2)),
    Effects: seeded(effects),
    # What could overturn it
    PValues: seeded(lambda rng, n: PValues(rng.random(n))),
    Imputed: seeded(imputed),
    RatioLimits: st.builds(RatioLimits, st.integers(1, 9).map(float)),
    PartlyScored: seeded(partly_scored),
}


def stratified(rng: Rng, strata: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    n1, n2 = rng.integers(0, 25, (2, strata))
    return rng.binomial(n1, 0.3), n1, rng.binomial(n2, 0.2), n2
