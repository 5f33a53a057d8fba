"""People one by one, made up: the worse cases are more often in the own group."""

import numpy as np

from fairclaim.stats.samples import Rows


def rows(outcome: list[float], own: list[int], *covariates: list[float]) -> Rows:
    """Rows of lists: one of outcomes, one of 1 and 0 for the group, and one for each covariate."""
    table = np.array(covariates, dtype=float).reshape(len(covariates), len(own)).T
    return Rows(np.array(outcome, dtype=float), np.array(own) == 1, table)


def worse_cases(n: int = 200, *, seed: int = 1, base: float = 0.3, pull: float = 0.8) -> Rows:
    """Severity and living alone; `pull` is what a standard deviation of severity adds to the log-odds of own."""
    rng = np.random.default_rng(seed)
    severity, alone = rng.normal(size=n), rng.random(n) < 0.4

    def drawn(log_odds: object) -> object:
        return rng.random(n) < 1 / (1 + np.exp(-np.asarray(log_odds)))

    own = drawn(pull * severity)
    home = drawn(base + 0.6 * np.asarray(own) - 0.9 * severity - 0.4 * alone)
    return Rows(np.asarray(home, dtype=float), own, np.column_stack([severity, alone]), ("severity", "alone"))  # type: ignore[arg-type]


def swapped(rows: Rows) -> Rows:
    """The reference in the place of the own group."""
    return Rows(rows.outcome, ~rows.own, rows.covariates, rows.names)


def taken(rows: Rows, which: object) -> Rows:
    """Some of the people, or all in another order."""
    return Rows(rows.outcome[which], rows.own[which], rows.covariates[which], rows.names)  # type: ignore[index]
