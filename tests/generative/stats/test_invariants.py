"""What each method says of itself, tried on random samples; and many answers at once against as many calls."""

import math
from collections.abc import Callable
from typing import Any, get_args

import numpy as np
import pytest
from changed_samples import alike, in_units, mirrored, reordered, shifted, swapped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_samples import STRATEGIES

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration.coverage import applies, drawn
from fairclaim.stats.calibration.mechanism import Mechanism
from fairclaim.stats.calibration.mechanisms import MECHANISMS
from fairclaim.stats.method import Invariant, Method, spoken
from fairclaim.stats.methods import METHODS
from fairclaim.stats.results import NotEstimable, Result

# Few tries of each: over all methods they are some thousands, and the fits are the slow ones.
steady = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.998)
# Why a method that estimates something that can be planted has intervals that are not nested.
NOT_NESTED: dict[str, str] = {}
# What a fit leaves over when it stops, relative to its numbers; closed forms differ in the last digits only.
CLOSE = 1e-6

Numbers = tuple[float, float, float]


def numbers(method: Method, sample: Any, level: float = 0.95) -> Numbers | None:
    """Value and limits, or None where the method refuses."""
    found = spoken(method(sample, level=level))
    return None if any(map(math.isnan, found)) else found


def same(found: Numbers | None, other: Numbers | None) -> bool:
    if found is None or other is None:
        return found is other
    scale = max(1.0, *(abs(number) for number in found if math.isfinite(number)))
    return all(
        a == b or math.isclose(a, b, rel_tol=CLOSE, abs_tol=CLOSE * scale) for a, b in zip(found, other, strict=True)
    )


def changed(found: Numbers | None, change: Callable[[float], float], *, turned: bool) -> Numbers | None:
    if found is None:
        return None
    value, lower, upper = map(change, found)
    return (value, upper, lower) if turned else (value, lower, upper)


def inverse(number: float) -> float:
    return math.inf if number == 0 else 1 / number


def nested(method: Method, sample: Any, seed: int) -> bool:
    at = seed % (len(LEVELS) - 1)
    narrow, wide = (numbers(method, sample, level) for level in LEVELS[at : at + 2])
    if narrow is None or wide is None:
        return True
    hair = CLOSE * max(1.0, *(abs(number) for number in narrow if math.isfinite(number)))
    return wide[1] <= narrow[1] + hair and narrow[2] <= wide[2] + hair


def swap_negates(method: Method, sample: Any, _seed: int) -> bool:
    return same(numbers(method, swapped(sample)), changed(numbers(method, sample), lambda x: -x, turned=True))


def swap_inverts(method: Method, sample: Any, _seed: int) -> bool:
    return same(numbers(method, swapped(sample)), changed(numbers(method, sample), inverse, turned=True))


def equal_arms(method: Method, sample: Any, _seed: int) -> bool:
    result = method(alike(sample))
    value, lower, upper = spoken(result)
    null = 1.0 if getattr(result, "unit", "") == "ratio" else 0.0
    return math.isnan(value) or (lower <= null <= upper and math.isclose(value, null, abs_tol=CLOSE))


def mirror(method: Method, sample: Any, _seed: int) -> bool:
    return same(numbers(method, mirrored(sample)), changed(numbers(method, sample), lambda x: 1 - x, turned=True))


def units(method: Method, sample: Any, seed: int) -> bool:
    # A power of two scales every number without rounding.
    factor = (0.25, 4.0, 64.0)[seed % 3]
    found = changed(numbers(method, sample), lambda x: factor * x, turned=False)
    return same(numbers(method, in_units(sample, factor)), found)


def shift(method: Method, sample: Any, seed: int) -> bool:
    return same(numbers(method, shifted(sample, float(seed % 41 - 20))), numbers(method, sample))


def order(method: Method, sample: Any, seed: int) -> bool:
    return same(numbers(method, reordered(sample, seed)), numbers(method, sample))


HOLDS: dict[Invariant, Callable[[Method, Any, int], bool]] = {
    "nested": nested,
    "swap_negates": swap_negates,
    "swap_inverts": swap_inverts,
    "equal_arms": equal_arms,
    "mirror": mirror,
    "units": units,
    "shift": shift,
    "order": order,
}


def called(method: Method) -> str:
    return " ".join(filter(None, (method.name, getattr(method, "interval", ""))))


VARIANTS = [variant for method in METHODS for variant in method.variants()]
DECLARED = [(variant, invariant) for variant in VARIANTS for invariant in type(variant).invariants]


def test_every_invariant_that_can_be_declared_is_tried() -> None:
    assert set(HOLDS) == set(get_args(Invariant))


def test_every_kind_of_sample_can_be_drawn() -> None:
    """A kind that is missing here needs one line in `tests/made/random_samples.py`."""
    assert sorted({method.needs.__name__ for method in METHODS} - {kind.__name__ for kind in STRATEGIES}) == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__)
def test_intervals_of_what_can_be_planted_are_nested_or_it_is_said_why_not(method: type[Method]) -> None:
    assert ("nested" in method.invariants) != (method.__name__ in NOT_NESTED) or not method.parameter


@pytest.mark.parametrize("method", VARIANTS, ids=called)
def test_any_sample_gets_a_result_and_some_get_numbers(method: Method) -> None:
    answered = []

    @steady
    @given(sample=STRATEGIES[type(method).needs])
    def answers(sample: Any) -> None:
        result = method(sample)
        assert isinstance(result, Result)
        answered.append(not isinstance(result, NotEstimable))

    answers()
    assert any(answered)


@pytest.mark.parametrize(("method", "invariant"), DECLARED, ids=[f"{called(m)}: {i}" for m, i in DECLARED])
def test_holds_whatever_the_numbers(method: Method, invariant: Invariant) -> None:
    @steady
    @given(sample=STRATEGIES[type(method).needs], seed=st.integers(0, 10**6))
    def holds(sample: Any, seed: int) -> None:
        assert HOLDS[invariant](method, sample, seed)

    holds()


def overrides(method: Method) -> bool:
    return type(method).many is not Method.many


WORLDS = [
    (method, world) for method in VARIANTS for world in MECHANISMS if overrides(method) and applies(method, world)
]


def test_whatever_answers_many_at_once_is_tried_in_a_world() -> None:
    tried = {called(method) for method, _ in WORLDS}
    assert [called(method) for method in VARIANTS if overrides(method) and called(method) not in tried] == []


def some_of(batch: Batch, count: int) -> Batch:
    """Samples from one end of the batch to the other: an enumerated world begins with its oddest."""
    picked = np.unique(np.linspace(0, len(batch) - 1, count).astype(int))
    return Batch({name: part[picked] for name, part in batch.parts.items()}, batch.build, batch.shared)


@pytest.mark.parametrize(("method", "world"), WORLDS, ids=[f"{called(m)} in {w.name}" for m, w in WORLDS])
def test_many_answers_at_once_are_those_of_as_many_calls(method: Method, world: Mechanism) -> None:
    batch = some_of(drawn(world, world.cells[0], 20).batch, 20)
    at_once, called_each = method.many(batch), Method.many(method, batch)
    assert at_once.given.tolist() == called_each.given.tolist()
    for one, other in zip(_heard(at_once), _heard(called_each), strict=True):
        np.testing.assert_allclose(one, other, rtol=CLOSE, atol=CLOSE)


def _heard(answers: Spoken) -> list[Any]:
    return [part[answers.given] for part in (answers.value, answers.lower, answers.upper)]
