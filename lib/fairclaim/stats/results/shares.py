"""Shares of several categories that make up a whole: described together, without a finding."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How many fell to each category, and limits of each share that hold for all together.

    Parameters
    ----------
    names : tuple of str, length k
    counts : tuple of int, length k
        Not all 0.
    lower, upper : tuple of float, length k
        Proportions; each pair holds its category's share and has a width.
    level : float
        Of all limits together, in (0, 1).
    """

    names: tuple[str, ...]
    counts: tuple[int, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    level: float
    method: str

    def __post_init__(self) -> None:
        if len({len(self.names), len(self.counts), len(self.lower), len(self.upper)}) != 1:
            raise ValueError("Each category has a name, a count and a pair of limits.")
        if not all(low <= share <= high and low < high for low, share, high in self.lines):
            raise ValueError("Limits hold their share and have a width.")

    @property
    def n(self) -> int:
        """All who were counted."""
        return sum(self.counts)

    @property
    def lines(self) -> tuple[tuple[float, float, float], ...]:
        """Lower limit, share and upper limit of each category."""
        shares = (count / self.n for count in self.counts)
        return tuple(zip(self.lower, shares, self.upper, strict=True))
