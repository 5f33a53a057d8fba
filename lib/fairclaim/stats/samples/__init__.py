"""What a method is given: a small sum type of plain numbers, without frames or identifiers.

Each type checks itself when it is made, so that a method never meets an impossible sample. Emptiness is possible
(an empty arm is a fact about the world); whether anything can be estimated from it is the method's business.
"""

from fairclaim.stats.samples.arrays import FloatArray, IntArray
from fairclaim.stats.samples.clusters import ClusteredValues, TwoClustered
from fairclaim.stats.samples.counts import Categories, Counts, PairedCounts, Strata, Tally, TwoCounts
from fairclaim.stats.samples.events import AgeBands, Events, Expected, PersonEvents, TwoEvents, TwoPersonEvents
from fairclaim.stats.samples.evidence import Imputed, PartlyScored, PValues, RatioLimits
from fairclaim.stats.samples.measurement import Goals, PersonChange, Plan, Ratings, Selection
from fairclaim.stats.samples.panel import MeanChange, Panel, TwoMeanChanges
from fairclaim.stats.samples.rows import BoolArray, Rows, Traits
from fairclaim.stats.samples.scores import Pairs, PairSummaries, PairSummary, TwoPairs, TwoValues, Values
from fairclaim.stats.samples.series import ChangedSeries, Series
from fairclaim.stats.samples.times import Durations, Histories, TimedRows, TwoDurations
from fairclaim.stats.samples.units import Effects, UnitCounts, UnitExpected, Units

Sample = (
    # Shares
    Counts
    | TwoCounts
    | PairedCounts
    | Categories
    | Tally
    | Strata
    # Counts and rates
    | Events
    | TwoEvents
    | PersonEvents
    | TwoPersonEvents
    | AgeBands
    | Expected
    # Scores and quantities
    | Pairs
    | TwoPairs
    | PairSummaries
    | Values
    | TwoValues
    # What measuring does to scores
    | PersonChange
    | Goals
    | Selection
    | Ratings
    | Plan
    # People one by one
    | Rows
    | Traits
    # Time
    | Durations
    | TwoDurations
    | TimedRows
    | Histories
    # People of practitioners, and units that changed
    | TwoClustered
    | Panel
    | TwoMeanChanges
    # Series
    | Series
    | ChangedSeries
    # Many units
    | Units
    | UnitCounts
    | UnitExpected
    | Effects
    # What could overturn it
    | PValues
    | Imputed
    | RatioLimits
    | PartlyScored
)

__all__ = [
    "AgeBands",
    "BoolArray",
    "Categories",
    "ChangedSeries",
    "ClusteredValues",
    "Counts",
    "Durations",
    "Effects",
    "Events",
    "Expected",
    "FloatArray",
    "Goals",
    "Histories",
    "Imputed",
    "IntArray",
    "MeanChange",
    "PValues",
    "PairSummaries",
    "PairSummary",
    "PairedCounts",
    "Pairs",
    "Panel",
    "PartlyScored",
    "PersonChange",
    "PersonEvents",
    "Plan",
    "Ratings",
    "RatioLimits",
    "Rows",
    "Sample",
    "Selection",
    "Series",
    "Strata",
    "Tally",
    "TimedRows",
    "Traits",
    "TwoClustered",
    "TwoCounts",
    "TwoDurations",
    "TwoEvents",
    "TwoMeanChanges",
    "TwoPairs",
    "TwoPersonEvents",
    "TwoValues",
    "UnitCounts",
    "UnitExpected",
    "Units",
    "Values",
]
