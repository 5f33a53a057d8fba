"""What do several imputed data sets say together, and how surely?

Use it to pool an estimate that was made once in each completed data set (by R's mice, say). Do not use it for p-values
or for ratios as they are (take logarithms), nor where one data set was filled in once: nothing then tells what the
missing values cost. `multiple_imputation` imputes and pools in one go.
"""

import math
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from fairclaim.kinds import Unit
from fairclaim.stats.method import Invariant, Method, expect
from fairclaim.stats.numbers.lost.imputation_pooling import Pooled, pooled
from fairclaim.stats.results import Estimate, NotEstimable, Result
from fairclaim.stats.samples import Imputed, Sample

NO_PEOPLE = "How many people there were was not said, so they were taken to be very many."


class Rubin(Method):
    """One estimate and its t interval out of m imputed ones."""

    name: Literal["rubin"] = "rubin"
    df: Literal["Barnard-Rubin", "Rubin 1987"] = "Barnard-Rubin"
    null: float | None = Field(default=None, description="The value of no difference: 0 for a change")
    unit: Unit = "value"

    estimand: ClassVar[str] = "estimate pooled over imputed data sets"
    needs: ClassVar[type] = Imputed
    refuses: ClassVar[tuple[str, ...]] = (
        "Fewer than two imputed data sets.",
        "The estimate has no variance within the imputed data sets.",
        "No more people than parameters.",
        "The imputed data sets differ so much that no limits exist.",
    )
    references: ClassVar[tuple[str, ...]] = (
        "Rubin (1987), doi:10.1002/9780470316696",
        "Barnard & Rubin (1999), doi:10.1093/biomet/86.4.948",
    )
    invariants: ClassVar[tuple[Invariant, ...]] = ("nested", "units", "order")

    @field_validator("df", mode="before")
    @classmethod
    def _by_its_authors(cls, df: Any) -> Any:
        # "Barnard & Rubin 1999", "barnard-rubin" and "Rubin1987" are the same two.
        spelt = str(df).lower()
        known = {"barnard": "Barnard-Rubin", "1987": "Rubin 1987"}
        return next((name for part, name in known.items() if part in spelt), df)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Pool; NotEstimable of a single data set or without variance.

        Examples
        --------
        >>> import numpy as np
        >>> result = Rubin()(Imputed(np.array([2.1, 2.9, 1.4, 3.3]), np.full(4, 0.25), n=30))
        >>> f"{result.value:.3f}, {result.lower:.3f} to {result.upper:.3f}"
        '2.425, -1.215 to 6.065'
        """
        data = expect(sample, Imputed)
        if len(data.estimates) < 2:
            return NotEstimable("One imputed data set does not tell what the missing values cost.")
        if data.variances.mean() == 0:
            return NotEstimable("The estimate has no variance within the imputed data sets.")
        complete = math.inf if data.n is None or self.df == "Rubin 1987" else float(data.n - data.k)
        if complete <= 0:
            return NotEstimable("There are no more people than parameters.")
        found = pooled(data.estimates, data.variances, complete)
        half = t_quantile(float(found.df), level) * math.sqrt(found.total)
        if not math.isfinite(half):
            return NotEstimable("The imputed data sets differ so much that no limits exist.")
        return _estimate(found, half, level, data, self)


def _estimate(found: Pooled, half: float, level: float, data: Imputed, method: Rubin) -> Estimate:
    names = ("total", "between", "within", "df", "riv", "fmi")
    answers = {name: float(getattr(found, name)) for name in names}
    answers["total_variance"] = answers.pop("total")
    return Estimate(
        value=float(found.value),
        lower=float(found.value) - half,
        upper=float(found.value) + half,
        level=level,
        null=method.null,
        unit=method.unit,
        n=data.n or 0,
        method=f"rubin, {method.df}",
        answers={**answers, "imputations": len(data.estimates)},
        notes=() if data.n else (NO_PEOPLE,),
    )


def t_quantile(df: float, level: float) -> float:
    """Two-sided quantile of Student's t; the normal one for infinite degrees of freedom.

    >>> round(t_quantile(4, 0.95), 3), round(t_quantile(math.inf, 0.95), 3)
    (2.776, 1.96)
    """
    from scipy.special import ndtri, stdtrit

    return float(ndtri((1 + level) / 2) if math.isinf(df) else stdtrit(df, (1 + level) / 2))
