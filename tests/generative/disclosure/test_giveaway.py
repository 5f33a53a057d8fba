"""No printed line singles out a count: found by running the line backwards over every count there could be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fairclaim.disclosure.giveaway import safe_step
from fairclaim.disclosure.rounding import count_token, hundred_token, is_small, likely_share
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts

CONTRACT = DisclosurePolicy(suppress_below=5, round_counts_to=5, percent_decimals=0)
INTERNAL = DisclosurePolicy(suppress_below=0, round_counts_to=1, percent_decimals=1)


def line(arms: tuple[Counts, ...], step: int) -> tuple[object, ...] | None:
    (arm,) = arms
    result = Proportion()(arm)
    if not isinstance(result, Estimate):
        return None
    tokens = count_token(arm.n, CONTRACT), count_token(arm.events, CONTRACT)
    share = hundred_token(arm.events / arm.n, CONTRACT, step)
    return (*tokens, share, likely_share(result.lower, result.upper, CONTRACT, step))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(n=st.integers(10, 120), data=st.data())
def test_another_count_prints_the_same_line(n: int, data: st.DataObject) -> None:
    own = Counts(data.draw(st.integers(5, n - 5)), n)
    step = safe_step((own,), line, CONTRACT)
    if step is None:
        return  # The whole line is withheld.
    # Brute force over every pair of counts up to a generous bound, independent of the neighbours that the rule lists.
    alike = {
        events
        for size in range(max(1, n - 8), n + 9)
        for events in range(size + 1)
        if line((Counts(events, size),), step) == line((own,), step)
    }
    assert len(alike) > 1


def test_seven_of_twenty_is_not_printed_as_it_is() -> None:
    # Seven is the only count that prints 35 in every 100 of about 20.
    assert safe_step((Counts(7, 20),), line, CONTRACT) != 1


def test_an_audience_that_may_see_counts_gets_the_finest_step() -> None:
    assert safe_step((Counts(6, 12),), line, INTERNAL) == 1
    assert not is_small(Counts(1, 12), INTERNAL)
