"""Every made-up world, in one explicit tuple."""

from fairclaim.stats.calibration.mechanism import Mechanism
from fairclaim.stats.calibration.mechanisms.age_bands import BANDS, BANDS_OF_REPEATS
from fairclaim.stats.calibration.mechanisms.case_mix import FORETOLD, WORSE_CASES, WORSE_CASES_BY_VALUE
from fairclaim.stats.calibration.mechanisms.clusters import PRACTITIONERS
from fairclaim.stats.calibration.mechanisms.events_of_people import EVENTS_OF_PEOPLE, TWO_GROUPS_OF_PEOPLE
from fairclaim.stats.calibration.mechanisms.late_starts import LATE_STARTS
from fairclaim.stats.calibration.mechanisms.missing import LOST_BY_OUTCOME, LOST_IN_TWO_GROUPS, LOST_ON_THE_WAY
from fairclaim.stats.calibration.mechanisms.paired_shares import PAIRED_SHARES
from fairclaim.stats.calibration.mechanisms.panels import CHANGE_ANYWAY, ONE_TREATED
from fairclaim.stats.calibration.mechanisms.quantities import COSTS, DAYS, MINUTES_BY_TEAM, TWO_MEANS
from fairclaim.stats.calibration.mechanisms.rates import ONE_COUNT, SEEN_AND_EXPECTED, TWO_RATES
from fairclaim.stats.calibration.mechanisms.repeat_referrals import REPEAT_REFERRALS
from fairclaim.stats.calibration.mechanisms.scored_groups import MORE_VARIED_CHANGES, REFERRED_WHEN_POOR, STARTED_WORSE
from fairclaim.stats.calibration.mechanisms.scores import BOUNDED_SCALE, SCORED_TWICE
from fairclaim.stats.calibration.mechanisms.series import COMMON_SHOCK, INERT_SERIES, WINTER_START
from fairclaim.stats.calibration.mechanisms.shares import ONE_SHARE, TWO_SHARES
from fairclaim.stats.calibration.mechanisms.stratified_shares import STRATIFIED_SHARES
from fairclaim.stats.calibration.mechanisms.times import ADMISSION_OR_DEATH, FOLLOWED_UNEVENLY, STILL_WAITING
from fairclaim.stats.calibration.mechanisms.two_times import NEWER_GROUP, STEADY_RATIO, WORSE_CASES_SOONER
from fairclaim.stats.calibration.mechanisms.units import SERVICES_THAT_DIFFER

MECHANISMS: tuple[Mechanism, ...] = (
    # Shares
    ONE_SHARE,
    TWO_SHARES,
    PAIRED_SHARES,
    STRATIFIED_SHARES,
    WORSE_CASES,
    FORETOLD,
    # Counts and rates
    ONE_COUNT,
    TWO_RATES,
    EVENTS_OF_PEOPLE,
    REPEAT_REFERRALS,
    TWO_GROUPS_OF_PEOPLE,
    BANDS,
    BANDS_OF_REPEATS,
    SEEN_AND_EXPECTED,
    # Scores and quantities
    SCORED_TWICE,
    BOUNDED_SCALE,
    REFERRED_WHEN_POOR,
    MORE_VARIED_CHANGES,
    STARTED_WORSE,
    TWO_MEANS,
    COSTS,
    DAYS,
    MINUTES_BY_TEAM,
    # Time
    FOLLOWED_UNEVENLY,
    STILL_WAITING,
    ADMISSION_OR_DEATH,
    NEWER_GROUP,
    STEADY_RATIO,
    WORSE_CASES_SOONER,
    LATE_STARTS,
    # Designs
    WORSE_CASES_BY_VALUE,
    PRACTITIONERS,
    CHANGE_ANYWAY,
    ONE_TREATED,
    INERT_SERIES,
    WINTER_START,
    COMMON_SHOCK,
    # Many units, many looks
    SERVICES_THAT_DIFFER,
    # What could overturn it
    LOST_ON_THE_WAY,
    LOST_IN_TWO_GROUPS,
    LOST_BY_OUTCOME,
)
