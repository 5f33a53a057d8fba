"""Completion funnels: which outcomes are told, which are held back with them, and how the denominators are told."""

from contextlib import nullcontext
from dataclasses import replace

import pytest
from cohorts_of_kinds import asked, changes

from fairclaim.claims.completion import Completion
from fairclaim.claims.ledger import Entry
from fairclaim.disclosure.read_completion import completion_column
from fairclaim.params.models import DisclosurePolicy
from fairclaim.session.tell import tell
from fairclaim.stats.methods.adjusted_change import AdjustedChange
from fairclaim.stats.methods.paired_change import PairedChange

CONTRACT = DisclosurePolicy(suppress_below=5, round_counts_to=5, percent_decimals=0)
INTERNAL = DisclosurePolicy(suppress_below=0, round_counts_to=1, percent_decimals=1)
EXACT_BUT_SMALL = DisclosurePolicy(suppress_below=5, round_counts_to=1, percent_decimals=1)
ELIGIBLE, FIRST, BOTH, BETTER, SAME, WORSE, OF_BOTH, OF_ALL = range(8)


def column(policy: DisclosurePolicy, improved: int, unchanged: int, worsened: int, lost=60, never=20) -> list[str]:
    first = improved + unchanged + worsened + lost
    counts = {"improved": improved, "unchanged": unchanged, "worsened": worsened}
    funnel = Completion(start="Episodes", eligible=first + never, with_baseline=first, **counts)
    return list(completion_column(funnel, "2 points", policy).values())


@pytest.mark.parametrize(
    ("outcomes", "hidden"),
    [
        pytest.param((61, 40, 19), set(), id="large ones are all told"),
        pytest.param((61, 40, 5), set(), id="five who got worse are told"),
        pytest.param((61, 40, 4), {SAME, WORSE}, id="a small one takes those without a change with it"),
        pytest.param((4, 40, 19), {BETTER, SAME}, id="those who got worse are told beside few who got better"),
        pytest.param((30, 4, 19), {BETTER, SAME}, id="also where those without a change are few"),
        pytest.param((30, 3, 2), {SAME, WORSE}, id="two small ones hide each other"),
        pytest.param((30, 2, 2), {BETTER, SAME, WORSE}, id="nearly all got better: the others would be few in all"),
        pytest.param((0, 0, 30), {BETTER, SAME, WORSE}, id="all got worse"),
        pytest.param((0, 0, 0), {BETTER, SAME, WORSE, BOTH}, id="nobody was scored twice"),
    ],
)
def test_no_outcome_is_left_alone(outcomes, hidden):
    told = column(CONTRACT, *outcomes)
    assert {place for place in (ELIGIBLE, FIRST, BOTH, BETTER, SAME, WORSE) if told[place] == "[c]"} == hidden
    assert (told[OF_ALL] == "[c]") == (BETTER in hidden)


@pytest.mark.parametrize(
    ("policy", "outcomes", "told"),
    [
        pytest.param(INTERNAL, (61, 40, 19), ["200", "180", "120", "61", "40", "19", "50.8", "30.5"], id="exact"),
        pytest.param(INTERNAL, (1, 0, 0), ["81", "61", "1", "1", "0", "0", "100.0", "1.2"], id="exact, few"),
        pytest.param(INTERNAL, (0, 0, 0), ["80", "60", "0", "0", "0", "0", "[z]", "0.0"], id="of nobody, no share"),
        pytest.param(CONTRACT, (61, 40, 19), ["about 200", "about 180", "about 120", "about 60", "about 40", "about 20", "about 50", "about 30"], id="rounded, shares as the counts bear"),
        pytest.param(CONTRACT, (8, 7, 5), ["about 100", "about 80", "about 20", "about 10", "about 5", "about 5", "[c]", "about 10"], id="of few, no share"),
        pytest.param(EXACT_BUT_SMALL, (61, 40, 4), ["185", "165", "105", "[c]", "[c]", "[c]", "[c]", "[c]"], id="exact counts would give away two small ones"),
    ],
)  # fmt: skip
def test_what_is_told(policy, outcomes, told):
    assert column(policy, *outcomes) == told


