"""What is true of a made-up service: every knob with its plain meaning, each neutral unless it is turned.

It stands among the params because quarter files hold it; what is drawn from it is the business of `data.synthetic`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from fairclaim.params.model import Id, Model

PathwayName = Literal["reablement", "urgent-response", "mental-health"]
Share = Annotated[float, Field(ge=0, le=1)]
Wave = Annotated[float, Field(ge=0, le=0.9)]


class World(Model):
    """A made-up service. With nothing said it has no effect, no season, no loss and no errors: only chance."""

    pathway: PathwayName = Field(
        default="reablement", description="What the episodes look like, and how a poor outcome shows in the record"
    )

    outcome_share: float = Field(default=0.6, gt=0, lt=1, description="Share with the good outcome, without effect")
    score_change: float = Field(default=0.0, description="Points by which people change anyway from start to end")
    use: float = Field(default=0.5, gt=0, description="Mean number of escalations in the 90 days before, and after")
    use_alike: float = Field(default=1.0, gt=0, description="How alike people are in that; small: a few have most")
    harm: Share = Field(default=0.04, description="Share who come to moderate or severe harm in 8 weeks")
    reporting: float = Field(default=0.1, ge=0, description="Reports without or with low harm, for each referral")
    prompt: Share = Field(default=0.9, description="Share first seen within the pathway's standard")

    effect_on_share: float = Field(default=0.0, description="Added by the service to the share with the good outcome")
    effect_on_score: float = Field(default=0.0, description="Points added by the service to the change in score")
    effect_on_use: float = Field(default=1.0, ge=0, description="Escalations afterwards are multiplied by this")
    effect_on_harm: float = Field(default=0.0, description="Added by the service to the share harmed")
    effect_from: date | None = Field(default=None, description="First day of all four effects; left out: always")

    selected_from_use: int = Field(
        default=0, ge=0, le=50, description="Referred only with so many escalations before, or more"
    )
    selected_to_score: int | None = Field(
        default=None, description="Referred only with this first score, or a lower one"
    )

    winter_referrals: Wave = Field(default=0.0, description="0.2: a fifth more referrals in mid-January, fewer in July")
    winter_waits: Wave = Field(default=0.0, description="The same for the share who are first seen late")
    winter_escalations: Wave = Field(default=0.0, description="The same for the number of escalations")
    trend: float = Field(default=0.0, description="Added to the share with the good outcome with each year")
    growth: float = Field(default=0.0, gt=-0.9, le=2, description="0.1: a tenth more referrals a year later")

    teams: int = Field(default=8, ge=2, le=500, description="Teams in each arm")
    icc: float = Field(
        default=0.0, ge=0, le=0.5, description="Intra-cluster correlation within teams, of outcome and of change"
    )
    alike: float = Field(
        default=0.0, ge=0, le=0.9, description="Share of the luck within teams that is a person's own, in every episode"
    )
    repeats: float = Field(default=0.0, ge=0, le=0.9, description="Share of referrals of people seen before")
    overlapping: float = Field(
        default=0.0, ge=0, le=0.4, description="Share of referrals received while another of the person is open"
    )
    deaths: Share = Field(default=0.0, description="Share of people who die within 90 days after their last episode")

    lost: Share = Field(default=0.0, description="Share not reached afterwards, and not scored at the end")
    lost_more_if_worse: Share = Field(default=0.0, description="Added to that for those who do worse")
    misrecorded: float = Field(default=0.0, ge=0, le=0.5, description="Share of outcomes that the record has wrong")
    audited: Share = Field(default=0.05, description="Share of known outcomes that are looked up again")
    audited_measure: Id | None = Field(
        default=None, description="The measure that audits name; left out: the pathway's"
    )
    late: Share = Field(default=0.0, description="Share of rows that reach the record late")
    late_days: int = Field(default=60, ge=1, description="Late rows arrive evenly within so many days")

    recoded_from: date | None = Field(
        default=None, description="From this day the code of a poor outcome also covers something harmless"
    )
    recoded: Share = Field(default=0.1, description="Share of good outcomes that it covers then")
    merged_from: date | None = Field(
        default=None, description="From this day the first two teams' codes end, and one new code begins"
    )

    comparison: Share = Field(default=0.0, description="Share of people at a comparison site, without the service")
    comparison_differs: float = Field(
        default=0.0, description="Added to the share with the good outcome there: a difference that no service made"
    )
    comparison_trend: float = Field(
        default=0.0, description="Added to that share with each year at the comparison site alone: trends not parallel"
    )
    reporting_growth: float = Field(
        default=0.0, gt=-0.9, le=5, description="0.5: half as many reports again a year later, while harm stays"
    )

    @model_validator(mode="after")
    def _shares_hold(self) -> "World":
        shares = {
            "effect_on_share": self.outcome_share + self.effect_on_share,
            "comparison_differs": self.outcome_share + self.comparison_differs,
            "effect_on_harm": self.harm + self.effect_on_harm,
            "lost_more_if_worse": self.lost + self.lost_more_if_worse,
        }
        wrong = [name for name, share in shares.items() if not 0 <= share <= 1]
        if wrong:
            raise ValueError(f"a share would leave 0 to 1 because of {' and '.join(wrong)}")
        return self
