"""What multiple imputation answers, and when too many were lost."""

from typing import Any

import numpy as np
import pytest

from fairclaim.stats.batch import Batch
from fairclaim.stats.estimation import answer
from fairclaim.stats.methods.multiple_imputation import THE_LOST_ARE_LIKE_THE_SEEN, MultipleImputation
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.results import Estimate, NotEstimable
from fairclaim.stats.samples import Pairs, PartlyScored

title = "Change where some people were lost"

TOO_MANY = "More than two in five people were lost, too many to be stood in for."
NOBODY_KNOWS = "More than one in five people were lost, and nobody has a score on the way."
TOO_FEW = "Fewer than ten people have a final score, too few to stand in for those lost."
NOTHING_FOLLOWS = "The earlier scores do not vary or say the same, so nothing follows from them."


def people(n: int, lost: int, *, interim: bool = True, groups: bool = False, seed: int = 1) -> PartlyScored:
    rng = np.random.default_rng(seed)
    before = rng.normal(50, 10, n)
    half = before + rng.normal(3, 5, n)
    own = np.arange(n) % 2 == 0
    return PartlyScored(
        before=before,
        interim=half if interim else None,
        after=half + rng.normal(3, 5, n) + 2 * (own & groups),
        seen=np.arange(n) >= lost,
        own=own if groups else None,
    )


LOSSES = [
    # people, lost, a score on the way, the reason why not
    (50, 20, True, None),
    (50, 21, True, TOO_MANY),
    (50, 10, False, None),
    (50, 11, False, NOBODY_KNOWS),
    (50, 21, False, TOO_MANY),
    (12, 2, True, None),
    (12, 3, True, TOO_FEW),
    (0, 0, True, TOO_FEW),
]


@pytest.mark.parametrize(("n", "lost", "interim", "reason"), LOSSES)
def test_how_many_may_be_lost(n: int, lost: int, interim: bool, reason: str | None) -> None:
    found = MultipleImputation()(people(n, lost, interim=interim))
    if reason is None:
        assert isinstance(found, Estimate)
        assert (found.n, found.answers["lost"], found.unit, found.null) == (n, lost, "score_change", 0.0)
        assert found.notes == (THE_LOST_ARE_LIKE_THE_SEEN,)
    else:
        assert found == NotEstimable(reason)


@pytest.mark.parametrize(
    ("which", "change"),
    [
        ("all started alike", {"before": np.full(40, 50.0), "interim": None}),
        ("the same score twice", {"interim": people(40, 8).before}),
    ],
)
def test_earlier_scores_that_tell_nothing(which: str, change: dict[str, Any]) -> None:
    known = people(40, 8)
    parts = {"before": known.before, "interim": known.interim, "after": known.after, "seen": known.seen} | change
    assert MultipleImputation()(PartlyScored(**parts)) == NotEstimable(NOTHING_FOLLOWS), which


@pytest.mark.parametrize("lost", [0, 8])
def test_everybody_changed_by_the_same(lost: int) -> None:
    known = people(40, lost)
    alike = PartlyScored(known.before, known.before + 4, known.seen, known.interim)
    assert MultipleImputation()(alike) == NotEstimable(
        "Everybody's score changed by the same amount, so no interval can be given."
    )


def test_with_nobody_lost_it_is_the_paired_change() -> None:
    known = people(40, 0)
    found, plain = MultipleImputation()(known), PairedChange()(Pairs(known.before, known.after))
    assert isinstance(found, Estimate)
    assert isinstance(plain, Estimate)
    assert (found.value, found.notes) == (pytest.approx(plain.value), ())
    # Barnard and Rubin's degrees of freedom are a little fewer than complete data's even then.
    assert found.upper - found.lower == pytest.approx(plain.upper - plain.lower, rel=0.005)
    assert found.upper >= plain.upper


