"""How much was done, and how much was planned: a fact without uncertainty, so without limits and without a finding."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A count of what was done.

    Parameters
    ----------
    count : int
    planned : int or None
        None where no plan is on file.
    """

    count: int
    planned: int | None
    method: str
