"""By how much did a series change when something else did, over and above its trend, its season and its own inertia?

Use it for one value a month (or quarter, or week) of one service, with a change whose month was known before looking
at the series. Do not use it for a month picked because the series moved then, where something else changed in the same
month (`controlled_series`), for a change that came little by little, or for fewer than 12 periods before and 6 after.
"""

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.designs.log_linear import LogLinear, log_linear
from fairclaim.stats.numbers.designs.season_design import SLOPE, STEP, TOO_SHORT, season_design, too_short
from fairclaim.stats.numbers.designs.step_change import Impact, Season, stepped, steps
from fairclaim.stats.numbers.scores.welch import quantile
from fairclaim.stats.results import Answer, Estimate, NotEstimable, Result
from fairclaim.stats.samples import ChangedSeries, FloatArray, Sample

# Below this many events on a side a count's logarithm is far from normal, and so is the limit made of it.
EVENTS_NEEDED = 10

NAME = "interrupted_series, ar1"
TOO_FEW_EVENTS = "Fewer than ten events were counted before the change, or from it on."
NO_FIT = "No fit was found: some of the terms rest on no events."
NOT_PROOF = "What else changed in the same period is part of this number: only a control series can tell them apart."
INERTIA = (
    "Neighbouring periods resemble each other more than independent counts would, so these limits are too narrow; "
    "interval 'ar1' allows for it."
)


class InterruptedSeries(Method):
    """The step of a series at a known change: values (`ar1`) or the ratio of counts (`quasi_poisson`)."""

    name: Literal["interrupted_series"] = "interrupted_series"
    interval: Literal["ar1", "quasi_poisson"] = "ar1"
    impact: Impact = "level"
    season: Season = "harmonics"

    estimand: ClassVar[str] = "change of level (ar1) or its ratio (quasi_poisson) over what trend and season foretold"
    needs: ClassVar[type] = ChangedSeries
    refuses: ClassVar[tuple[str, ...]] = (
        *TOO_SHORT,
        "The series lies exactly on its line.",
        f"quasi_poisson: {TOO_FEW_EVENTS}",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Turner et al. (2021), doi:10.1186/s12874-021-01364-0",
        "Zellner & Tiao (1964), Journal of the American Statistical Association 59:763-778",
        "Bernal, Cummins & Gasparrini (2017), doi:10.1093/ije/dyw098",
        "Wedderburn (1974), doi:10.1093/biomet/61.3.439",
    )
    parameter: ClassVar[str] = "level_change"
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested",)

    def aims_at(self) -> str:
        """Name what is estimated: a difference of values, or a ratio of counts."""
        return "level_change" if self.interval == "ar1" else "level_ratio"

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Estimate the change, or say why there is none."""
        series = expect(sample, ChangedSeries)
        short = too_short(series, season=self.season == "harmonics")
        if short is not None:
            return NotEstimable(short)
        if self.interval == "ar1":
            exposure = series.exposure if len(series.exposure) else 1.0
            answer = stepped(series.values / exposure, series, self.impact, self.season, level)
            return answer if isinstance(answer, NotEstimable) else replace(answer, method=NAME, notes=(NOT_PROOF,))
        return self._ratio(series, level)

    def many(self, batch: Batch, *, level: float = 0.95) -> Spoken:
        """Answer many series of the same periods at once; parts `values` and `exposure`, of shape (R, n)."""
        series: ChangedSeries = batch.sample(0)  # type: ignore[assignment]
        if too_short(series, season=self.season == "harmonics") is not None:
            return Spoken.of(*np.full((3, len(batch)), np.nan))
        exposure = batch["exposure"] if len(series.exposure) else 1.0
        if self.interval == "ar1":
            return steps(batch["values"] / exposure, series, self.impact, self.season, level)
        fit, known = self._fit(batch["values"], series, exposure)
        ratio, lower, upper = _limits(fit, STEP, level)
        return Spoken.of(ratio, lower, upper, known & fit.settled)

    def _fit(
        self, counts: FloatArray, series: ChangedSeries, exposure: FloatArray | float
    ) -> tuple[LogLinear, NDArray[np.bool_]]:
        after = np.asarray(series.positions) >= series.change
        known = (counts[..., after].sum(axis=-1) >= EVENTS_NEEDED) & (counts[..., ~after].sum(axis=-1) >= EVENTS_NEEDED)
        design = season_design(series, slope=self.impact == "level_and_slope", season=self.season == "harmonics")
        return log_linear(np.where(known[..., None], counts, 1.0), design, exposure), known

    def _ratio(self, series: ChangedSeries, level: float) -> Result:
        if (series.values < 0).any():
            return NotEstimable("Counts cannot be below 0.")
        fit, known = self._fit(series.values, series, series.exposure if len(series.exposure) else 1.0)
        if not known or not fit.settled:
            return NotEstimable(NO_FIT if known else TOO_FEW_EVENTS)
        ratio, lower, upper = (float(number) for number in _limits(fit, STEP, level))
        inertia = float(lag_one(fit.residuals))
        answers: dict[str, Answer] = {"dispersion": float(fit.dispersion), "df": float(fit.df), "lag_one": inertia}
        if self.impact == "level_and_slope":
            names = ("slope_ratio", "slope_lower", "slope_upper")
            answers |= dict(zip(names, map(float, _limits(fit, SLOPE, level)), strict=True))
        doubt = inertia > 2 / np.sqrt(len(series.values))
        return Estimate(
            value=ratio,
            lower=lower,
            upper=upper,
            level=level,
            null=1.0,
            unit="ratio",
            n=len(series.values),
            method="interrupted_series, quasi_poisson",
            answers=answers,
            notes=(NOT_PROOF, *((INERTIA,) if doubt else ())),
        )


def lag_one(residuals: FloatArray) -> FloatArray:
    """Correlation of each residual with the next.

    Examples
    --------
    >>> f"{lag_one(np.array([1.0, 1.0, -1.0, -1.0])):.2f}"
    '0.25'
    """
    squares = (residuals**2).sum(axis=-1)
    both = (residuals[..., 1:] * residuals[..., :-1]).sum(axis=-1)
    return np.asarray(both / np.where(squares > 0, squares, 1.0))


def _limits(fit: LogLinear, which: int, level: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    # Counts that scatter less than independent events are taken for chance: dispersion is held at 1 from below.
    error = fit.errors[..., which] * np.sqrt(np.maximum(fit.dispersion, 1.0))
    log, half = fit.coefficients[..., which], quantile(fit.df, level) * error
    return np.exp(log), np.exp(log - half), np.exp(log + half)
