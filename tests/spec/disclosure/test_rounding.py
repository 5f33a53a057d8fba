"""What each audience reads of a number."""

import pytest

from fairclaim.disclosure.lines import difference_tokens, drawn
from fairclaim.disclosure.rounding import count_token, hundred_token, is_small, range_tokens, size_token
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts, TwoCounts

title = "Disclosure: numbers to tokens"

INTERNAL = DisclosurePolicy(suppress_below=0, round_counts_to=1, percent_decimals=1)
CONTRACT = DisclosurePolicy(suppress_below=5, round_counts_to=5, percent_decimals=0)
PUBLIC = DisclosurePolicy(suppress_below=8, round_counts_to=5, percent_decimals=0)


@pytest.mark.parametrize(
    ("count", "policy", "token"),
    [
        (0, INTERNAL, "0"),
        (4, INTERNAL, "4"),
        (4, CONTRACT, "[c]"),
        (0, CONTRACT, "[c]"),
        (5, CONTRACT, "about 5"),
        (7, CONTRACT, "about 5"),
        (8, CONTRACT, "about 10"),
        (7, PUBLIC, "[c]"),
        (8, PUBLIC, "about 10"),
        (1237, CONTRACT, "about 1,235"),
        (1238, CONTRACT, "about 1,240"),
    ],
)
def test_counts(count: int, policy: DisclosurePolicy, token: str) -> None:
    assert count_token(count, policy) == token


@pytest.mark.parametrize(
    ("events", "n", "policy", "small"),
    [
        (4, 100, CONTRACT, True),
        (5, 100, CONTRACT, False),
        (95, 100, CONTRACT, False),
        (96, 100, CONTRACT, True),
        (0, 100, INTERNAL, False),
        (7, 100, PUBLIC, True),
    ],
)
def test_a_count_or_its_complement(events: int, n: int, policy: DisclosurePolicy, small: bool) -> None:
    assert is_small(Counts(events, n), policy) is small


@pytest.mark.parametrize(
    ("share", "policy", "token"),
    [
        (0.716, CONTRACT, "72"),
        (0.716, INTERNAL, "71.6"),
        (0.003, CONTRACT, "fewer than 1"),
        (0.998, CONTRACT, "more than 99"),
        (0.0, INTERNAL, "0.0"),
        (1.0, CONTRACT, "100"),
    ],
)
def test_in_every_hundred(share: float, policy: DisclosurePolicy, token: str) -> None:
    assert hundred_token(share, policy) == token


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        (8.2, 19.7, "8 to 20 more"),
        (-19.7, -8.2, "8 to 20 fewer"),
        (-3.1, 6.4, "from 3 fewer to 6 more"),
        (0.3, 6.4, "just above 0 to 6 more"),
        (-0.3, 6.4, "from just below 0 to 6 more"),
        (-6.4, 0.3, "from 6 fewer to just above 0"),
        (0.0, 6.4, "0 to 6 more"),
    ],
)
def test_both_limits_together(lower: float, upper: float, said: str) -> None:
    assert range_tokens(lower, upper, decimals=0, up="more", down="fewer") == said


@pytest.mark.parametrize(("size", "decimals", "said"), [(-13.4, 0, "13"), (0.2, 0, "less than 1"), (0.02, 1, "less than 0.1"), (0.0, 0, "0")])  # fmt: skip
def test_sizes(size: float, decimals: int, said: str) -> None:
    assert size_token(size, decimals) == said


SHARES = [
    # own, reference, step: printed shares and difference
    ((57, 500), (49, 500), 2, "12", "10", "2 more"),
    ((49, 500), (57, 500), 2, "10", "12", "2 fewer"),
    ((57, 500), (54, 500), 2, "12", "10", "less than 2 more"),
    ((54, 500), (57, 500), 2, "10", "12", "less than 2 fewer"),
    ((55, 500), (50, 500), 2, "12", "10", "2 more"),
    ((50, 500), (55, 500), 2, "10", "12", "2 fewer"),
    ((60, 500), (60, 500), 2, "12", "12", "0 more"),
    ((90, 500), (51, 500), 5, "20", "10", "10 more"),
    ((57, 500), (49, 500), 1, "11", "10", "2 more"),
]


@pytest.mark.parametrize(("own", "reference", "step", "printed", "beside", "size"), SHARES)
def test_a_difference_is_rounded_as_the_shares_beside_it(
    own: tuple[int, int], reference: tuple[int, int], step: int, printed: str, beside: str, size: str
) -> None:
    arms = (Counts(*own), Counts(*reference))
    estimate = Difference()(TwoCounts(*arms))
    assert isinstance(estimate, Estimate)
    tokens = difference_tokens(arms, estimate, CONTRACT, step)
    assert (tokens["own"], tokens["reference_value"], tokens["size"]) == (printed, beside, size)
    value, lower, upper = drawn(estimate, CONTRACT, step)
    assert lower <= value <= upper
    # The picture holds the number that is printed.
    told = 0.0 if size.startswith("less than") else float(size.split(maxsplit=1)[0])
    assert abs(value) == told
