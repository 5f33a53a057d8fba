"""Breakdowns: which groups are shown, and which must be held back beside a small one."""

from dataclasses import replace

import pytest
from made_cohorts import REABLEMENT, reablement

from fairclaim.claims.ledger import Table
from fairclaim.disclosure.breakdown import CAUTION, breakdowns
from fairclaim.params.models import DisclosurePolicy
from fairclaim.session.assess import assess
from fairclaim.stats.samples import Counts

CONTRACT = DisclosurePolicy(suppress_below=5, round_counts_to=5, percent_decimals=0)
INTERNAL = DisclosurePolicy(suppress_below=0, round_counts_to=1, percent_decimals=1)
HIDDEN = ("[c]", "[c]", "[c]")


def broken_down(policy: DisclosurePolicy, **groups: tuple[int, int]) -> Table:
    claim = assess(REABLEMENT, reablement()).claims[0]
    counts = tuple((label, Counts(*pair)) for label, pair in groups.items())
    observed = replace(claim.observed, groups=(("site", counts),))
    (table,) = breakdowns(replace(claim, observed=observed), 0.95, policy)
    return table


@pytest.mark.parametrize(
    ("groups", "hidden"),
    [
        pytest.param({"north": (60, 100), "south": (80, 150)}, set(), id="large groups are all shown"),
        pytest.param({"north": (60, 100), "south": (3, 50), "east": (40, 90)}, {"south", "east"}, id="one small count takes the smallest other group with it"),
        pytest.param({"north": (60, 100), "south": (47, 50), "east": (40, 90)}, {"south", "east"}, id="a small complement is a small count"),
        pytest.param({"north": (60, 100), "south": (3, 50), "east": (2, 40)}, {"south", "east"}, id="two small counts hide each other"),
        pytest.param({"north": (60, 100), "south": (1, 3)}, {"north", "south"}, id="of two groups, neither is left"),
        pytest.param({"north": (2, 4)}, {"north"}, id="a single small group stands alone, withheld"),
        pytest.param({"north": (60, 100), "south": (0, 0), "east": (40, 90)}, set(), id="a group with nobody in it is left out, and gives nothing away"),
    ],
)  # fmt: skip
def test_small_groups_are_held_back_so_that_no_sum_gives_them_away(groups, hidden):
    table = broken_down(CONTRACT, **groups)
    assert {row[0] for row in table.rows if row[1:] == HIDDEN} == hidden
    assert {row[0] for row in table.rows} == {label for label, (_, n) in groups.items() if n}


def test_a_shown_group_has_its_share_with_its_range():
    table = broken_down(CONTRACT, north=(60, 100), south=(80, 150))
    assert table.rows[0] == ("north", "about 100", "60", "50 to 69")
    assert table.notes == (CAUTION,)


def test_the_internal_copy_hides_nothing():
    table = broken_down(INTERNAL, north=(1, 3), south=(80, 150))
    assert table.rows[0] == ("north", "3", "33.3", "6.1 to 79.2")


def test_a_service_that_asks_for_none_has_none():
    claim = assess(REABLEMENT, reablement()).claims[0]
    assert breakdowns(claim, 0.95, CONTRACT) == ()
