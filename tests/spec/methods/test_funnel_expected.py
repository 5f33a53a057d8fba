"""What a funnel of observed against expected events answers at its edges, and how services differ at all."""

import numpy as np
import pytest

from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.funnel_expected import FunnelExpected
from fairclaim.stats.methods.overdispersion import Overdispersion
from fairclaim.stats.results import Diagnostic, Funnel, NotEstimable
from fairclaim.stats.samples import UnitExpected

title = "Events seen and expected in many services"

# Twelve services that differ by more than chance, and one that is unlike all of them.
OBSERVED = [230, 180, 260, 150, 200, 240, 170, 215, 190, 165, 235, 205, 420]
APART = UnitExpected(np.array(OBSERVED, dtype=float), np.full(13, 200.0))

SPREADS = [
    # spread, services outside 99.8% limits
    ("winsorised", 1),
    ("shmi", 1),
    ("none", 3),
]


@pytest.mark.parametrize(("spread", "outside"), SPREADS)
def test_limits_of_chance_alone_flag_ordinary_services(spread: str, outside: int) -> None:
    found = FunnelExpected.model_validate({"spread": spread})(APART, level=0.998)
    assert isinstance(found, Funnel)
    assert sum(flag != "in" for flag in found.flags) == outside
    assert (found.flags[-1], found.centre, found.unit) == ("high", 1.0, "ratio")
    assert (found.overdispersion is None) == (spread == "none")


@pytest.mark.parametrize("spread", ["winsorised", "shmi"])
def test_services_that_do_not_differ_more_than_chance_keep_the_limits_of_chance(spread: str) -> None:
    sample = UnitExpected(np.array([101.0, 99, 100, 102, 98]), np.full(5, 100.0))
    found = FunnelExpected.model_validate({"spread": spread})(sample, level=0.95)
    assert isinstance(found, Funnel)
    assert found.upper_limits[0] == pytest.approx(np.exp(1.959964 / 10), rel=1e-6)  # τ² is 0; z typed to 7 digits.


NO_EVENTS = UnitExpected(np.array([0.0, 0, 0, 10, 12]), np.full(5, 9.0))


@pytest.mark.parametrize(
    ("spread", "flags"), [("none", ("low", "low", "low", "in", "in")), ("winsorised", None), ("shmi", None)]
)
def test_services_without_events_have_a_place_only_between_limits_of_chance(
    spread: str, flags: tuple[str, ...] | None
) -> None:
    found = FunnelExpected.model_validate({"spread": spread})(NO_EVENTS)
    if flags is None:
        assert found == NotEstimable("A service without events is among those that tell how services differ.")
    else:
        assert isinstance(found, Funnel)
        assert found.flags == flags


def test_too_few_services() -> None:
    sample = UnitExpected(np.array([5.0, 7]), np.array([6.0, 6]))
    assert FunnelExpected()(sample) == NotEstimable("There are fewer than three services, too few for common limits.")


TRIMS = [
    # services, trim, kept
    (6, 0.1, 6),
    (10, 0.1, 8),
    (54, 0.1, 44),
    (54, 0.05, 50),
    (12, 0.2, 8),
    (12, 0, 12),
]


@pytest.mark.parametrize(("services", "trim", "kept"), TRIMS)
def test_how_many_services_are_kept(services: int, trim: float, kept: int) -> None:
    observed = np.random.default_rng(1).permutation(np.arange(80, 80 + services)).astype(float)
    found = Overdispersion(trim=trim)(UnitExpected(observed, np.full(services, 100.0)))
    assert isinstance(found, Diagnostic)
    assert found.answers["n_kept"] == kept


@pytest.mark.parametrize(
    ("observed", "reason"),
    [
        ([5], "Fewer than two services are left to compare."),
        ([0, 5, 9], "A service without events is among those kept, and it has no place on a log scale."),
    ],
    ids=["one service", "no events"],
)
def test_no_overdispersion(observed: list[float], reason: str) -> None:
    sample = UnitExpected(np.array(observed, dtype=float), np.full(len(observed), 6.0))
    assert Overdispersion()(sample) == NotEstimable(reason)


def test_a_service_without_events_that_is_left_out_does_no_harm() -> None:
    observed = np.array([0.0, 90, 95, 99, 100, 101, 103, 107, 112, 160])
    found = Overdispersion()(UnitExpected(observed, np.full(10, 100.0)))
    assert isinstance(found, Diagnostic)
    assert found.answers == {"tau2": 0.0, "n_kept": 8}


def test_the_published_name_takes_the_share_left_out_among_its_data() -> None:
    inline = {"observed": [100, 150, 180, 80, 120, 225], "expected": [108, 112, 165, 95, 100, 220], "trim": 0.1}
    reply = answer({"method": "funnel_overdispersion_shmi", "data": {"inline": inline}})
    assert round(reply["estimate"], 6) == 2.948033
    assert (reply["lower"], reply["upper"], reply["answers"]["n_kept"]) == (None, None, 6)


@pytest.mark.parametrize("expected", [[0.0, 1.0], [-1.0, 1.0], [1.0]])
def test_impossible_expectations(expected: list[float]) -> None:
    with pytest.raises(ValueError, match="expected"):
        UnitExpected(np.array([1.0, 2.0]), np.array(expected))
