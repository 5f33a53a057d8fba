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


SHORTFALLS: tuple[Shortfall, ...] = ()
