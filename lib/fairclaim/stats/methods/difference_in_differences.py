"""How much more did the units that changed something move, from before to after, than the units that did not?

Use it where the same units (services, boards) were followed over the same periods and some of them changed at one known
time. Do not use it where their trends differed already before, where units changed at different times, or with errors
clustered by unit: where one unit changed, those are far too small, and smaller the more units there are.
"""

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.results import Answer, Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Panel, Sample

CONTROLS_NEEDED, CONTROLS_FOR_P = 4, 20
FEW_CONTROLS = "Fewer than four units did not change"
TOO_FEW_CONTROLS = f"{FEW_CONTROLS}, too few to know how units move by themselves."
NO_SPREAD = "All units that are alike moved by the same amount, so there is no spread to judge by."
RANK_ONLY = (
    f"With fewer than {CONTROLS_FOR_P} units that did not change, a rank among them is given, and no p-value: the "
    "smallest that it could be is above 0.05."
)


class DifferenceInDifferences(Method):
    """Mean change of the treated units minus the controls', by t on one change a unit; no difference is 0.

    With one treated unit its change is held against how much the controls' changes differ (a prediction), with as many
    degrees of freedom as controls less one.
    """

    name: Literal["difference_in_differences"] = "difference_in_differences"

    estimand: ClassVar[str] = "change of the treated units from before to after, over that of the controls"
    needs: ClassVar[type] = Panel
    refuses: ClassVar[tuple[str, ...]] = (
        f"{FEW_CONTROLS}.",
        "All units moved by the same amount.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Donald & Lang (2007), doi:10.1162/rest.89.2.221",
        "Bertrand, Duflo & Mullainathan (2004), doi:10.1162/003355304772839588",
        "Conley & Taber (2011), doi:10.1162/REST_a_00049",
    )
    parameter: ClassVar[str] = "change_difference"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "units", "shift")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the difference, or say why there is none."""
        panel = expect(sample, Panel)
        controls = len(panel.values) - len(panel.treated)
        if controls < CONTROLS_NEEDED:
            return NotEstimable(TOO_FEW_CONTROLS)
        changes = unit_changes(panel.values, panel.change)
        value, error, df, spread = (x.item() for x in contrast(changes, panel.treated))
        if not spread:
            return NotEstimable(NO_SPREAD)
        half = float(quantile(df, level) * error)
        answers: dict[str, Answer] = {"se": error, "df": df, "controls": controls}
        if len(panel.treated) == 1:
            rank = placebo_rank(changes, panel.treated[0])
            answers |= {"rank": rank, "units": len(changes)}
            if controls >= CONTROLS_FOR_P:
                answers["p_value"] = rank / len(changes)
        return Estimate(
            value=value,
            lower=value - half,
            upper=value + half,
            level=level,
            null=0.0,
            unit="value_difference",
            n=len(changes),
            method="difference_in_differences, t on changes",
            answers=answers,
            notes=(RANK_ONLY,) if len(panel.treated) == 1 and controls < CONTROLS_FOR_P else (),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many panels of the same treated units; part `values` of shape (R, units, periods)."""
        treated, units = tuple(batch["treated"]), batch["values"].shape[1]
        value, error, df, spread = contrast(unit_changes(batch["values"], int(batch["change"])), treated)
        half = quantile(df, level) * error
        return Spoken.of(value, value - half, value + half, spread & (units - len(treated) >= CONTROLS_NEEDED))


def unit_changes(values: FloatArray, change: int) -> FloatArray:
    """Mean after minus mean before of each unit: one number, however much its periods resemble each other.

    Parameters
    ----------
    values : array of shape (…, units, periods)
    change : int
        Index of the first period after.

    Returns
    -------
    array of shape (…, units)

    Examples
    --------
    >>> unit_changes(np.array([[1.0, 3.0, 6.0, 8.0], [2.0, 2.0, 2.0, 4.0]]), 2)
    array([5., 1.])
    """
    return np.asarray(values[..., change:].mean(axis=-1) - values[..., :change].mean(axis=-1))


def contrast(
    changes: FloatArray, treated: tuple[int, ...]
) -> tuple[FloatArray, FloatArray, FloatArray, NDArray[np.bool_]]:
    """Mean change of the treated minus the controls', s√(1/k + 1/m), k + m − 2 degrees of freedom, and any spread.

    s² is what both groups differ within: with one treated unit, what the controls differ.

    Parameters
    ----------
    changes : array of shape (…, units)
    treated : tuple of int
        k of the units; at least two are not among them.

    Examples
    --------
    >>> value, error, df, _ = contrast(np.array([5.0, 1.0, 2.0, 0.0, 1.0]), (0,))
    >>> f"{value:.2f}, error {error:.3f} with {df:.0f} degrees of freedom"
    '4.00, error 0.913 with 3 degrees of freedom'
    """
    own = np.zeros(changes.shape[-1], dtype=bool)
    own[list(treated)] = True
    arms = changes[..., own], changes[..., ~own]
    k, m = (arm.shape[-1] for arm in arms)
    means = [arm.mean(axis=-1, keepdims=True) for arm in arms]
    squares = sum(((arm - mean) ** 2).sum(axis=-1) for arm, mean in zip(arms, means, strict=True))
    error = np.sqrt(squares / (k + m - 2) * (1 / k + 1 / m))
    # Equal changes that differ by rounding have no spread either.
    spread = np.asarray(error > 1e-13 * np.abs(changes).max(axis=-1))
    value = (means[0] - means[1])[..., 0]
    return value, error, np.full(np.shape(value), float(k + m - 2)), spread


def placebo_rank(changes: FloatArray, treated: int) -> int:
    """How many units, ours among them, moved at least as far as ours from the mean of all others.

    Examples
    --------
    >>> placebo_rank(np.array([5.0, 1.0, 2.0, -9.0, 1.0]), 0)
    2
    """
    # From the mean of the others is n/(n − 1) times from the mean of all: the order is the same.
    apart = np.abs(changes - changes.mean())
    return int((apart >= apart[treated] * (1 - 1e-12)).sum())
