"""What is true of the made-up reablement service, under each of the three truths that a demo can have."""

from dataclasses import dataclass
from typing import Literal

Truth = Literal["benefit", "nothing", "harm"]


@dataclass(frozen=True, slots=True)
class Planted:
    """What is true of the made-up service; shares lie in 0 to 1, scores in points of the Barthel Index.

    The quarter's own share of people without an ongoing package holds for episodes that end in it or later, its share
    of harm for referrals received in it or later; the earlier shares hold before.
    """

    no_package_before: float
    no_package_quarter: float
    harm_before: float = 0.04
    harm_quarter: float = 0.04
    a_quarter: int = 480
    start_mean: float = 11.0
    start_sd: float = 3.0
    change_mean: float = 3.2
    change_sd: float = 2.6
    scored_at_discharge: float = 0.92
    first_visit_in_two_days: float = 0.93
    reached_at_six_weeks: float = 0.90
    died_in_six_weeks: float = 0.03
    answered: float = 0.55
    agreed: float = 0.86
    audited: int = 100
    audit_agreed: int = 98


PLANTED: dict[Truth, Planted] = {
    "benefit": Planted(no_package_before=0.58, no_package_quarter=0.72),
    "nothing": Planted(no_package_before=0.62, no_package_quarter=0.62),
    "harm": Planted(no_package_before=0.62, no_package_quarter=0.62, harm_quarter=0.11),
}
