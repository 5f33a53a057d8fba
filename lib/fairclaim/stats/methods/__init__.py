"""Every method, in one explicit tuple: adding one is adding its file and its line here."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from fairclaim.stats.method import Method
from fairclaim.stats.methods.adjusted_change import AdjustedChange
from fairclaim.stats.methods.adjusted_change_summary import AdjustedChangeSummary
from fairclaim.stats.methods.adjustment import Adjustment
from fairclaim.stats.methods.agreement import Agreement
from fairclaim.stats.methods.balance import Balance
from fairclaim.stats.methods.category_shares import CategoryShares
from fairclaim.stats.methods.cluster_means import ClusterMeans
from fairclaim.stats.methods.cluster_robust import ClusterRobust
from fairclaim.stats.methods.controlled_series import ControlledSeries
from fairclaim.stats.methods.count import Count
from fairclaim.stats.methods.cumulative_incidence import CumulativeIncidence
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.difference_in_changes import DifferenceInChanges
from fairclaim.stats.methods.difference_in_differences import DifferenceInDifferences
from fairclaim.stats.methods.directly_standardised_rate import DirectlyStandardisedRate
from fairclaim.stats.methods.e_value import EValue
from fairclaim.stats.methods.events_by_person import EventsByPerson
from fairclaim.stats.methods.expected_regression import ExpectedRegression
from fairclaim.stats.methods.firth import Firth
from fairclaim.stats.methods.funnel_expected import FunnelExpected
from fairclaim.stats.methods.funnel_proportion import FunnelProportion
from fairclaim.stats.methods.goal_attainment import GoalAttainment
from fairclaim.stats.methods.hazard_ratio import HazardRatio
from fairclaim.stats.methods.interrupted_series import InterruptedSeries
from fairclaim.stats.methods.mantel_haenszel import StratifiedDifference, StratifiedOddsRatio, StratifiedRiskRatio
from fairclaim.stats.methods.mean_difference import MeanDifference
from fairclaim.stats.methods.mean_quantity import MeanQuantity
from fairclaim.stats.methods.median import Median
from fairclaim.stats.methods.multiple_imputation import MultipleImputation
from fairclaim.stats.methods.odds_ratio import OddsRatio
from fairclaim.stats.methods.overdispersion import Overdispersion
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.methods.paired_difference import PairedDifference
from fairclaim.stats.methods.place import PlaceAmongUnits
from fairclaim.stats.methods.pooling import Pooling
from fairclaim.stats.methods.pre_trend import PreTrend
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.methods.rate import Rate
from fairclaim.stats.methods.rate_difference import RateDifference
from fairclaim.stats.methods.rate_ratio import RateRatio
from fairclaim.stats.methods.rate_ratio_by_person import RateRatioByPerson
from fairclaim.stats.methods.reliable_change import ReliableChange
from fairclaim.stats.methods.restricted_mean import RestrictedMean
from fairclaim.stats.methods.risk_ratio import RiskRatio
from fairclaim.stats.methods.rubin import Rubin
from fairclaim.stats.methods.smallest_detectable import SmallestDetectable
from fairclaim.stats.methods.split_rates import SplitRates
from fairclaim.stats.methods.standardised import Standardised
from fairclaim.stats.methods.standardised_ratio import StandardisedRatio
from fairclaim.stats.methods.survival import Survival
from fairclaim.stats.methods.survival_difference import SurvivalDifference
from fairclaim.stats.methods.synthetic_control import SyntheticControl
from fairclaim.stats.methods.tally import TallyMethod
from fairclaim.stats.methods.tipping_point import TippingPoint
from fairclaim.stats.methods.weighted import Weighted
from fairclaim.stats.methods.xmr import XmR

METHODS: tuple[type[Method], ...] = (
    # Proportions
    Proportion,
    Difference,
    PairedDifference,
    RiskRatio,
    OddsRatio,
    StratifiedDifference,
    StratifiedRiskRatio,
    StratifiedOddsRatio,
    Standardised,
    Firth,
    CategoryShares,
    # Counts and rates
    TallyMethod,
    Count,
    Rate,
    RateRatio,
    RateDifference,
    EventsByPerson,
    RateRatioByPerson,
    DirectlyStandardisedRate,
    StandardisedRatio,
    # Scores and quantities
    PairedChange,
    AdjustedChange,
    AdjustedChangeSummary,
    MeanDifference,
    MeanQuantity,
    Median,
    ReliableChange,
    GoalAttainment,
    # Time
    Survival,
    CumulativeIncidence,
    SurvivalDifference,
    RestrictedMean,
    HazardRatio,
    SplitRates,
    # Designs
    Weighted,
    Balance,
    ClusterMeans,
    ClusterRobust,
    DifferenceInChanges,
    DifferenceInDifferences,
    PreTrend,
    InterruptedSeries,
    ControlledSeries,
    SyntheticControl,
    # Many units, many looks
    XmR,
    PlaceAmongUnits,
    FunnelProportion,
    FunnelExpected,
    Overdispersion,
    Pooling,
    Adjustment,
    # What could overturn it
    Rubin,
    EValue,
    MultipleImputation,
    TippingPoint,
    ExpectedRegression,
    Agreement,
    SmallestDetectable,
)

if TYPE_CHECKING:
    AnyMethod = Method
else:
    AnyMethod = Annotated[Union[METHODS], Field(discriminator="name")]  # noqa: UP007 - made of the tuple above
