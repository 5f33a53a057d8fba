"""How much faster does one group come to the event than another, among people alike in the traits given?

Use it for two groups of different people whose curves part steadily, with or without traits from before the start. Do
not use it where people start something during follow-up (`split_rates`: they could not have had the event before they
started), where the curves cross (`restricted_mean`), or as the effect of a service unless everything that decides who
is in which group is among the traits. Another event that rules this one out ends follow-up: the ratio is then one of
paces among people still free of both, not of how many come to the event (`cumulative_incidence`).
"""

import warnings
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.times.life_table import COMPETING, EVENT, LifeTable
from fairclaim.stats.numbers.times.partial_likelihood import cox
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import FloatArray, Sample, TimedRows

# Fewer events than this in a group, or for each number estimated, and the normal limits cannot be relied on.
LEAST_EVENTS = 5
# A trait of one standard deviation that multiplies the pace by more than exp(10) is one that the fit runs away with.
RUNAWAY = 10.0

ONE_RATIO = (
    "One ratio stands for the whole of follow-up: if the groups differ at first and not later, it is an average that "
    "depends on how long people were followed."
)
FREE_OF_BOTH = "Another event ended the follow-up of some people: the ratio compares paces, not how many had the event."


class HazardRatio(Method):
    """Cox's ratio of hazards, own over reference, by partial likelihood with Efron's ties; no difference is 1."""

    name: Literal["hazard_ratio"] = "hazard_ratio"

    estimand: ClassVar[str] = "ratio of the hazards of the event, own over reference, given the traits"
    needs: ClassVar[type] = TimedRows
    refuses: ClassVar[tuple[str, ...]] = (
        "Nobody was followed in one of the groups.",
        "Too few events in one of the groups.",
        "Too few events for so many traits.",
        "Traits that say the same, or that are the same for everybody.",
        "Traits that foretell the event too well for the ratio to exist.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Cox (1972), doi:10.1111/j.2517-6161.1972.tb00899.x",
        "Efron (1977), doi:10.1080/01621459.1977.10480613",
        "Vittinghoff & McCulloch (2007), doi:10.1093/aje/kwk052",
        "Hernán (2010), doi:10.1097/EDE.0b013e3181c1ea43",
    )
    parameter: ClassVar[str] = "hazard_ratio"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "swap_inverts", "order")

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Fit the model; NotEstimable where there are too few events for it."""
        rows = expect(sample, TimedRows)
        refused = _refusal(rows)
        if refused is not None:
            return refused
        b, error = fitted(rows)
        if not (np.isfinite(error) and error > 0):
            return NotEstimable("The traits foretell the event so well that no ratio between the groups can be found.")
        lower, upper = _limits(b, error, level)
        event = rows.state == EVENT
        return Estimate(
            value=float(np.exp(b)),
            lower=float(lower),
            upper=float(upper),
            level=level,
            null=1.0,
            unit="ratio",
            n=len(rows.time),
            method="hazard_ratio, Cox, Efron",
            answers={
                "log_se": float(error),
                "events_own": int((event & rows.own).sum()),
                "events_reference": int((event & ~rows.own).sum()),
                "traits": rows.names,
            },
            notes=(ONE_RATIO, *((FREE_OF_BOTH,) if (rows.state == COMPETING).any() else ())),
        )

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many samples at once; parts `time`, `state`, `own` of shape (R, n), `covariates` (R, n, p).

        Where events share a time, one call a sample.
        """
        time, state = batch["time"], batch["state"]
        own = np.broadcast_to(batch["own"], time.shape)
        traits = np.broadcast_to(batch["covariates"], (*time.shape, np.shape(batch["covariates"])[-1]))
        rows = np.sort(np.where(state == EVENT, time, -np.arange(1.0, time.shape[-1] + 1)), axis=-1)
        if (np.diff(rows) == 0).any():
            return super().many(batch, level=level)
        event = state == EVENT
        counts = (event & own).sum(axis=-1), (event & ~own).sum(axis=-1)
        given = (np.minimum(*counts) >= LEAST_EVENTS) & (sum(counts) >= LEAST_EVENTS * (1 + traits.shape[-1]))
        columns = np.concatenate([own[..., None].astype(np.float64), _standardised(traits)], axis=-1)
        given &= np.linalg.matrix_rank(columns - columns.mean(axis=-2, keepdims=True)) == columns.shape[-1]
        b, covariance = _together(time, state, columns)
        given &= (np.abs(b) <= RUNAWAY).all(axis=-1)
        error = np.sqrt(covariance[..., 0, 0])
        return Spoken.of(np.exp(b[..., 0]), *_limits(b[..., 0], error, level), given & (error > 0))


