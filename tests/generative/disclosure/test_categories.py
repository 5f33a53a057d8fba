"""No small category can be had from the others: found by listing every set of counts that prints the same table."""

from collections import defaultdict
from itertools import product

import pytest

from fairclaim.disclosure import category_lines
from fairclaim.disclosure.category_lines import CategoryLine
from fairclaim.disclosure.rounding import SUPPRESSED, count_token
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods.category_shares import CategoryShares
from fairclaim.stats.results import Shares
from fairclaim.stats.samples import Categories

pytestmark = pytest.mark.long

CONTRACT = DisclosurePolicy(suppress_below=5, round_counts_to=5, percent_decimals=0)
PUBLIC = DisclosurePolicy(suppress_below=8, round_counts_to=5, percent_decimals=0)
EXACT_BUT_SMALL = DisclosurePolicy(suppress_below=5, round_counts_to=1, percent_decimals=1)
# Counts on the edge of the list have neighbours beyond it, so only those well inside are judged.
MOST, REACH = 22, 5
Counted = tuple[int, ...]
Line = CategoryLine | None


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line depends on its count, on all, and on the number of categories: each is worked out once."""
    kept: dict[tuple[object, ...], Line] = {}
    work_out = category_lines._line

    def line(shares: Shares, place: int, policy: DisclosurePolicy) -> Line:
        key = shares.counts[place], shares.n, len(shares.names), policy.suppress_below, policy.round_counts_to
        if key not in kept:
            kept[key] = work_out(shares, place, policy)
        return kept[key]

    monkeypatch.setattr(category_lines, "_line", line)


def printed(counts: Counted, policy: DisclosurePolicy) -> tuple[object, ...]:
    shares = CategoryShares()(Categories(counts, tuple("abc")))
    assert isinstance(shares, Shares)
    lines = category_lines.category_lines(shares, policy)
    if not lines:
        return ("withheld",)
    cells = (lines[place].printed if place in lines else (SUPPRESSED,) for place in range(len(counts)))
    return (*(cell for line in cells for cell in line), count_token(shares.n, policy))


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(CONTRACT, id="contract"),
        pytest.param(PUBLIC, id="public"),
        pytest.param(EXACT_BUT_SMALL, id="exact, but for small ones"),
    ],
)
def test_no_small_category_is_certain(policy: DisclosurePolicy) -> None:
    alike: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for counts in product(range(MOST + 1), repeat=3):
        if sum(counts):
            alike[printed(counts, policy)].append(counts)
    certain = [
        (counts, place)
        for same in alike.values()
        for counts in same
        if max(counts) <= MOST - REACH
        for place, count in enumerate(counts)
        if min(count, sum(counts) - count) < policy.suppress_below
        if len({other[place] for other in same}) == 1
    ]
    assert certain == []
