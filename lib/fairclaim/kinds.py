"""The closed sets that every layer speaks in. Imports nothing of the package."""

from enum import IntEnum, StrEnum
from typing import Literal

Family = Literal["person_change", "pathway_reliability", "system_proxy", "quality", "experience", "safety"]
FAMILIES: tuple[Family, ...] = (
    "person_change",
    "pathway_reliability",
    "system_proxy",
    "quality",
    "experience",
    "safety",
)

# Harm before anything else, then what happened to people, then how they felt, then the pathway and the system.
WORST_FIRST: tuple[Family, ...] = (
    "safety",
    "person_change",
    "quality",
    "experience",
    "pathway_reliability",
    "system_proxy",
)

Level = Literal["person", "pathway", "system"]
LEVEL_OF_FAMILY: dict[Family, Level] = {
    "person_change": "person",
    "quality": "person",
    "experience": "person",
    "safety": "person",
    "pathway_reliability": "pathway",
    "system_proxy": "system",
}

Better = Literal["higher", "lower"]
Audience = Literal["internal", "contract", "public"]

Against = Literal[
    "nothing",
    "own_series",
    "previous_quarter",
    "same_quarter_last_year",
    "target",
    "plan",
    "benchmark",
    "peers",
    "comparison_group",
    "difference_in_differences",
]

# Held against an earlier quarter of the same service.
EARLIER: tuple[Against, ...] = ("previous_quarter", "same_quarter_last_year")

# Held against people who did not have the service.
WITH_A_GROUP: tuple[Against, ...] = ("comparison_group", "difference_in_differences")

# A proportion lies in 0 to 1; a percent (of a published series) in 0 to 100; a score in its instrument's points; a
# value and a time in the unit that their measure states; a rate in events for each `multiplier` of person-time.
Unit = Literal[
    "proportion",
    "proportion_difference",
    "percent",
    "percent_difference",
    "score",
    "score_change",
    "ratio",
    "count",
    "rate",
    "rate_difference",
    "value",
    "value_difference",
    "time",
    "time_difference",
    "index",
]


class Finding(StrEnum):
    """What happened, read from the interval, the direction and the smallest difference that matters."""

    BETTER = "better"
    WORSE = "worse"
    TOO_SMALL = "too small to matter"
    NO_CLEAR_DIFFERENCE = "no clear difference"
    CANNOT_SAY = "cannot say"
    DESCRIBED = "described"  # A place in a distribution, or one cohort without a comparison: no finding is due.


class Rung(IntEnum):
    """What kind of verb the evidence licenses, from counting to showing."""

    COUNTED = 0
    MEASURED = 1
    COMPARED = 2
    SUPPORTED = 3
    TESTED = 4
    ESTIMATED = 5
    SHOWN = 6

    @property
    def readers_name(self) -> str:
        """The name that pages use."""
        return self.name.lower()


class Outcome(StrEnum):
    """How one run of one report ended: our own verdict, never the executor's metadata."""

    OK = "ok"
    COULD_NOT_RUN = "could not run"
    NOT_ENOUGH_DATA = "not enough data yet"
    WITHHELD = "withheld"
    FAILED = "failed"
    TIMED_OUT = "timed out"
    KERNEL_DIED = "kernel died"
    CANCELLED = "cancelled"
