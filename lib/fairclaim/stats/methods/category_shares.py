"""What share of the people falls to each of several categories, with ranges that hold for all of them together?

Use it for one word a person: a reason, a trigger, a result. Do not use it where a person may have several (ask each by
`proportion`), nor to say which category is the largest: two whose ranges overlap may lie in either order.
"""

from typing import ClassVar, Literal

from fairclaim.stats.method import Method, expect
from fairclaim.stats.methods.proportion import wilson
from fairclaim.stats.results import NotEstimable, Result, Shares
from fairclaim.stats.samples import Categories, Sample


class CategoryShares(Method):
    """A share for each category by Goodman's limits: Wilson's, at a level that all k together keep (1 − α/k).

    The limits need no counts beyond a category's own and all, and have a width where nobody fell into it. With a rare
    category among few people they all hold in 93 samples of 100 rather than in 95.

    >>> answer = CategoryShares()(Categories((60, 30, 0), ("stable", "unclear", "escalated")))
    >>> [f"{name} {low:.3f} to {high:.3f}" for name, low, high in zip(answer.names, answer.lower, answer.upper)]
    ['stable 0.541 to 0.772', 'unclear 0.228 to 0.459', 'escalated 0.000 to 0.060']
    """

    name: Literal["category_shares"] = "category_shares"

    estimand: ClassVar[str] = "share of people (or events) in each category, all ranges holding together"
    needs: ClassVar[type] = Categories
    refuses: ClassVar[tuple[str, ...]] = ("Nobody was counted.", "There are fewer than two categories.")
    references: ClassVar[tuple[str, ...]] = (
        "Goodman (1965), doi:10.1080/00401706.1965.10490252",
        "May & Johnson (2000), doi:10.18637/jss.v005.i06",
    )

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate all shares; NotEstimable where nobody was counted or there is nothing to tell apart."""
        categories = expect(sample, Categories)
        total, k = sum(categories.counts), len(categories.counts)
        if total == 0:
            return NotEstimable("Nobody was counted, so there is no share to report.")
        if k < 2:
            return NotEstimable("Only one category is known, so there is nothing to tell apart.")
        lower, upper = wilson(categories.counts, total, 1 - (1 - level) / k)
        return Shares(
            names=categories.names,
            counts=categories.counts,
            lower=tuple(lower.tolist()),
            upper=tuple(upper.tolist()),
            level=level,
            method="category_shares, goodman",
        )
