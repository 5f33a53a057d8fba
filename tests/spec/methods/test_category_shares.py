"""What `category_shares` answers at its edges."""

import pytest

from fairclaim.stats.methods.category_shares import CategoryShares
from fairclaim.stats.results import NotEstimable, Shares
from fairclaim.stats.samples import Categories

title = "Shares of several categories"


def asked(*counts: int, level: float = 0.95) -> Shares | NotEstimable:
    answer = CategoryShares()(Categories(counts, tuple(f"c{place}" for place in range(len(counts)))), level=level)
    assert isinstance(answer, Shares | NotEstimable)
    return answer


@pytest.mark.parametrize("counts", [(), (7,), (0, 0, 0)], ids=["no category", "one category", "nobody in any"])
def test_refused(counts: tuple[int, ...]) -> None:
    assert isinstance(asked(*counts), NotEstimable)


@pytest.mark.parametrize("counts", [(25, 0), (0, 0, 25), (1, 0), (1, 1, 1)])
def test_nobody_and_everybody_have_a_width(counts: tuple[int, ...]) -> None:
    answer = asked(*counts)
    assert isinstance(answer, Shares)
    for count, (low, share, high) in zip(counts, answer.lines, strict=True):
        assert 0 <= low <= share <= high <= 1
        assert low < high
        assert (low == 0) == (count == 0)
        assert (high == 1) == (count == sum(counts))


def test_more_categories_and_a_higher_level_widen_each() -> None:
    two, three, surer = asked(40, 60), asked(40, 60, 0), asked(40, 60, level=0.99)
    assert isinstance(two, Shares)
    assert isinstance(three, Shares)
    assert isinstance(surer, Shares)
    assert three.lower[0] < two.lower[0] < two.upper[0] < three.upper[0]
    assert surer.lower[0] < two.lower[0] < two.upper[0] < surer.upper[0]


@pytest.mark.parametrize(
    ("counts", "names", "wrong"),
    [((1, -1), ("a", "b"), "0 or more"), ((1, 2), ("a",), "a name"), ((1, 2), ("a", "a"), "a name"), ((1.5,), ("a",), "whole")],
    ids=["below nought", "a name short", "a name twice", "half a person"],
)  # fmt: skip
def test_what_is_no_sample(counts: tuple[int, ...], names: tuple[str, ...], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        Categories(counts, names)
