"""Where a method that is offered holds the truth less often than it should: each with its reason.

A test compares this list with the table in both directions: a shortfall that is not listed fails, and so does a line
here that the table no longer bears out.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """One interval in one world.

    Parameters
    ----------
    method, options, mechanism : str
        As in the table.
    reason : str
        Why it falls short, and why it is offered all the same.
    seen : str
        What a user can see that gives the world away, or that nothing does.
    """

    method: str
    options: str
    mechanism: str
    reason: str
    seen: str


SHORTFALLS: tuple[Shortfall, ...] = (
    Shortfall(
        method="multiple_imputation",
        options="compare=change",
        mechanism="lost-by-outcome",
        reason="Those lost fared worse in the end than their earlier scores said. No method can make that good without "
        "being told by how much; with the right shift (delta) the interval holds the truth again. It is offered "
        "because the people seen alone miss the truth far more often still.",
        seen="Nothing. The tipping point beside it says how much worse the lost must have fared to undo the finding, "
        "and more than two in five lost are refused.",
    ),
)