def fitted(rows: TimedRows) -> tuple[FloatArray, FloatArray]:
    """Log hazard ratio of own over reference, and its standard error, by statsmodels; NaN where it runs away.

    Never with entry times: statsmodels keeps people at risk at the very time at which they enter.

    Examples
    --------
    >>> rows = TimedRows([1, 2, 3, 4, 5, 6], [1] * 6, [1, 0, 1, 0, 0, 1], np.empty((6, 0)))
    >>> b, error = fitted(rows)
    >>> f"{b:.4f}, {error:.4f}"
    '-0.1950, 0.9213'
    """
    from statsmodels.duration.hazard_regression import PHReg

    columns = np.column_stack([rows.own.astype(np.float64), _standardised(rows.covariates)])
    with warnings.catch_warnings():
        # Where the likelihood has no maximum, the fit says so by overflowing, or by not coming to an end.
        warnings.simplefilter("error")
        try:
            model = PHReg(rows.time, columns, status=(rows.state == EVENT).astype(np.float64), ties="efron")
            found = model.fit(disp=0)
            b, errors = np.asarray(found.params, dtype=np.float64), np.asarray(found.bse, dtype=np.float64)
        except (Warning, np.linalg.LinAlgError):
            return np.asarray(np.nan), np.asarray(np.nan)
    return np.asarray(b[0]), np.asarray(errors[0] if np.abs(b).max() <= RUNAWAY else np.nan)


def _together(time: FloatArray, state: NDArray[np.int64], columns: FloatArray) -> tuple[FloatArray, FloatArray]:
    order = np.lexsort((state != EVENT, time), axis=-1)
    table = LifeTable(np.take_along_axis(time, order, -1), np.take_along_axis(state, order, -1))
    return cox(table, np.take_along_axis(columns, order[..., None], -2))


def _standardised(traits: FloatArray) -> FloatArray:
    # A trait in large units would make the fit lose digits; the groups' ratio does not depend on its unit.
    spread = traits.std(axis=-2, keepdims=True)
    return np.asarray((traits - traits.mean(axis=-2, keepdims=True)) / np.where(spread > 0, spread, 1.0))


def _limits(b: FloatArray, error: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    from scipy.special import ndtri

    half = ndtri((1 + level) / 2) * error
    return np.exp(b - half), np.exp(b + half)


def _refusal(rows: TimedRows) -> NotEstimable | None:
    event = rows.state == EVENT
    for members, words in ((rows.own, "the group reported on"), (~rows.own, "the reference group")):
        if not members.any():
            return NotEstimable(f"Nobody was followed in {words}, so there is nothing to compare.")
        if (event & members).sum() < LEAST_EVENTS:
            return NotEstimable(f"Too few people had the event in {words} for a ratio.")
    columns = np.column_stack([rows.own.astype(np.float64), _standardised(rows.covariates)])
    if event.sum() < LEAST_EVENTS * columns.shape[1]:
        return NotEstimable("Too few people had the event for a ratio among people alike in so many traits.")
    if np.linalg.matrix_rank(columns - columns.mean(axis=0)) < columns.shape[1]:
        return NotEstimable("Some of the traits, or a trait and the group, say the same or never differ.")
    return None
