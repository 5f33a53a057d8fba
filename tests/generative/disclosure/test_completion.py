"""No count of a completion funnel can be had by subtraction: found by listing every funnel that prints the same page."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from fairclaim.claims.completion import Completion
from fairclaim.disclosure.read_completion import completion_column
from fairclaim.disclosure.rounding import SUPPRESSED, count_token
from fairclaim.params.models import DisclosurePolicy

pytestmark = pytest.mark.long

CONTRACT = DisclosurePolicy(suppress_below=5, round_counts_to=5, percent_decimals=0)
PUBLIC = DisclosurePolicy(suppress_below=8, round_counts_to=5, percent_decimals=0)
EXACT_BUT_SMALL = DisclosurePolicy(suppress_below=5, round_counts_to=1, percent_decimals=1)
# Somebody on the edge of the list has neighbours beyond it, so only funnels well inside are judged.
MOST_OUTCOMES, MOST_LOST, REACH = 14, 5, 5


def every_funnel() -> Iterator[Completion]:
    outcomes = range(MOST_OUTCOMES + 1)
    for improved, unchanged, worsened in product(outcomes, repeat=3):
        for lost, never in product(range(MOST_LOST + 1), repeat=2):
            first = improved + unchanged + worsened + lost
            yield Completion(
                start="Episodes",
                eligible=first + never,
                with_baseline=first,
                improved=improved,
                unchanged=unchanged,
                worsened=worsened,
            )


def counts(funnel: Completion) -> tuple[int, ...]:
    """Every count that a reader might look for, printed or had by subtraction."""
    complements = tuple(funnel.paired - one for one in funnel.outcomes)
    lost, never = funnel.with_baseline - funnel.paired, funnel.eligible - funnel.with_baseline
    return (*funnel.outcomes, *complements, lost, never)


def within(funnel: Completion) -> bool:
    *_, lost, never = counts(funnel)
    return max(funnel.outcomes) <= MOST_OUTCOMES - REACH and max(lost, never) <= MOST_LOST - 4


def printed(funnel: Completion, policy: DisclosurePolicy) -> tuple[str, ...]:
    # Those who died are eligible; the flow beside it starts and ends with the same two counts.
    flow = count_token(funnel.eligible, policy), count_token(funnel.paired, policy)
    return (*completion_column(funnel, "2 points", policy).values(), *flow)


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(CONTRACT, id="contract"),
        pytest.param(PUBLIC, id="public"),
        pytest.param(EXACT_BUT_SMALL, id="exact counts, the small withheld"),
    ],
)
def test_every_small_count_of_a_page_could_be_another(policy: DisclosurePolicy) -> None:
    alike: dict[tuple[str, ...], list[Completion]] = defaultdict(list)
    for funnel in every_funnel():
        alike[printed(funnel, policy)].append(funnel)
    given_away = []
    for page, funnels in alike.items():
        values = [set(each) for each in zip(*map(counts, funnels), strict=True)]
        for funnel in filter(within, funnels):
            # Where exact counts are printed, that nobody was lost is told by the flow, which is not this page's.
            told = policy.round_counts_to == 1 and funnel.eligible == funnel.paired
            judged = counts(funnel)[:6] if told else counts(funnel)
            small = [place for place, one in enumerate(judged) if one < policy.suppress_below]
            small += [place for place in range(3) if page[3 + place] == SUPPRESSED]
            if any(len(values[place]) == 1 for place in small):
                given_away.append((funnel, page))
    assert not given_away[:5], len(given_away)
