"""A made-up world whose truth is known: what it draws, and the naive interval that fails in it.

References
----------
Morris, White & Crowther (2019), Using simulation studies to evaluate statistical methods, doi:10.1002/sim.8086. In its
terms the module holds the data-generating mechanism and the estimand; `coverage.py` the performance.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.samples import FloatArray

Cell = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What a mechanism draws in one cell.

    Parameters
    ----------
    batch : Batch
        R samples.
    truth : mapping of str to float or array of shape (R,)
        The true number of each parameter; one a sample where it is itself drawn (the next point of a series).
    weights : array of shape (R,) or None
        Probability of each sample where the sample space was enumerated, adding up to 1; None for random draws.
    """

    batch: Batch
    truth: Mapping[str, float | FloatArray]
    weights: FloatArray | None = None

    def first(self, count: int) -> "Drawn":
        """Return the first `count` samples; an enumerated space stays whole."""
        if self.weights is not None or count >= len(self.batch):
            return self
        return Drawn(
            self.batch.first(count),
            {name: true[:count] if isinstance(true, np.ndarray) else true for name, true in self.truth.items()},
        )


@dataclass(frozen=True, slots=True)
class Rival:
    """The interval that people would use in this world without thinking, as an array function of the batch."""

    name: str
    limits: Callable[[Batch, float], Spoken]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """One way in which data come about.

    Parameters
    ----------
    name : str
        Short, with hyphens; rows of the table carry it.
    title : str
        One plain sentence: what happens in this world.
    makes : type
        The kind of sample; methods that need another kind are not asked.
    parameters : tuple of str
        What has a truth here; methods that estimate something else are not asked.
    cells : tuple of mapping
        Sizes and strengths.
    draw : function (cell, generator, repetitions) -> Drawn
        Arrays throughout, no loop over repetitions. An enumerated world pays no heed to the last two.
    rivals : mapping of parameter to Rival
        The naive method, whose coverage falls below 0.90 in at least one cell; none in a world without a trap.
    trap : str
        What makes the naive interval fail, in a few words; empty in a world without a trap.
    """

    name: str
    title: str
    makes: type
    parameters: tuple[str, ...]
    cells: tuple[Cell, ...]
    draw: Callable[[Cell, np.random.Generator, int], Drawn]
    rivals: Mapping[str, Rival] = field(default_factory=dict)
    trap: str = ""

    def __post_init__(self) -> None:
        if bool(self.rivals) != bool(self.trap):
            raise ValueError("A naive rival and the trap that it falls into come together.")
