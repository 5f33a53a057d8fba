"""Worlds in which the worse cases are more often in the own group, and fare worse in either."""

from collections.abc import Mapping

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.method import Method
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.odds_ratio import OddsRatio
from fairclaim.stats.methods.risk_ratio import RiskRatio
from fairclaim.stats.samples import BoolArray, FloatArray, Rows, TwoCounts

# How a standard deviation of severity moves the log-odds of being in the own group, and those of a good outcome (or
# a value): the parameters of the reference's section 6.
ALLOCATION, SEVERITY = 0.8, -0.9
# Share of people who are frail.
FRAIL = 0.3
# Enough nodes that the truths stand still to twelve digits.
NODES = 80


def _severities(among_own: bool) -> tuple[FloatArray, FloatArray]:
    """Severities and their probabilities, by Gauss-Hermite quadrature: among everybody, or in the own group."""
    from scipy.special import expit, roots_hermitenorm

    severity, weight = roots_hermitenorm(NODES)
    weight = weight * expit(ALLOCATION * severity) if among_own else weight
    return np.asarray(severity, dtype=np.float64), np.asarray(weight / weight.sum(), dtype=np.float64)


def _share(base: float, among_own: bool = False) -> float:
    from scipy.special import expit

    severity, weight = _severities(among_own)
    return float((weight * expit(base + SEVERITY * severity)).sum())


def _people(cell: Cell, rng: np.random.Generator, repetitions: int) -> tuple[FloatArray, BoolArray]:
    """Severity with `others` more traits that decide nothing, and groups; shapes (R, n, 1 + others), (R, n)."""
    from scipy.special import expit

    covariates = rng.normal(size=(repetitions, int(cell["n"]), 1 + int(cell["others"])))
    return covariates, rng.random(covariates.shape[:2]) < expit(ALLOCATION * covariates[..., 0])


def _batch(outcome: FloatArray, own: BoolArray, covariates: FloatArray) -> Batch:
    names = tuple(f"covariate {column}" for column in range(1, covariates.shape[-1] + 1))
    return Batch({"outcome": outcome, "own": own, "covariates": covariates}, Rows, {"names": names})


