"""The rung: what kind of verb the design and the checks license."""

from fairclaim.claims.claim import CheckResult
from fairclaim.claims.ladder import Ladder
from fairclaim.kinds import Finding, Level, Rung

MOST_REASONS = 2


def grade(
    table: Ladder,
    *,
    design: str,
    kind: str,
    level: Level,
    finding: Finding,
    estimable: bool,
    checks: tuple[CheckResult, ...],
) -> tuple[Rung, tuple[CheckResult, ...]]:
    """Grade one claim.

    The rung in reach is the design's base, or the supported rung for a better outcome that may rise. Each check then
    limits it: by its cap, and, where its state does not support, to the base. Limits never add up and never raise,
    and an outcome that can be estimated is never below "measured".

    Returns
    -------
    rung : Rung
    bound : tuple of CheckResult
        The checks that hold the rung where it is, below the rung in reach: at most two.
    """
    base = table.base(design)
    if not estimable:
        return min(base, Rung.COUNTED), ()
    rises = finding is Finding.BETTER and table.may_rise(base, kind=kind, level=level, design=design)
    reach = Rung(max(base, table.support.rung)) if rises else base
    limits = {check: _limit(table, check, base, reach) for check in checks}
    if min([reach, *limits.values()]) == table.support.rung < base:
        limits = _supported_or_below(table, limits, finding)
    binding = sorted((check for check in checks if limits[check] < reach), key=lambda check: limits[check])
    rung = max(min([reach, *limits.values()]), min(base, Rung.MEASURED))
    return rung, tuple(check for check in binding if limits[check] <= rung)[:MOST_REASONS]


def _supported_or_below(table: Ladder, limits: dict[CheckResult, Rung], finding: Finding) -> dict[CheckResult, Rung]:
    """Let the supported rung be earned by its conditions, also by a design that starts above it and is held to it."""
    below = Rung(table.support.rung - 1)

    def stands_in_the_way(check: CheckResult, limit: Rung) -> bool:
        better = finding is Finding.BETTER
        return not table.state(check.check, check.state).supports if better else limit == table.support.rung

    return {check: min(limit, below) if stands_in_the_way(check, limit) else limit for check, limit in limits.items()}


def _limit(table: Ladder, check: CheckResult, base: Rung, reach: Rung) -> Rung:
    state = table.state(check.check, check.state)
    cap = reach if state.cap is None else Rung(state.cap)
    return min(cap, reach if state.supports else min(base, reach))
