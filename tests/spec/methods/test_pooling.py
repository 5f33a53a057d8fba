"""What `pooling` answers at its edges."""

import numpy as np
import pytest

from fairclaim.stats.batch import Batch
from fairclaim.stats.methods.pooling import Pooling
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Effects

title = "Several services together"

FEW = NotEstimable("There are too few services to tell how services differ.")
both = pytest.mark.parametrize("interval", ["mean", "prediction"])


def effects(k: int, spread: float = 1.0) -> Effects:
    return Effects(np.linspace(-spread, spread, k) + 0.4, np.linspace(0.1, 0.3, k))


@pytest.mark.parametrize(("interval", "k"), [("mean", 2), ("prediction", 4), ("mean", 0)])
def test_too_few_services(interval: str, k: int) -> None:
    assert Pooling.model_validate({"interval": interval})(effects(k)) == FEW


@pytest.mark.parametrize(("interval", "k"), [("mean", 3), ("prediction", 5)])
def test_just_enough_services(interval: str, k: int) -> None:
    found = Pooling.model_validate({"interval": interval})(effects(k))
    assert isinstance(found, Estimate)
    assert (found.n, found.unit) == (k, "value_difference")


def test_a_further_service_is_held_against_nothing_and_lies_in_a_wider_range() -> None:
    mean, further = (Pooling.model_validate({"interval": name})(effects(8)) for name in ("mean", "prediction"))
    assert isinstance(mean, Estimate)
    assert isinstance(further, Estimate)
    assert (mean.null, further.null) == (0.0, None)
    assert further.lower < mean.lower < mean.value == further.value < mean.upper < further.upper


@both
def test_services_that_agree_exactly_still_have_their_errors(interval: str) -> None:
    found = Pooling.model_validate({"interval": interval})(effects(6, spread=0.0))
    assert isinstance(found, Estimate)
    assert found.answers["tau2"] == 0
    assert found.value == pytest.approx(0.4)
    assert found.upper - found.lower > 0.2  # Of one service at best: 2 × 1.96 × 0.1, over √6.


@both
def test_another_unit_gives_the_same_in_that_unit(interval: str) -> None:
    small, large = effects(7), Effects(effects(7).estimates * 1000, effects(7).errors * 1000)
    found, other = (Pooling.model_validate({"interval": interval})(sample) for sample in (small, large))
    assert isinstance(found, Estimate)
    assert isinstance(other, Estimate)
    # Fisher scoring stops at 1e-12 of the whole variance; τ² and the limits follow it to about its root.
    assert (other.lower / 1000, other.upper / 1000) == pytest.approx((found.lower, found.upper), rel=1e-7)


@both
def test_many_at_once_answer_as_one_by_one(interval: str) -> None:
    rng = np.random.default_rng(4)
    errors = rng.uniform(0.1, 0.4, (20, 6))
    batch = Batch({"estimates": rng.normal(0, 0.3, (20, 6)), "errors": errors}, Effects)
    method = Pooling.model_validate({"interval": interval})
    many = method.many(batch, level=0.9)
    alone = [method(batch.sample(i), level=0.9) for i in range(20)]
    # All samples of a batch scored until the slowest is done: a few more steps for the others, within 1e-8.
    assert many.lower == pytest.approx([one.lower for one in alone if isinstance(one, Estimate)], abs=1e-8)
    assert many.upper == pytest.approx([one.upper for one in alone if isinstance(one, Estimate)], abs=1e-8)
    assert many.given.all()


def test_many_of_too_few_are_refused() -> None:
    batch = Batch({"estimates": np.zeros((3, 2)), "errors": np.ones((3, 2))}, Effects)
    assert not Pooling().many(batch).given.any()
