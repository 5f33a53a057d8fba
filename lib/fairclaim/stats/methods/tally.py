"""How much was done, beside what was planned?

Use it for activity of a period held against the plan for it. It has no interval: what was counted is what was done. Do
not use it for outcomes, nor to say that a plan was met because of anything.
"""

from typing import ClassVar, Literal

from fairclaim.stats.method import Method, expect
from fairclaim.stats.results import Activity, Result
from fairclaim.stats.samples import Sample, Tally


class TallyMethod(Method):
    """The count as it is, with its plan beside it.

    >>> TallyMethod()(Tally(690, 650))
    Activity(count=690, planned=650, method='tally')
    """

    name: Literal["tally"] = "tally"

    estimand: ClassVar[str] = "number of events of a period, beside the number planned"
    needs: ClassVar[type] = Tally
    refuses: ClassVar[tuple[str, ...]] = ()
    references: ClassVar[tuple[str, ...]] = ("NHS Standard Contract, schedule 2B: indicative activity plan",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - a count has no limits
        """Return the count and its plan."""
        tally = expect(sample, Tally)
        return Activity(count=tally.count, planned=tally.planned, method="tally")
