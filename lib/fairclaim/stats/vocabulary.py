"""The names under which an estimate can be asked for, one table: method, options, and what each name is given.

Our own names are the methods' names with all their options open. The longer ones are the vocabulary of the published
reference cases: each stands for one method with some options settled.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fairclaim.stats.arguments import ARGUMENTS, Arguments
from fairclaim.stats.arguments.counts import CountsArguments, PairedCountsArguments, TwoCountsArguments
from fairclaim.stats.arguments.events import (
    AgeBandsArguments,
    CountArguments,
    EventsArguments,
    ExpectedArguments,
    TwoEventsArguments,
)
from fairclaim.stats.arguments.evidence import ImputedArguments, PValuesArguments, RatioLimitsArguments
from fairclaim.stats.arguments.measurement import (
    GoalsArguments,
    PersonChangeArguments,
    PlannedMeansArguments,
    SelectionArguments,
)
from fairclaim.stats.arguments.panel import TwoMeanChangesArguments
from fairclaim.stats.arguments.scores import (
    PairsArguments,
    PairSummariesArguments,
    TwoValuesArguments,
    ValuesArguments,
)
from fairclaim.stats.arguments.series import MakingDataCountArguments
from fairclaim.stats.arguments.units import TrimmedArguments, UnitCountsArguments
from fairclaim.stats.method import Method
from fairclaim.stats.methods import METHODS
from fairclaim.stats.methods.adjusted_change_summary import AdjustedChangeSummary
from fairclaim.stats.methods.adjustment import Adjustment
from fairclaim.stats.methods.count import Count
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.difference_in_changes import DifferenceInChanges
from fairclaim.stats.methods.directly_standardised_rate import DirectlyStandardisedRate
from fairclaim.stats.methods.e_value import EValue
from fairclaim.stats.methods.expected_regression import ExpectedRegression
from fairclaim.stats.methods.funnel_proportion import FunnelProportion
from fairclaim.stats.methods.goal_attainment import GoalAttainment
from fairclaim.stats.methods.mean_difference import MeanDifference
from fairclaim.stats.methods.median import Median
from fairclaim.stats.methods.odds_ratio import OddsRatio
from fairclaim.stats.methods.overdispersion import Overdispersion
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.methods.paired_difference import PairedDifference
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.methods.rate import Rate
from fairclaim.stats.methods.rate_difference import RateDifference
from fairclaim.stats.methods.rate_ratio import RateRatio
from fairclaim.stats.methods.reliable_change import ReliableChange
from fairclaim.stats.methods.risk_ratio import RiskRatio
from fairclaim.stats.methods.rubin import Rubin
from fairclaim.stats.methods.smallest_detectable import SmallestDetectable
from fairclaim.stats.methods.standardised_ratio import StandardisedRatio
from fairclaim.stats.methods.xmr import XmR


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: its method, the options that it settles, those that it leaves open, and what it is given."""

    method: type[Method]
    arguments: type[Arguments]
    settled: Mapping[str, Any] = field(default_factory=dict)
    open: frozenset[str] = frozenset()


