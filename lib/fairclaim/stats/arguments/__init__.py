"""What an estimate asked for by hand is given: plain inputs and options, checked, and turned into a Sample."""

from fairclaim.stats.arguments.base import Arguments
from fairclaim.stats.arguments.counts import CountsArguments, TwoCountsArguments
from fairclaim.stats.arguments.scores import PairsArguments
from fairclaim.stats.arguments.series import SeriesArguments
from fairclaim.stats.arguments.units import UnitsArguments
from fairclaim.stats.samples import Counts, Pairs, Series, TwoCounts, Units

# How a sample of each kind is spelt by hand: any method that needs it can then be asked by its own name.
ARGUMENTS: dict[type, type[Arguments]] = {
    Counts: CountsArguments,
    TwoCounts: TwoCountsArguments,
    Pairs: PairsArguments,
    Series: SeriesArguments,
    Units: UnitsArguments,
}

__all__ = ["ARGUMENTS", "Arguments"]
