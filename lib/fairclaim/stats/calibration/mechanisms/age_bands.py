"""Worlds of an area whose people are older than a standard population, without and with repeat events."""

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.numbers.rates.poisson_limits import ukhsa
from fairclaim.stats.numbers.rates.weighted_rates import dobson_byar, weighted
from fairclaim.stats.samples import AgeBands, FloatArray

# An older group than its standard: most people where the standard has few, and risk that rises with age.
STANDARD = np.array([16_500.0, 12_500, 13_500, 14_000, 11_500, 9_000, 4_000])
SHARES = np.array([0.05, 0.06, 0.08, 0.12, 0.19, 0.28, 0.22])
RISKS = np.array([1.0, 1.2, 1.5, 2.5, 5.0, 9.0, 16.0])


def _bands(cell: Cell) -> tuple[FloatArray, FloatArray, float]:
    """Return people and mean events by band, and the true rate of the standard population."""
    people = np.round(cell["people"] * SHARES)
    risk = RISKS * cell["events"] / (RISKS * people).sum()
    return people, risk * people, float((STANDARD * risk).sum() / STANDARD.sum())


def _age_bands(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    people, means, rate = _bands(cell)
    x = rng.poisson(means, (repetitions, len(means))).astype(np.float64)
    batch = Batch({"x": x}, _sample_of_bands, {"n": people, "standard": STANDARD, "frequencies": None})
    return Drawn(batch, {"standardised_rate": rate})


def _sample_of_bands(x: FloatArray, n: FloatArray, standard: FloatArray, frequencies: FloatArray | None) -> AgeBands:
    return AgeBands(x, n, standard, frequencies)


def _crude(batch: Batch, level: float) -> Spoken:
    events, people = batch["x"].sum(axis=-1), batch["n"].sum(axis=-1)
    lower, upper = ukhsa(events, level)
    return Spoken.of(events / people, lower / people, upper / people)


BANDS = Mechanism(
    name="age-bands",
    title="Risk rises with age, and the people of the area are older than the standard population.",
    makes=AgeBands,
    parameters=("standardised_rate",),
    cells=tuple(
        {"people": people, "events": events} for people, events in ((300, 15), (600, 30), (2000, 90), (9000, 900))
    ),
    draw=_age_bands,
    rivals={"standardised_rate": Rival("crude rate", _crude)},
    trap="an older population than the standard",
)


def _age_bands_of_repeats(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    people, means, rate = _bands(cell)
    chances = _negative_binomial(means / people, cell["clumping"])
    counts = rng.multinomial(people.astype(np.int64), chances, (repetitions, len(people)))[..., 1:]
    counts = counts[..., : max(1, int(np.flatnonzero(counts.any(axis=(0, 1)))[-1]) + 1)].astype(np.float64)
    x = counts @ np.arange(1, counts.shape[-1] + 1.0)
    batch = Batch({"x": x, "frequencies": counts}, _sample_of_bands, {"n": people, "standard": STANDARD})
    return Drawn(batch, {"standardised_rate": rate})


def _negative_binomial(mean: FloatArray, clumping: float) -> FloatArray:
    """Chances of 0, 1 … 60 events of a person, one row for each mean; what lies beyond falls to 0."""
    from scipy.special import gammaln

    size, f = (mean / (clumping - 1))[:, None], np.arange(61)
    logs = gammaln(f + size) - gammaln(size) - gammaln(f + 1) - size * np.log(clumping) + f * np.log(1 - 1 / clumping)
    chances = np.exp(logs)
    chances[:, 0] = 1 - chances[:, 1:].sum(axis=1)
    return np.asarray(chances, dtype=np.float64)


def _events_independent(batch: Batch, level: float) -> Spoken:
    found = weighted(batch["x"], batch["n"], batch["standard"])
    lower, upper = dobson_byar(found, level)
    return Spoken.of(found.rate, lower, upper, found.events >= 10)


BANDS_OF_REPEATS = Mechanism(
    name="age-bands-of-repeats",
    title="As age-bands, but people differ in how often they have an event, and some have many.",
    makes=AgeBands,
    parameters=("standardised_rate",),
    cells=tuple(
        {"people": people, "events": events, "clumping": clumping}
        for people, events, clumping in (
            (600, 60, 3.0),
            (2000, 300, 3.0),
            (2000, 1000, 3.0),
            (5000, 250, 2.0),
            (9000, 90, 2.0),
            (9000, 2700, 3.0),
        )
    ),
    draw=_age_bands_of_repeats,
    rivals={"standardised_rate": Rival("every event independent", _events_independent)},
    trap="a few people have many of the events",
)
