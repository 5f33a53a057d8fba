"""What is true of a made-up service: the planted values, and what follows from them for anybody who counts rightly.

Shares lie in 0 to 1, changes in the instrument's points. Where clustering is planted these are means over teams, of
which one extract has few.
"""

from datetime import date
from typing import Any

from fairclaim.data.synthetic import scores, use
from fairclaim.data.synthetic.luck import latent_correlation, observed_correlation
from fairclaim.data.synthetic.profiles import PROFILES
from fairclaim.errors import ParamsRefused, Problem
from fairclaim.params.world import World


def check_period(world: World, first: date, last: date) -> None:
    """Raise ParamsRefused where trend, effect and difference together leave 0 to 1 within the period."""
    years = (last - first).days / 365.25
    start, end = world.outcome_share, world.outcome_share + world.trend * years
    there = (start + world.comparison_differs, end + world.comparison_differs + world.comparison_trend * years)
    shares = [*(share + added for share in (start, end) for added in (0.0, world.effect_on_share)), *there]
    if not all(0 <= share <= 1 for share in shares):
        what = "the planted trend takes a share out of 0 to 1 before the record ends"
        found = f"{min(shares):.3g} to {max(shares):.3g}"
        raise ParamsRefused(Problem(what, "synthetic → world → trend", found, "0 to 1", "plant a smaller trend"))


def planted(world: World, first: date, last: date) -> dict[str, Any]:
    """Give the true values of a world over a period, as plain values for truth.json."""
    scale = PROFILES[world.pathway].scale
    without, with_effect = (scores.mean_change(world, scale, helped=helped) for helped in (False, True))
    before = use.mean_before(world)
    after, after_helped = (use.mean_after(world, helped=helped) for helped in (False, True))
    share = world.outcome_share
    return {
        "outcome_on_first_day": {
            "share_without_service": share,
            "share_with_service": share + world.effect_on_share,
            "difference_made_by_service": world.effect_on_share,
            "share_at_comparison_site": share + world.comparison_differs,
            "difference_between_sites": world.effect_on_share - world.comparison_differs,
        },
        "trend_to_last_day": world.trend * (last - first).days / 365.25,
        "trend_to_last_day_at_comparison_site": (world.trend + world.comparison_trend) * (last - first).days / 365.25,
        "outcome_as_recorded": {
            "without_service": as_recorded(world, share),
            "with_service": as_recorded(world, share + world.effect_on_share),
            "without_service_after_recoding": as_recorded(world, share, recoded=True),
        },
        "audit_agreement": 1 - world.misrecorded,
        "score_change": {
            "instrument": scale.name,
            "without_service": without,
            "with_service": with_effect,
            "made_by_service": with_effect - without,
            "regression_to_the_mean": without - scores.mean_change(_unselected(world), scale, helped=False),
        },
        "escalations_in_90_days": {
            "before": before,
            "after_without_service": after,
            "after_with_service": after_helped,
            "made_by_service": after_helped - after,
            "regression_to_the_mean": after - before,
        },
        "harm": {"without_service": world.harm, "with_service": world.harm + world.effect_on_harm},
        "clustering": _clustering(world),
    }


def as_recorded(world: World, share: float, *, recoded: bool = False) -> float:
    """Share with the good outcome among those whose outcome the record knows, when the true share is `share`.

    Those who do worse are lost more often, some outcomes are recorded wrongly, and a changed code takes some good
    outcomes for poor ones. Where a poor outcome is known without a call, only the good are lost.
    """
    kept = 1 - (world.recoded if recoded else 0.0)
    wrong = world.misrecorded
    good = share * (1 - world.lost)
    poor = (1 - share) * (1 - world.lost - world.lost_more_if_worse)
    if PROFILES[world.pathway].known_by == "feed":
        good, poor = share, 1 - share
    recorded_good = (good * (1 - wrong) + poor * wrong) * kept
    if PROFILES[world.pathway].known_by == "check":
        always = 1 - (share * (1 - wrong) + (1 - share) * wrong) * kept
        return recorded_good / (recorded_good + always)
    return recorded_good / (good + poor)


def _unselected(world: World) -> World:
    return world.model_copy(update={"selected_to_score": None})


def _clustering(world: World) -> dict[str, float]:
    latent = latent_correlation(world.outcome_share, world.icc)
    helped = world.outcome_share + world.effect_on_share
    return {
        "icc_without_service": world.icc,
        "icc_with_service": observed_correlation(helped, latent) if 0 < helped < 1 else 0.0,
        "icc_of_score_change": world.icc,
    }
