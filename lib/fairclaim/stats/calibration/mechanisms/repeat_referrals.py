"""A world of people who are referred again and again, the worse the oftener."""

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.methods.proportion import wilson
from fairclaim.stats.samples import PersonEvents


def _draw(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
    shape, mean, alike = (repetitions, int(cell["n"])), cell["share"], cell["alike"]
    # A person's own share has the beta law whose referrals are alike by this intraclass correlation.
    first, second = mean * (1 / alike - 1), (1 - mean) * (1 / alike - 1)
    own = rng.beta(first, second, shape)
    referrals = 1 + rng.poisson(cell["more"] * (1 - own))
    outcomes = rng.binomial(referrals, own)
    square = mean**2 + alike * mean * (1 - mean)
    truth = (mean + cell["more"] * (mean - square)) / (1 + cell["more"] * (1 - mean))
    batch = Batch({"events": outcomes.astype(np.float64), "time": referrals.astype(np.float64)}, PersonEvents)
    return Drawn(batch, {"rate": truth})


def _every_referral(batch: Batch, level: float) -> Spoken:
    events, referrals = batch["events"].sum(axis=-1), batch["time"].sum(axis=-1)
    lower, upper = wilson(events, referrals, level)
    return Spoken.of(events / referrals, lower, upper)


REPEAT_REFERRALS = Mechanism(
    name="repeat-referrals",
    title="People are referred once or more, the worse their outlook the oftener; a share of referrals goes well.",
    makes=PersonEvents,
    parameters=("rate",),
    cells=tuple(
        dict(zip(("n", "share", "more", "alike"), row, strict=True))
        for row in ((30, 0.5, 1.0, 0.3), (60, 0.3, 1.0, 0.3), (60, 0.5, 4.0, 0.3), (150, 0.2, 4.0, 0.2))
    ),
    draw=_draw,
    rivals={"rate": Rival("Wilson on referrals", _every_referral)},
    trap="the same people are counted several times",
)
