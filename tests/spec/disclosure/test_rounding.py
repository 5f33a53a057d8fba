"""What each audience reads of a number."""

import pytest

from fairclaim.disclosure.lines import difference_tokens, drawn
from fairclaim.disclosure.ranges import range_tokens
from fairclaim.disclosure.rounding import count_token, hundred_token, is_small, size_token
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
    ("lower", "upper", "margin", "said"),
    [
        (8.2, 19.7, None, "8 to 20 more"),
        (-19.7, -8.2, None, "8 to 20 fewer"),
        (-3.1, 6.4, None, "from 3 fewer to 6 more"),
        (0.3, 6.4, None, "just above 0 to 6 more"),
        (-0.3, 6.4, None, "from just below 0 to 6 more"),
        (-6.4, 0.3, None, "from 6 fewer to just above 0"),
        (0.0, 6.4, None, "0 to 6 more"),
        # Two limits that round alike are no range without a width.
        (2.6, 3.4, None, "about 3 more"),
        # A limit that passes the margin, and only rounds to it, does not look as if it kept within.
        (-1.2, 3.2, 3.0, "from 1 fewer to just over 3 more"),
        (-3.2, 1.2, 3.0, "from just over 3 fewer to 1 more"),
        (-5.4, -3.2, 3.0, "just over 3 to 5 fewer"),
        (-1.2, 3.0, 3.0, "from 1 fewer to 3 more"),
        (-1.2, 2.8, 3.0, "from 1 fewer to 3 more"),
        (-1.2, 3.6, 3.0, "from 1 fewer to 4 more"),
    ],
)
def test_both_limits_together(lower: float, upper: float, margin: float | None, said: str) -> None:
    limits = (lower, upper)
    assert range_tokens(limits, limits, 0, "more", "fewer", margin) == said


def test_limits_that_are_coarse_are_not_printed_as_none() -> None:
    """A range that ends above 0 and is rounded outwards, to tens, does not hold 0."""
    assert range_tokens((3.2, 37.1), (0.0, 40.0), 0, "more", "fewer", None) == "just above 0 to 40 more"
    assert range_tokens((-37.1, -3.2), (-40.0, 0.0), 0, "more", "fewer", None) == "just above 0 to 40 fewer"


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
    tokens = difference_tokens(arms, estimate, CONTRACT, step, None)
    assert (tokens["own"], tokens["reference_value"], tokens["size"]) == (printed, beside, size)
    value, lower, upper = drawn(estimate, CONTRACT, step)
    assert lower <= value <= upper
    # The picture holds the number that is printed.
    told = 0.0 if size.startswith("less than") else float(size.split(maxsplit=1)[0])
    assert abs(value) == told
