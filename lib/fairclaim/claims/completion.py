"""How far a change in scores reaches: from all who were eligible to those who got better, on true counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """The completion funnel of one cohort of a paired change.

    Parameters
    ----------
    start : str
        What the cohort starts from: "Episodes that ended in the quarter".
    eligible : int
        All of them, those who died or were never scored included.
    with_baseline : int
        Of them, those with a first score.
    improved, unchanged, worsened : int
        Of those with a pair: better by the measure's published threshold or more, neither, worse by it or more.
    """

    start: str
    eligible: int
    with_baseline: int
    improved: int
    unchanged: int
    worsened: int

    def __post_init__(self) -> None:
        if min(self.outcomes) < 0 or not self.eligible >= self.with_baseline >= self.paired:
            raise ValueError("Each step of a completion funnel keeps some of the step before it.")

    @property
    def outcomes(self) -> tuple[int, int, int]:
        """Those with a pair, by what became of their score."""
        return self.improved, self.unchanged, self.worsened

    @property
    def paired(self) -> int:
        """Those with a first and a later score."""
        return sum(self.outcomes)
