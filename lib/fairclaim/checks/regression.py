"""Did people change by more than those referred at a low point would have changed anyway?"""

from dataclasses import dataclass

import numpy as np

from fairclaim.checks.evidence import Evidence
from fairclaim.claims.direction import better_for
from fairclaim.claims.findings import gain
from fairclaim.claims.ladder import graded_as
from fairclaim.params.scores import PairedChangeMeasure
from fairclaim.stats.numbers.scores.regression import expected_move
from fairclaim.stats.results import Estimate


@dataclass(frozen=True, slots=True)
class BeyondRegression:
    """`beyond` if the whole likely range of the change lies past the move to be expected by itself.

    Not run without figures on file of how people like these score on an ordinary day: the cohort's own scores cannot
    tell recovery from a low point from help. An expected move for the worse is taken for none, so that it cannot make
    a small change look large. Of a fall in an amount there are no such figures: `from_the_most`, whatever its size.
    """

    id: str = "regression"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        measure = evidence.measure
        if graded_as(measure) == "fall":
            return "from_the_most"
        result = next((p.result for p in evidence.others if p.comparison.id == evidence.comparison.id), None)
        if not isinstance(measure, PairedChangeMeasure) or measure.usual is None or not isinstance(result, Estimate):
            return "not_run"
        frame = evidence.own.frame
        before = np.asarray(frame[frame["state"] == "paired"]["before"].astype(float), dtype=np.float64)
        move = expected_move(before, measure.usual.mean, measure.usual.test_retest)
        better = better_for(evidence.comparison, measure, result)
        low, _ = gain(result, better=better)
        return "beyond" if low > max(0.0, move if better == "higher" else -move) else "not_beyond"
