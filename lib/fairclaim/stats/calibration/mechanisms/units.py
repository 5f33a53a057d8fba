"""Worlds of many services that truly differ, if only a little.

Parts of a batch of Effects: `estimates`, `errors`, shape (R, k) each.
"""

from itertools import product

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.methods.pooling import fit
from fairclaim.stats.samples import Effects

MEAN = 0.3


def _services(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    k, tau = int(cell["k"]), cell["tau"]
    errors = rng.uniform(0.1, 0.4, (repetitions, k))
    true = rng.normal(MEAN, tau, (repetitions, k))
    batch = Batch({"estimates": rng.normal(true, errors), "errors": errors}, Effects)
    return Drawn(batch, {"mean_effect": MEAN, "next_effect": rng.normal(MEAN, tau, repetitions)})


def _as_if_alike(batch: Batch, level: float) -> Spoken:
    from scipy.special import ndtri

    weights = 1 / batch["errors"] ** 2
    mean = (weights * batch["estimates"]).sum(axis=-1) / weights.sum(axis=-1)
    half = ndtri((1 + level) / 2) / np.sqrt(weights.sum(axis=-1))
    return Spoken.of(mean, mean - half, mean + half)


def _spread_as_estimated(batch: Batch, level: float) -> Spoken:
    from scipy.special import stdtrit

    found = fit(batch["estimates"], batch["errors"])
    k = batch["estimates"].shape[-1]
    half = stdtrit(k - 2, (1 + level) / 2) * np.sqrt(found.variance + found.tau2)
    return Spoken.of(found.mean, found.mean - half, found.mean + half)


SERVICES_THAT_DIFFER = Mechanism(
    name="services-that-differ",
    title="Services have true effects that differ, and each sees its own with an error of its own size.",
    makes=Effects,
    parameters=("mean_effect", "next_effect"),
    cells=tuple({"k": k, "tau": tau} for k, tau in product((5, 10, 20), (0.1, 0.2, 0.5))),
    draw=_services,
    rivals={
        "mean_effect": Rival("fixed effect", _as_if_alike),
        "next_effect": Rival("spread as estimated, t", _spread_as_estimated),
    },
    trap="services taken to be alike, or their spread to be known",
)