def test_those_who_were_doing_badly_and_were_lost_lower_the_answer() -> None:
    known = people(60, 0)
    assert known.interim is not None
    seen = known.interim - known.before > np.quantile(known.interim - known.before, 0.3)
    found = MultipleImputation()(PartlyScored(known.before, known.after, seen, known.interim))
    seen_only = PairedChange()(Pairs(known.before[seen], known.after[seen]))
    assert isinstance(found, Estimate)
    assert isinstance(seen_only, Estimate)
    assert found.value < seen_only.value - 1


def test_two_groups() -> None:
    found = MultipleImputation(compare="groups")(people(120, 24, groups=True))
    assert isinstance(found, Estimate)
    assert found.lower < 2 < found.upper
    assert MultipleImputation(compare="groups")(people(120, 24)) == NotEstimable(
        "There is one group, so there is no difference between groups."
    )


def test_each_group_has_its_own_share_of_lost() -> None:
    known = people(80, 0, groups=True)
    assert known.own is not None
    seen = ~known.own | (np.arange(80) >= 36)
    lopsided = PartlyScored(known.before, known.after, seen, known.interim, known.own)
    assert MultipleImputation()(lopsided).__class__ is Estimate
    assert MultipleImputation(compare="groups")(lopsided) == NotEstimable(TOO_MANY)


def test_a_shift_moves_the_answer_by_the_share_lost() -> None:
    plain, shifted = (MultipleImputation(delta=delta)(people(50, 10)) for delta in (0.0, -5.0))
    assert isinstance(plain, Estimate)
    assert isinstance(shifted, Estimate)
    assert shifted.value == pytest.approx(plain.value - 5 * 10 / 50)


def test_what_stands_for_the_lost_is_never_read_and_the_seed_is_kept() -> None:
    known = people(50, 10)
    other = PartlyScored(known.before, np.where(known.seen, known.after, 1e6), known.seen, known.interim)
    found, again, another = MultipleImputation()(known), MultipleImputation()(other), MultipleImputation(seed=5)(known)
    assert isinstance(found, Estimate)
    assert isinstance(again, Estimate)
    assert isinstance(another, Estimate)
    assert (found.value, found.lower) == (again.value, again.lower)
    assert found.value != another.value == pytest.approx(found.value, abs=0.5)


@pytest.mark.parametrize(
    ("compare", "on_the_way", "lost"), [("change", True, 0.35), ("groups", True, 0.35), ("change", False, 0.2)]
)
def test_many_at_once_answer_as_one_by_one_and_refuse_where_one_does(
    compare: str, on_the_way: bool, lost: float
) -> None:
    rng = np.random.default_rng(6)
    shape = (30, 40)
    before = rng.normal(50, 10, shape)
    interim = before + rng.normal(3, 5, shape)
    parts = {
        "before": before,
        "after": interim + rng.normal(3, 5, shape),
        "seen": rng.uniform(size=shape) > lost,
    }
    known = {"interim": interim} if on_the_way else {}
    shared = {"own": np.arange(40) < 20} | ({} if on_the_way else {"interim": None})
    batch = Batch(parts | known, PartlyScored, shared)
    method = MultipleImputation.model_validate({"compare": compare, "imputations": 20})
    many = method.many(batch, level=0.9)
    alone = [method(batch.sample(i), level=0.9) for i in range(30)]
    given = [isinstance(one, Estimate) for one in alone]
    assert many.given.tolist() == given
    assert any(given)
    assert not all(given)
    told = [(one.value, one.lower, one.upper) for one in alone if isinstance(one, Estimate)]
    found = np.stack([many.value, many.lower, many.upper], axis=1)[many.given]
    assert found == pytest.approx(np.array(told), rel=1e-9)  # Other orders of summation.


def test_asked_by_hand_with_gaps() -> None:
    known = people(20, 4)
    after = [None if not seen else float(score) for score, seen in zip(known.after, known.seen, strict=True)]
    assert known.interim is not None
    inline = {"before": known.before.tolist(), "after": after, "interim": known.interim.tolist()}
    reply = answer({"method": "multiple_imputation", "data": {"inline": inline}})
    direct = MultipleImputation()(known)
    assert isinstance(direct, Estimate)
    assert (reply["estimate"], reply["answers"]["lost"]) == (direct.value, 4)