def _shares(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    from scipy.special import expit

    covariates, own = _people(cell, rng, repetitions)
    chance = expit(cell["base"] + cell["effect"] * own + SEVERITY * covariates[..., 0])
    outcome = (rng.random(own.shape) < chance).astype(np.float64)
    return Drawn(_batch(outcome, own, covariates), _truths(cell["base"], cell["effect"]))


def _truths(base: float, effect: float) -> Mapping[str, float]:
    everybody, of_own = ((_share(base + effect, among), _share(base, among)) for among in (False, True))
    return {
        "adjusted_share_difference": everybody[0] - everybody[1],
        "adjusted_share_difference_of_own": of_own[0] - of_own[1],
        "adjusted_share_ratio": everybody[0] / everybody[1],
        "adjusted_odds_ratio": float(np.exp(effect)),
    }


def _crude(method: Method, name: str) -> Rival:
    """The same question asked of the groups as they are."""

    def limits(batch: Batch, level: float) -> Spoken:
        own, outcome = batch["own"], batch["outcome"]
        counts = {"x1": outcome * own, "n1": own, "x2": outcome * ~own, "n2": ~own}
        parts = {name: values.sum(axis=-1).astype(np.int64) for name, values in counts.items()}
        return method.many(Batch(parts, TwoCounts), level=level)

    return Rival(name, limits)


WORSE_CASES = Mechanism(
    name="worse-cases",
    title="The worse a case, the more often it is in the own group, and the more seldom the outcome is good.",
    makes=Rows,
    parameters=(
        "adjusted_share_difference",
        "adjusted_share_difference_of_own",
        "adjusted_share_ratio",
        "adjusted_odds_ratio",
    ),
    cells=(
        {"n": 60, "others": 0, "base": 0.0, "effect": 0.0},
        {"n": 60, "others": 4, "base": 0.0, "effect": 0.7},
        {"n": 120, "others": 0, "base": 0.0, "effect": 0.7},
        {"n": 120, "others": 2, "base": 1.5, "effect": 0.0},
        {"n": 120, "others": 2, "base": -2.5, "effect": 0.7},
        {"n": 300, "others": 0, "base": 0.0, "effect": 0.0},
        {"n": 300, "others": 2, "base": -1.5, "effect": 0.7},
    ),
    draw=_shares,
    rivals={
        "adjusted_share_difference": _crude(Difference(), "crude difference"),
        "adjusted_share_difference_of_own": _crude(Difference(), "crude difference"),
        "adjusted_share_ratio": _crude(RiskRatio(interval="log"), "crude ratio"),
        "adjusted_odds_ratio": _crude(OddsRatio(interval="woolf"), "crude odds ratio"),
    },
    trap="groups that differ in who they are",
)


def _rare(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    from scipy.special import expit

    people = (repetitions, int(cell["n"]))
    severity, frail = rng.normal(size=people), rng.random(people) < FRAIL
    own = rng.random(people) < expit(ALLOCATION * severity + frail - FRAIL)
    # Nobody who is not frail has the event: their column foretells it without a mistake, and its odds have no end.
    chance = frail * expit(cell["base"] + cell["effect"] * own - SEVERITY * severity)
    outcome = (rng.random(people) < chance).astype(np.float64)
    truth = {"adjusted_odds_ratio": float(np.exp(cell["effect"]))}
    return Drawn(_batch(outcome, own, np.stack([severity, frail.astype(np.float64)], axis=-1)), truth)


FORETOLD = Mechanism(
    name="few-events-foretold",
    title="The event is rare, only frail people have it, and the frail and the worse cases are in the own group.",
    makes=Rows,
    parameters=("adjusted_odds_ratio",),
    cells=(
        {"n": 60, "base": -1.5, "effect": 0.0},
        {"n": 60, "base": -1.0, "effect": 0.7},
        {"n": 120, "base": -2.0, "effect": 0.0},
        {"n": 300, "base": -2.5, "effect": -0.7},
        {"n": 300, "base": -2.0, "effect": 0.7},
    ),
    draw=_rare,
    rivals={"adjusted_odds_ratio": _crude(OddsRatio(interval="woolf"), "crude odds ratio")},
    trap="groups that differ in who they are, and an event that one trait rules out",
)


def _values(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    covariates, own = _people(cell, rng, repetitions)
    noise = rng.normal(size=own.shape) * np.where(own, cell["noise"], 1.0)
    outcome = cell["effect"] * own + SEVERITY * covariates[..., 0] + noise
    effect = dict.fromkeys(("adjusted_value_difference", "adjusted_value_difference_of_own"), cell["effect"])
    return Drawn(_batch(outcome, own, covariates), effect)


def _crude_means(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    groups, outcome = [batch["own"], ~batch["own"]], batch["outcome"]
    sizes = [np.maximum(group.sum(axis=-1), 2) for group in groups]
    means = [(outcome * group).sum(axis=-1) / size for group, size in zip(groups, sizes, strict=True)]
    squares = [
        (((outcome - mean[:, None]) * group) ** 2).sum(axis=-1) / (size * (size - 1))
        for group, mean, size in zip(groups, means, sizes, strict=True)
    ]
    value, half = means[0] - means[1], ndtri((1 + level) / 2) * np.sqrt(squares[0] + squares[1])
    return Spoken.of(value, value - half, value + half)


WORSE_CASES_BY_VALUE = Mechanism(
    name="worse-cases-by-value",
    title="As worse-cases, with a value for an outcome, which may vary more in the own group.",
    makes=Rows,
    parameters=("adjusted_value_difference", "adjusted_value_difference_of_own"),
    cells=(
        {"n": 30, "others": 0, "effect": 0.0, "noise": 1.0},
        {"n": 60, "others": 2, "effect": 0.5, "noise": 2.0},
        {"n": 120, "others": 0, "effect": 0.0, "noise": 2.0},
        {"n": 120, "others": 2, "effect": 0.5, "noise": 1.0},
        {"n": 300, "others": 2, "effect": 0.5, "noise": 2.0},
    ),
    draw=_values,
    rivals={
        name: Rival("difference of means", _crude_means)
        for name in ("adjusted_value_difference", "adjusted_value_difference_of_own")
    },
    trap="groups that differ in who they are",
)
