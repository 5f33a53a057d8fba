"""What a funnel of shares answers at its edges."""

import numpy as np
import pytest

from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.funnel_proportion import FunnelProportion
from fairclaim.stats.results import Funnel, NotEstimable
from fairclaim.stats.samples import UnitCounts

title = "Shares of many services, between common limits"


def units(*pairs: tuple[int, int]) -> UnitCounts:
    events, n = np.array(pairs, dtype=float).T
    return UnitCounts(events, n)


def test_a_service_outside_its_limits_is_flagged_and_none_is_ranked() -> None:
    found = FunnelProportion()(units((50, 100), (52, 100), (90, 100), (8, 100), (1, 2)), level=0.998)
    assert isinstance(found, Funnel)
    assert found.centre == pytest.approx(0.5, abs=0.005)
    assert found.flags == ("in", "in", "high", "low", "in")
    assert (found.unit, found.level, found.overdispersion) == ("proportion", 0.998, None)


@pytest.mark.parametrize(("level", "flag"), [(0.95, "high"), (0.998, "in")])
def test_the_level_decides(level: float, flag: str) -> None:
    found = FunnelProportion()(units((480, 1000), (480, 1000), (60, 100)), level=level)
    assert isinstance(found, Funnel)
    assert found.flags[2] == flag


def test_limits_end_where_shares_do() -> None:
    found = FunnelProportion()(units((1, 1), (40, 50), (0, 1)), level=0.998)
    assert isinstance(found, Funnel)
    assert (found.lower_limits[0], found.upper_limits[0]) == (0.0, 1.0)
    assert found.flags[2] == "in"


REFUSED = [
    ("two services", [(5, 10), (6, 10)], "There are fewer than three services, too few for common limits."),
    ("a service of nobody", [(5, 10), (6, 10), (0, 0)], "A service counted nobody, so it has no share."),
    ("nobody", [(0, 10)] * 3, "Nobody, or everybody, had the outcome, so chance sets no limits around it."),
    ("everybody", [(9, 9)] * 3, "Nobody, or everybody, had the outcome, so chance sets no limits around it."),
]


@pytest.mark.parametrize(("case", "pairs", "reason"), REFUSED, ids=[row[0] for row in REFUSED])
def test_no_funnel(case: str, pairs: list[tuple[int, int]], reason: str) -> None:
    assert FunnelProportion()(units(*pairs)) == NotEstimable(reason), case


def test_the_published_name_gives_limits_and_flags_and_no_limits_of_the_common_share() -> None:
    inline = {"x": [18, 22, 9], "n": [40, 35, 20]}
    reply = answer({"method": "funnel_proportion_score", "params": {"conf_level": 0.9}, "data": {"inline": inline}})
    assert (reply["estimate"], reply["lower"], reply["upper"], reply["level"]) == (49 / 95, None, None, 0.9)
    assert reply["answers"].keys() >= {"lower_limits", "upper_limits", "flag"}


@pytest.mark.parametrize(("events", "n"), [([1, 2], [1]), ([3, 1], [2, 2]), ([0.5, 1], [2, 2])])
def test_impossible_units(events: list[float], n: list[float]) -> None:
    with pytest.raises(ValueError, match="events"):
        UnitCounts(np.array(events), np.array(n))
