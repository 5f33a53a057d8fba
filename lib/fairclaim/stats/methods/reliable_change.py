"""Did one person's score change by more than the instrument's own error would make it?

Use it for one person and an instrument whose reliability was published for people like them, and to count how many of
a group changed reliably (their share is a `proportion`). Do not use it as the effect of a service: reliable change says
that a score moved, not why. Do not use it with a reliability from people who differ much more, or much less, among
themselves than those seen here.
"""

from typing import ClassVar, Literal

import numpy as np

from fairclaim.stats.method import Method, expect
from fairclaim.stats.results import Diagnostic, NotEstimable, Result
from fairclaim.stats.samples import PersonChange, Sample

BEYOND = "The change is larger than errors of measurement alone would make it."
WITHIN = "The change is no larger than errors of measurement alone would make it."
_NO_ERROR = NotEstimable("An instrument without any error of measurement has no scale for reliable change.")


class ReliableChange(Method):
    """One person's change in units of its own error of measurement (Jacobson & Truax)."""

    name: Literal["reliable_change"] = "reliable_change"

    estimand: ClassVar[str] = "one person's change in standard errors of a difference of two scores"
    needs: ClassVar[type] = PersonChange
    refuses: ClassVar[tuple[str, ...]] = ("The instrument measures without any error, or nobody's score differed.",)
    references: ClassVar[tuple[str, ...]] = ("Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12",)

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        """Give the index; NotEstimable where the error of measurement is nought."""
        person = expect(sample, PersonChange)
        error, of_difference, threshold = reliable_change(person.sd_pre, person.reliability, level)
        if of_difference == 0:
            return _NO_ERROR
        index = (person.post - person.pre) / of_difference
        beyond = abs(person.post - person.pre) > threshold
        return Diagnostic(
            name="reliable change",
            value=index,
            threshold=threshold / of_difference,
            passed=beyond,
            sentence=BEYOND if beyond else WITHIN,
            level=level,
            null=0.0,
            unit="index",
            n=1,
            method="reliable_change, Jacobson & Truax",
            answers={"se_measurement": error, "s_diff": of_difference, "reliable_change_threshold": threshold},
        )


def reliable_change(sd: float, reliability: float, level: float = 0.95) -> tuple[float, float, float]:
    """Error of one score, of a difference of two, and the smallest difference that is reliable, in points.

    s_E = sd √(1 − r), S_diff = √2 s_E, threshold = z S_diff with z to two decimals, as the paper prints it (1.96).

    Parameters
    ----------
    sd : float
        Standard deviation of first scores, ≥ 0, in points.
    reliability : float
        0 to 1.
    level : float
        Chance that no larger difference is seen of somebody who did not change.

    References
    ----------
    Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12.

    Examples
    --------
    The paper's own: a spread of 7.5 and a reliability of 0.80 give 3.35 and 4.74.

    >>> error, of_difference, threshold = reliable_change(7.5, 0.80)
    >>> f"{error:.2f} {of_difference:.2f} {threshold:.2f}"
    '3.35 4.74 9.30'
    """
    from scipy.special import ndtri

    error = sd * float(np.sqrt(1 - reliability))
    of_difference = float(np.sqrt(2)) * error
    return error, of_difference, round(float(ndtri((1 + level) / 2)), 2) * of_difference
