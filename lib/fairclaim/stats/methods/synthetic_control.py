"""How far did one unit go from the mix of others that had followed it before the change?

Use it where one unit changed at a known time, many did not, and a weighted mean of those (weights of 0 or more, adding
up to 1) follows its values closely before. Do not use it where no mix follows it (it lies above or below all others),
for few periods before, or for an interval: how unusual the distance is can only be told by its rank among the distances
of units that did not change.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.designs.simplex_weights import simplex_weights
from fairclaim.stats.results import Answer, Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Panel, Sample

BEFORE_NEEDED, CONTROLS_NEEDED, CONTROLS_FOR_P = 8, 4, 20
RANK_ONLY = f"With fewer than {CONTROLS_FOR_P} units that did not change, the rank is given without a p-value."


class SyntheticControl(Method):
    """Mean distance from the mix after the change, with its rank among placebo runs of every other unit."""

    name: Literal["synthetic_control"] = "synthetic_control"

    estimand: ClassVar[str] = "mean distance of one treated unit, after its change, from a weighted mean of controls"
    needs: ClassVar[type] = Panel
    refuses: ClassVar[tuple[str, ...]] = (
        "More than one unit changed.",
        "Fewer than four units did not change.",
        "Fewer than eight periods before the change.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Abadie, Diamond & Hainmueller (2010), doi:10.1198/jasa.2009.ap08746",
        "Arkhangelsky et al. (2021), doi:10.1257/aer.20190159",
    )
    invariants: ClassVar[tuple[Invariant, ...]] = ()

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:  # noqa: ARG002 - one signature for all
        """Give the distance and its rank, or say why there is none."""
        panel = expect(sample, Panel)
        reason = _refusal(panel)
        if reason is not None:
            return NotEstimable(reason)
        unit = panel.treated[0]
        gaps = placebo_gaps(panel.values, panel.change)
        before, after = gaps[:, : panel.change], gaps[:, panel.change :]
        pre, post = (np.sqrt((gap**2).mean(axis=1)) for gap in (before, after))
        # A mix that follows a unit to the last digits makes any distance after it infinitely unusual.
        ratio = post / np.maximum(pre, np.finfo(float).tiny + 1e-12 * np.abs(panel.values).max())
        rank, units = int((ratio >= ratio[unit]).sum()), len(ratio)
        answers: dict[str, Answer] = {
            "rmspe_pre": float(pre[unit]),
            "rank_post_pre_ratio": rank,
            "n_units": units,
            "gaps": tuple(gaps[unit].tolist()),
            "weights": tuple(weights_of(panel.values, unit, panel.change).tolist()),
        }
        if units - 1 >= CONTROLS_FOR_P:
            answers["placebo_p"] = rank / units
        return Diagnostic(
            name="synthetic control",
            value=float(after[unit].mean()),
            sentence=(
                f"Of {units} units each taken as the treated one, {rank} went as far from their mix after the change, "
                "against how far they were before, as the treated one did."
            ),
            unit="value_difference",
            null=0.0,
            n=units,
            method="synthetic_control, placebo ranks",
            answers=answers,
            notes=() if "placebo_p" in answers else (RANK_ONLY,),
        )


def _refusal(panel: Panel) -> str | None:
    if len(panel.treated) > 1:
        return "More than one unit changed: a mix is made for one."
    if len(panel.values) - 1 < CONTROLS_NEEDED:
        return "Fewer than four units did not change, too few to mix and to rank among."
    if panel.change < BEFORE_NEEDED:
        return "Fewer than eight periods before the change are too few to find a mix that follows the unit."
    return None


def weights_of(values: FloatArray, unit: int, change: int) -> FloatArray:
    """Weights of all units in the mix that follows one of them before the change; its own is 0.

    Examples
    --------
    >>> weights_of(np.array([[2.5, 3.5, 0.0], [1.0, 2.0, 5.0], [3.0, 4.0, 1.0]]), 0, 2).round(6)
    array([0.  , 0.25, 0.75])
    """
    others = np.arange(len(values)) != unit
    weights = np.zeros(len(values))
    weights[others] = simplex_weights(values[others, :change].T, values[unit, :change])
    return weights


def placebo_gaps(values: FloatArray, change: int) -> FloatArray:
    """Distance of every unit from its own mix of all others, in every period.

    Parameters
    ----------
    values : array of shape (units, periods)
    change : int
        Index of the first period after.

    Returns
    -------
    array of shape (units, periods)

    Examples
    --------
    >>> placebo_gaps(np.array([[2.5, 3.5, 0.0], [1.0, 2.0, 5.0], [3.0, 4.0, 1.0]]), 2)[0, 2].round(6)
    np.float64(-2.0)
    """
    mixes = np.stack([weights_of(values, unit, change) for unit in range(len(values))])
    return np.asarray(values - mixes @ values)
