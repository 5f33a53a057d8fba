"""Worlds in which people are lost before their final score: because of how they were doing, or of how they fared.

Parts of a batch of PartlyScored: `before`, `interim` (or None), `after`, `seen`, `own` (or None), shape (R, n) each.
"""

from collections.abc import Callable

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism, Rival
from fairclaim.stats.samples import BoolArray, FloatArray, PartlyScored

LOST = 0.35
# Points gained by everybody on average, on a scale whose standard deviation is 10; others gain two less.
GAIN, GAIN_OF_OTHERS = 5.0, 3.0
# Each point of progress takes this much off the logit of being lost.
PULL = 0.15


def _scores(rng: np.random.Generator, shape: tuple[int, int], gain: float | FloatArray) -> tuple[FloatArray, ...]:
    """Before, interim, after: a person's level, half and then all of their gain, and noise at each time."""
    level = rng.normal(50, 8, shape)
    progress = gain + rng.normal(0, 8, shape)
    before, interim, after = (level + share * progress + rng.normal(0, 5, shape) for share in (0.0, 0.5, 1.0))
    return before, interim, after


def _seen(rng: np.random.Generator, progress: FloatArray, own: BoolArray) -> BoolArray:
    """Of the own group, whoever made less progress is more likely to be lost; of the others, anybody alike."""
    from scipy.special import expit

    pulled = np.where(own, -PULL * (progress - progress[:, own].mean()), 0.0)
    chance = np.where(own, expit(_intercept(pulled[:, own]) + pulled), LOST)
    return np.asarray(rng.uniform(size=progress.shape) >= chance)


def _intercept(pulled: FloatArray) -> float:
    # At which the mean chance of being lost is as asked for, by halving.
    from scipy.special import expit

    low, high = -10.0, 10.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if expit(middle + pulled).mean() < LOST else (low, middle)
    return (low + high) / 2


def _lost(by: str, groups: int) -> Callable[[Cell, np.random.Generator, int], Drawn]:
    def draw(cell: Cell, rng: np.random.Generator, repetitions: int) -> Drawn:
        n = int(cell["n"])
        own = np.arange(n * groups) < n  # Everybody, where there is one group.
        gain = np.where(own, GAIN, GAIN_OF_OTHERS)
        before, interim, after = _scores(rng, (repetitions, n * groups), gain)
        seen = _seen(rng, (interim if by == "interim" else after) - before, own)
        parts = {"before": before, "interim": interim, "after": after, "seen": seen}
        batch = Batch(parts, PartlyScored, {"own": own if groups == 2 else None})
        return Drawn(batch, {"mean_change": GAIN, "change_difference": GAIN - GAIN_OF_OTHERS})

    return draw


def _complete_cases(batch: Batch, level: float) -> Spoken:
    from scipy.special import stdtrit

    changes, seen = batch["after"] - batch["before"], batch["seen"]
    own = np.ones(changes.shape[-1], dtype=bool) if batch["own"] is None else batch["own"]
    value, error, df = np.zeros(len(batch)), np.zeros(len(batch)), np.zeros(len(batch))
    for sign, group in ((1, seen & own), (-1, seen & ~own)):
        count = np.maximum(group.sum(axis=-1), 1)
        mean = (changes * group).sum(axis=-1) / count
        squares = ((changes - mean[:, None]) ** 2 * group).sum(axis=-1)
        value, error = value + sign * mean, error + squares / (np.maximum(count - 1, 1) * count)
        df = df + np.maximum(count - 1, 0)
    half = stdtrit(df, (1 + level) / 2) * np.sqrt(error)
    return Spoken.of(value, value - half, value + half)


LOST_ON_THE_WAY = Mechanism(
    name="lost-on-the-way",
    title="A third are lost, more of those who were not getting better half-way; the half-way score is known.",
    makes=PartlyScored,
    parameters=("mean_change",),
    cells=({"n": 60}, {"n": 150}),
    draw=_lost("interim", 1),
    rivals={"mean_change": Rival("people seen, t", _complete_cases)},
    trap="those who stayed are those who were getting better",
)

LOST_IN_TWO_GROUPS = Mechanism(
    name="lost-in-two-groups",
    title="A third of two groups are lost: of the own group those who were not getting better, of the other anybody.",
    makes=PartlyScored,
    parameters=("change_difference",),
    cells=({"n": 60}, {"n": 150}),
    draw=_lost("interim", 2),
    rivals={"change_difference": Rival("people seen, t", _complete_cases)},
    trap="in one of the groups those who stayed are those who were getting better",
)

LOST_BY_OUTCOME = Mechanism(
    name="lost-by-outcome",
    title="A third are lost, more of those who fared worse in the end, whatever their half-way score.",
    makes=PartlyScored,
    parameters=("mean_change",),
    cells=({"n": 60}, {"n": 150}),
    draw=_lost("outcome", 1),
    rivals={"mean_change": Rival("people seen, t", _complete_cases)},
    trap="those who stayed are those who got better, and nothing that was seen tells",
)
