"""The share of a method's intervals, as spoken, that hold the truth of one cell of one made-up world."""

import math
import zlib
from dataclasses import dataclass

import numpy as np

from fairclaim.stats.batch import Spoken
from fairclaim.stats.calibration.mechanism import Cell, Drawn, Mechanism
from fairclaim.stats.method import Method
from fairclaim.stats.samples import FloatArray

LEVEL, SEED = 0.95, 20261122


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How one interval did in one cell.

    Parameters
    ----------
    covered : float
        Share of the intervals given that hold the truth; 0 where none was given.
    error : float
        Monte Carlo standard error of it; 0 where the sample space was enumerated.
    refused : float
        Share of samples for which no interval was given.
    width : float
        Mean width of the intervals given that end on both sides; of a ratio's, on the log scale.
    open_ended : float
        Share of the intervals given that do not end on both sides.
    repetitions : int
        Samples drawn, or enumerated.
    """

    covered: float
    error: float
    refused: float
    width: float
    open_ended: float
    repetitions: int


def drawn(mechanism: Mechanism, cell: Cell, repetitions: int, seed: int = SEED) -> Drawn:
    """Draw one cell; the same seed gives the same draws whatever else is measured beside it."""
    key = zlib.crc32(f"{mechanism.name} {cell_name(cell)}".encode())
    return mechanism.draw(cell, np.random.default_rng([seed, key]), repetitions)


def cell_name(cell: Cell) -> str:
    """Write a cell as text: "n=15, p=0.02"."""
    return ", ".join(
        f"{name}={value:g}" if isinstance(value, int | float) else f"{name}={value}" for name, value in cell.items()
    )


def applies(method: Method, mechanism: Mechanism) -> bool:
    """Whether this world has what the method needs, and a truth for what it estimates."""
    return mechanism.makes is type(method).needs and method.aims_at() in mechanism.parameters


def coverage(spoken: Spoken, world: Drawn, parameter: str) -> Coverage:
    """Measure intervals against the truth of the world that they were made in.

    Examples
    --------
    >>> from fairclaim.stats.calibration.mechanisms.shares import ONE_SHARE
    >>> from fairclaim.stats.methods.proportion import Proportion
    >>> world = drawn(ONE_SHARE, {"n": 15, "p": 0.05}, 0)
    >>> round(coverage(Proportion().many(world.batch), world, "share").covered, 3)
    0.964
    """
    truth, count = world.truth[parameter], len(spoken.value)
    weights = np.full(count, 1 / count) if world.weights is None else world.weights
    heard = weights * spoken.given
    given = float(heard.sum())
    held = float((heard * ((spoken.lower <= truth) & (truth <= spoken.upper))).sum())
    covered = held / given if given else 0.0
    width, open_ended = _width(spoken, heard, parameter)
    return Coverage(
        covered=covered,
        error=0.0 if world.weights is not None else _error(covered, int(spoken.given.sum())),
        refused=max(0.0, 1 - given),
        width=width,
        open_ended=open_ended / given if given else 0.0,
        repetitions=count,
    )


def _error(covered: float, given: int) -> float:
    # At full (or no) coverage the formula would say 0, which no finite number of draws can show: take one miss.
    share = min(max(covered, 1 / max(given, 2)), 1 - 1 / max(given, 2))
    return math.sqrt(share * (1 - share) / max(given, 1))


def _width(spoken: Spoken, heard: FloatArray, parameter: str) -> tuple[float, float]:
    lower, upper = spoken.lower, spoken.upper
    if parameter.endswith("ratio"):
        with np.errstate(divide="ignore", invalid="ignore"):
            lower, upper = np.log(lower), np.log(upper)
    ends = np.isfinite(lower) & np.isfinite(upper)
    closed = heard * ends
    total = float(closed.sum())
    between = np.subtract(upper, lower, out=np.zeros_like(upper), where=ends)
    mean = float((closed * between).sum()) / total if total else 0.0
    return mean, float(heard.sum()) - total
