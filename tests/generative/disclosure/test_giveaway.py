"""No printed line singles out a count: found by running the line backwards over every count there could be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fairclaim.disclosure.giveaway import printed_limits, safe_step
from fairclaim.disclosure.rounding import count_token, hundred_token, is_small
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods import Proportion
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts

CONTRACT = DisclosurePolicy(suppress_below=5, round_counts_to=5, percent_decimals=0)
INTERNAL = DisclosurePolicy(suppress_below=0, round_counts_to=1, percent_decimals=1)


def limits(arms: tuple[Counts, ...]) -> tuple[float, float] | None:
    result = Proportion()(arms[0])
    return (result.lower, result.upper) if isinstance(result, Estimate) else None


def line(counts: Counts, step: int | None) -> tuple[object, ...]:
    printed = count_token(counts.n, CONTRACT), hundred_token(counts.events / counts.n, CONTRACT)
    pair = limits((counts,))
    assert pair is not None
    return (*printed, None if step is None else printed_limits(pair, step))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(n=st.integers(10, 120), data=st.data())
def test_another_count_prints_the_same_line(n: int, data: st.DataObject) -> None:
    own = Counts(data.draw(st.integers(5, n - 5)), n)
    step = safe_step((own,), limits, CONTRACT)
    if step is None:
        return  # The limits are withheld: nothing is printed beside the rounded size and share.
    # Brute force over every pair of counts up to a generous bound, independent of the candidates that the rule lists.
    alike = {
        events
        for size in range(max(1, n - 8), n + 9)
        for events in range(size + 1)
        if line(Counts(events, size), step) == line(own, step)
    }
    assert len(alike) > 1


def test_small_services_are_where_it_acts() -> None:
    coarser = [safe_step((Counts(events, 12),), limits, CONTRACT) for events in range(5, 8)]
    assert any(step != 1 for step in coarser)


def test_an_audience_that_may_see_counts_gets_the_finest_step() -> None:
    assert safe_step((Counts(6, 12),), limits, INTERNAL) == 1
    assert not is_small(Counts(1, 12), INTERNAL)
