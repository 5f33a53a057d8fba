"""What an estimate asked for by hand is given: plain inputs and options, checked, and turned into a Sample."""

from fairclaim.stats.arguments.base import Arguments
from fairclaim.stats.arguments.clusters import TwoClusteredArguments
from fairclaim.stats.arguments.counts import (
    CategoriesArguments,
    CountsArguments,
    PairedCountsArguments,
    StrataArguments,
    TallyArguments,
    TwoCountsArguments,
)
from fairclaim.stats.arguments.events import (
    AgeBandsArguments,
    EventsArguments,
    ExpectedArguments,
    PersonEventsArguments,
    TwoEventsArguments,
    TwoPersonEventsArguments,
)
from fairclaim.stats.arguments.evidence import (
    ImputedArguments,
    PartlyScoredArguments,
    PValuesArguments,
    RatioLimitsArguments,
)
from fairclaim.stats.arguments.measurement import (
    GoalsArguments,
    PersonChangeArguments,
    PlanArguments,
    RatingsArguments,
    SelectionArguments,
)
from fairclaim.stats.arguments.panel import PanelArguments, TwoMeanChangesArguments
from fairclaim.stats.arguments.rows import RowsArguments, TraitsArguments
from fairclaim.stats.arguments.scores import (
    PairsArguments,
    PairSummariesArguments,
    TwoPairsArguments,
    TwoValuesArguments,
    ValuesArguments,
)
from fairclaim.stats.arguments.series import ChangedSeriesArguments, SeriesArguments
from fairclaim.stats.arguments.times import (
    DurationsArguments,
    HistoriesArguments,
    TimedRowsArguments,
    TwoDurationsArguments,
)
from fairclaim.stats.arguments.units import EffectsArguments, UnitCountsArguments, UnitExpectedArguments, UnitsArguments
from fairclaim.stats.samples import (
    AgeBands,
    Categories,
    ChangedSeries,
    Counts,
    Durations,
    Effects,
    Events,
    Expected,
    Goals,
    Histories,
    Imputed,
    PairedCounts,
    Pairs,
    PairSummaries,
    Panel,
    PartlyScored,
    PersonChange,
    PersonEvents,
    Plan,
    PValues,
    Ratings,
    RatioLimits,
    Rows,
    Selection,
    Series,
    Strata,
    Tally,
    TimedRows,
    Traits,
    TwoClustered,
    TwoCounts,
    TwoDurations,
    TwoEvents,
    TwoMeanChanges,
    TwoPairs,
    TwoPersonEvents,
    TwoValues,
    UnitCounts,
    UnitExpected,
    Units,
    Values,
)

# How a sample of each kind is spelt by hand: any method that needs it can then be asked by its own name.
ARGUMENTS: dict[type, type[Arguments]] = {
    Counts: CountsArguments,
    TwoCounts: TwoCountsArguments,
    PairedCounts: PairedCountsArguments,
    Categories: CategoriesArguments,
    Tally: TallyArguments,
    Strata: StrataArguments,
    Events: EventsArguments,
    TwoEvents: TwoEventsArguments,
    PersonEvents: PersonEventsArguments,
    TwoPersonEvents: TwoPersonEventsArguments,
    AgeBands: AgeBandsArguments,
    Expected: ExpectedArguments,
    Pairs: PairsArguments,
    TwoPairs: TwoPairsArguments,
    PairSummaries: PairSummariesArguments,
    Values: ValuesArguments,
    TwoValues: TwoValuesArguments,
    PersonChange: PersonChangeArguments,
    Goals: GoalsArguments,
    Selection: SelectionArguments,
    Ratings: RatingsArguments,
    Plan: PlanArguments,
    Durations: DurationsArguments,
    TwoDurations: TwoDurationsArguments,
    TimedRows: TimedRowsArguments,
    Histories: HistoriesArguments,
    Rows: RowsArguments,
    Traits: TraitsArguments,
    TwoClustered: TwoClusteredArguments,
    Panel: PanelArguments,
    TwoMeanChanges: TwoMeanChangesArguments,
    Series: SeriesArguments,
    ChangedSeries: ChangedSeriesArguments,
    Units: UnitsArguments,
    UnitCounts: UnitCountsArguments,
    UnitExpected: UnitExpectedArguments,
    Effects: EffectsArguments,
    PValues: PValuesArguments,
    Imputed: ImputedArguments,
    RatioLimits: RatioLimitsArguments,
    PartlyScored: PartlyScoredArguments,
}

__all__ = ["ARGUMENTS", "Arguments"]