VOCABULARY: dict[str, Entry] = {
    **{
        method.model_fields["name"].default: Entry(
            method, ARGUMENTS[method.needs], open=frozenset(method.model_fields) - {"name"}
        )
        for method in METHODS
    },
    "proportion_wilson": Entry(Proportion, CountsArguments, {"interval": "wilson"}),
    "proportion_clopper_pearson": Entry(Proportion, CountsArguments, {"interval": "exact"}),
    "proportion_jeffreys": Entry(Proportion, CountsArguments, {"interval": "jeffreys"}),
    "proportion_midp": Entry(Proportion, CountsArguments, {"interval": "midp"}),
    "difference_newcombe": Entry(Difference, TwoCountsArguments, {"interval": "newcombe"}),
    "difference_miettinen_nurminen": Entry(Difference, TwoCountsArguments, {"interval": "miettinen_nurminen"}),
    "paired_difference_newcombe": Entry(PairedDifference, PairedCountsArguments, {"interval": "newcombe"}),
    "risk_ratio_score": Entry(RiskRatio, TwoCountsArguments, {"interval": "score"}),
    "risk_ratio_log": Entry(RiskRatio, TwoCountsArguments, {"interval": "log"}),
    "odds_ratio_conditional_exact": Entry(OddsRatio, TwoCountsArguments, {"interval": "conditional_exact"}),
    "odds_ratio_woolf": Entry(OddsRatio, TwoCountsArguments, {"interval": "woolf"}),
    # A count has no time at risk but its own period.
    "count": Entry(Count, CountArguments, open=frozenset({"interval"})),
    "count_exact_poisson": Entry(Count, CountArguments, {"interval": "exact"}),
    "count_byar": Entry(Count, CountArguments, {"interval": "byar"}),
    "count_midp_poisson": Entry(Count, CountArguments, {"interval": "midp"}),
    "rate_ukhsa": Entry(Rate, EventsArguments, {"interval": "ukhsa"}, open=frozenset({"multiplier"})),
    "rate_exact_poisson": Entry(Rate, EventsArguments, {"interval": "exact"}, open=frozenset({"multiplier"})),
    "rate_ratio_conditional_exact": Entry(RateRatio, TwoEventsArguments, {"interval": "exact"}),
    "rate_ratio_log": Entry(RateRatio, TwoEventsArguments, {"interval": "log"}),
    "rate_difference_mover_exact": Entry(RateDifference, TwoEventsArguments, open=frozenset({"multiplier"})),
    "dsr_dobson_byar": Entry(
        DirectlyStandardisedRate, AgeBandsArguments, {"interval": "dobson_byar"}, open=frozenset({"multiplier"})
    ),
    "dsr_fay_feuer_gamma": Entry(
        DirectlyStandardisedRate, AgeBandsArguments, {"interval": "fay_feuer"}, open=frozenset({"multiplier"})
    ),
    "isr_byar": Entry(StandardisedRatio, ExpectedArguments, {"interval": "ukhsa"}),
    "paired_t": Entry(PairedChange, PairsArguments, {"interval": "t"}),
    "wilcoxon_signed_rank_hl": Entry(
        PairedChange, PairsArguments, {"interval": "hodges_lehmann"}, open=frozenset({"exact"})
    ),
    "welch_t": Entry(MeanDifference, TwoValuesArguments),
    "ancova_summary": Entry(AdjustedChangeSummary, PairSummariesArguments),
    "median_order_statistic": Entry(Median, ValuesArguments),
    "reliable_change_index": Entry(ReliableChange, PersonChangeArguments),
    "gas_t_score": Entry(GoalAttainment, GoalsArguments),
    "rtm_expected": Entry(ExpectedRegression, SelectionArguments),
    "minimum_detectable_smd_two_means": Entry(SmallestDetectable, PlannedMeansArguments),
    "did_from_changes": Entry(DifferenceInChanges, TwoMeanChangesArguments),
    "xmr_nhs_making_data_count": Entry(XmR, MakingDataCountArguments),
    "funnel_proportion_score": Entry(FunnelProportion, UnitCountsArguments),
    "funnel_overdispersion_shmi": Entry(Overdispersion, TrimmedArguments),
    "adjust_holm": Entry(Adjustment, PValuesArguments, {"rule": "holm"}, open=frozenset({"alpha"})),
    "adjust_bh": Entry(Adjustment, PValuesArguments, {"rule": "bh"}, open=frozenset({"alpha"})),
    "adjust_bonferroni": Entry(Adjustment, PValuesArguments, {"rule": "bonferroni"}, open=frozenset({"alpha"})),
    "rubin_pool": Entry(Rubin, ImputedArguments, open=frozenset({"df"})),
    "e_value_rr": Entry(EValue, RatioLimitsArguments),
}
