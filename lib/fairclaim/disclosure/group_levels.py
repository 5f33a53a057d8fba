"""What each of two groups came to, beside the difference or the ratio between them."""

import math
from dataclasses import dataclass

import numpy as np

from fairclaim.claims.claim import Claim
from fairclaim.disclosure.arms import Arm, arms
from fairclaim.disclosure.wording import Wording
from fairclaim.params.measures import RateMeasure
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts, Durations, Pairs, PersonEvents, Sample, Values


@dataclass(frozen=True, slots=True)
class Levels:
    """The two groups' own numbers, in the unit in which they are printed."""

    own: float
    reference: float

    @property
    def beside_ratio(self) -> float:
        """The grain to print them to beside a ratio: two digits of the larger."""
        largest = max(abs(self.own), abs(self.reference)) or 1.0
        return float(10.0 ** (math.floor(math.log10(largest)) - 1))

    def explain(self, estimate: Estimate, words: Wording, grain: float) -> bool:
        """Tell whether the estimate is what a reader gets from the two numbers, so that it may be said to be that."""
        if estimate.unit == "ratio":
            return self.reference > 0 and abs(self.own / self.reference - estimate.value) < grain
        return abs(self.own - self.reference - words.factor * estimate.value) < grain


def levels_of(claim: Claim, estimate: Estimate, sample: Sample, words: Wording) -> Levels | None:
    """Return both groups' numbers; None where the method gives none (a pace has no level)."""
    own, other = arms(sample)
    if isinstance(own, Durations | Values):
        # Which number of an amount or a time is compared (the mean, the median) is for the method to say.
        told = [estimate.answers.get(name) for name in ("own", "reference")]
        levels = [words.factor * number for number in told if isinstance(number, int | float)]
        if len(levels) == 2 and estimate.unit != "ratio":
            return Levels(*levels)
    if isinstance(own, Durations):
        return None
    return Levels(_level(claim, own, words), _level(claim, other, words))


def _level(claim: Claim, arm: Arm, words: Wording) -> float:
    match arm:
        case Counts():
            return words.factor * arm.events / arm.n
        case PersonEvents():
            multiple = claim.measure.multiple if isinstance(claim.measure, RateMeasure) else 1
            return float(multiple * arm.events.sum() / arm.time.sum())
        case Values():
            return float(np.mean(arm.values))
        case Pairs():
            return float(np.mean(arm.after - arm.before))
        case Durations():
            raise TypeError("A time to an event has no level of its own.")
