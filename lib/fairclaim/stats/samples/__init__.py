"""What a method is given: a small sum type of plain numbers, without frames or identifiers.

Each type checks itself when it is made, so that a method never meets an impossible sample. Emptiness is possible
(an empty arm is a fact about the world); whether anything can be estimated from it is the method's business.
"""

from fairclaim.stats.samples.arrays import FloatArray, IntArray
from fairclaim.stats.samples.counts import Counts, TwoCounts
from fairclaim.stats.samples.scores import Pairs
from fairclaim.stats.samples.series import Series
from fairclaim.stats.samples.units import Units

Sample = (
    # Shares
    Counts
    | TwoCounts
    # Scores and quantities
    | Pairs
    # Series
    | Series
    # Many units
    | Units
)

__all__ = ["Counts", "FloatArray", "IntArray", "Pairs", "Sample", "Series", "TwoCounts", "Units"]