@pytest.mark.parametrize(
    ("lost", "never", "first"),
    [
        pytest.param(5, 5, "115", id="five lost at each step"),
        pytest.param(4, 5, "[c]", id="four lost after a first score"),
        pytest.param(5, 4, "[c]", id="four never scored"),
    ],
)
def test_exact_steps_are_not_told_where_few_were_lost_between_them(lost, never, first):
    assert column(EXACT_BUT_SMALL, 50, 40, 20, lost, never)[FIRST] == first


def told(own: list[float], audience: str = "contract", reference: list[float] | None = None) -> Entry:
    method = PairedChange() if reference is None else AdjustedChange()
    before = None if reference is None else changes(reference)
    return tell(asked(method, changes(own), before), audience).entries[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        pytest.param(told([3.0, 5.0, 1.0, -2.0] * 20, "internal"), "Of all episodes that ended in the quarter (80), 40 are known to have ended with a score that was better by 1.85 points or more, and 20 with one that was worse by as much.", id="exact"),
        pytest.param(told([3.0, 5.0, 1.0, -2.0] * 20), "Of all episodes that ended in the quarter (about 80), about 40 are known to have ended with a score that was better by 1.85 points or more, and about 20 with one that was worse by as much.", id="rounded"),
        pytest.param(told([3.0, 5.0, 4.0, 2.0] * 20), "Of all episodes that ended in the quarter, how many are known to have ended with a score that was better by 1.85 points or more is withheld, because the numbers are small.", id="withheld"),
    ],
)  # fmt: skip
def test_the_sentence_against_all_who_were_eligible(entry, said):
    assert entry.completion_words == said


@pytest.mark.parametrize(
    ("threshold", "said"),
    [(1.0, "1 point"), (1.1, "1.1 points"), (0.5, "0.5 points"), (2.0, "2 points")],
)
def test_the_unit_follows_the_threshold(threshold, said):
    made = asked(PairedChange(), changes([3.0, 5.0, 0.2, -3.0] * 20))
    measure = made.claims[0].measure.model_copy(update={"meaningful_change": threshold})
    entry = tell(replace(made, claims=(replace(made.claims[0], measure=measure),))).entries[0]
    assert f"better by {said} or more, and about 20 with one that was worse" in entry.completion_words
    assert entry.completion is not None
    rows = [row[0] for row in entry.completion.rows[BETTER : WORSE + 1]]
    assert rows == [
        f"Of them, better by {said} or more",
        f"Of them, changed by less than {said}",
        f"Of them, worse by {said} or more",
    ]


def test_two_quarters_stand_beside_each_other():
    entry = told([3.0, 5.0, 1.0, -2.0] * 20, reference=[3.0, 1.0, 1.0, -2.0] * 20)
    assert entry.completion is not None
    assert entry.completion.columns == ("What", "January to March 2025", "January to March 2024")
    assert entry.completion.rows[BETTER][1:] == ("about 40", "about 20")


def test_beside_a_withheld_comparison_no_outcome_is_told_of_either_quarter():
    entry = told([3.0, 5.0, 1.0, -2.0] * 20, reference=[3.0, 1.0, 1.0, -2.0] * 2)
    assert entry.completion is not None
    assert {row[1:] for row in entry.completion.rows[BETTER:]} == {("[c]", "[c]")}
    assert entry.completion.rows[ELIGIBLE][1:] == ("about 80", "about 10")


def test_other_kinds_of_measure_have_none():
    made = asked(PairedChange(), changes([3.0, 1.0] * 20))
    claim = made.claims[0]
    bare = replace(made, claims=(replace(claim, observed=replace(claim.observed, completion=())),))
    assert (tell(bare).entries[0].completion, tell(bare).entries[0].completion_words) == (None, "")


@pytest.mark.parametrize(
    ("counts", "refused"),
    [
        pytest.param((3, 3, 3, 0, 0), False, id="everybody got better"),
        pytest.param((4, 2, 3, 0, 0), True, id="more pairs than first scores"),
        pytest.param((2, 3, 3, 0, 0), True, id="more first scores than eligible"),
        pytest.param((4, 4, 4, -1, 1), True, id="fewer than nobody"),
    ],
)
def test_a_funnel_that_grows_on_its_way_is_refused(counts, refused):
    names = ("eligible", "with_baseline", "improved", "unchanged", "worsened")
    with pytest.raises(ValueError, match="keeps some of the step before") if refused else nullcontext():
        Completion(start="Episodes", **dict(zip(names, counts, strict=True)))
