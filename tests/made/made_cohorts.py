"""Cohorts made by hand, so that a whole report can be assessed without files."""

from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.params.load import load_spec
from fairclaim.params.models import ComparisonGroup
from fairclaim.params.months import months_between
from fairclaim.params.spec import RunSpec

PARAMS = Path(__file__).parents[2] / "params"
REABLEMENT = load_spec("demo-reablement", "2024-25-q4", PARAMS)
PROVIDER = load_spec("demo-ucr-provider", "2024-25-q4", PARAMS)


def people(measure: str, period: Period = "this", **states: int) -> Cohort:
    state = [name for name, count in states.items() for _ in range(count)]
    scores = np.resize([8.0, 10.0, 12.0, 14.0], len(state))
    frame = pd.DataFrame({"index_on": [date(2025, 1, 1)] * len(state), "state": state, "baseline": scores})
    frame = frame.astype({"state": object})
    return Cohort(measure, period, frame, (("Counted", len(state)),), "f" * 64)


def pairs(measure: str, changes: list[float]) -> Cohort:
    before = np.resize([8.0, 10.0, 12.0], len(changes))
    columns = {"index_on": date(2025, 1, 1), "state": "paired", "before": before, "after": before + np.array(changes)}
    frame = pd.DataFrame(columns, index=range(len(changes))).astype({"state": object})
    return Cohort(measure, "this", frame, (("Counted", len(changes)),), "e" * 64)


def reablement(
    package: tuple[dict[str, int], dict[str, int]] = ({"yes": 300, "no": 120}, {"yes": 260, "no": 195}),
    harm: tuple[dict[str, int], dict[str, int]] = ({"yes": 19, "no": 441}, {"yes": 19, "no": 461}),
    changes: list[float] | None = None,
    audit: dict[str, int] | None = None,
) -> tuple[Cohort, ...]:
    """Every cohort of the demonstration's reablement service; those not named have a plain, good quarter."""
    measure = [comparison.measure for comparison in REABLEMENT.service.comparisons]
    return (
        people(measure[0], "this", **package[0]),
        people(measure[0], "same_quarter_last_year", **package[1]),
        people(measure[0], "audit", **(audit or {"yes": 98, "no": 2})),
        pairs(measure[1], [2.0, 3.0, 4.0, 3.5] * 50 if changes is None else changes),
        people(measure[2], "this", yes=430, no=30),
        people(measure[3], "this", **harm[0]),
        people(measure[3], "same_quarter_last_year", **harm[1]),
        people(measure[4], "this", yes=210, no=35, not_observed=60),
    )


GROUP = ComparisonGroup(
    name="people in Site B, which had no such service",
    source="Evaluation plan",
    dated=date(2023, 4, 3),
    changed_on=date(2025, 1, 1),
)
FOLLOWED = months_between(date(2024, 1, 1), date(2025, 3, 31))
# How far each of six teams differs from its group, in people of ten; and each month from its year.
_TEAMS, _MONTHS = (-1, 0, 1, 0, 1, -1), (0, 1, 0, -1, 0, 1, -1, 0, 1, 0, -1, 0, 1, 0, -1)


def followed(measure: str, effect: int = 0, drift: float = 0.0, teams: int = 6, each: int = 10) -> Cohort:
    """Fifteen months of six teams of ten people in both groups, the last three after the change.

    Parameters
    ----------
    effect : int
        People of ten by whom the service's teams do better from the change on.
    drift : float
        People of ten by whom they do better with each month, all along.
    """
    rows: list[dict[str, object]] = []
    for arm, letter in (("service", "A"), ("comparison", "B")):
        for team, (place, month) in product(range(teams), enumerate(FOLLOWED)):
            own = arm == "service"
            yes = (
                4
                + _TEAMS[team]
                + _MONTHS[(place + 5 * team) % 15]
                + own * (effect * (place >= 12) + round(drift * place))
            )
            states = ["yes"] * min(max(yes, 0), each) + ["no"] * (each - min(max(yes, 0), each))
            rows += [{"index_on": month, "state": state, "arm": arm, "team": f"{letter}{team}"} for state in states]
    frame = pd.DataFrame(rows).astype({"state": object})
    return Cohort(measure, "by_arm", frame, (("Counted", len(frame)),), "a" * 64, months=FOLLOWED)


def series(values: dict[str, list[float | None]], months: int = 12) -> tuple[Cohort, ...]:
    """One published series: `{"Z01": [...], "National": [...], ...}`, the last month being March 2025."""
    days = [date(2024 + (3 + i) // 12, (3 + i) % 12 + 1, 1) for i in range(12)][-months:]
    rows = [
        {
            "month": day,
            "org_type": "National" if code == "National" else "Provider",
            "org_code": code,
            "org_name": f"Organisation {code}",
            "value": float("nan") if value is None else value,
        }
        for code, line in values.items()
        for day, value in zip(days, line, strict=True)
    ]
    frame = pd.DataFrame(rows)
    return (Cohort("two-hour-response", "this", frame, (("Monthly figures", len(rows)),), "d" * 64),)


def spec_with(spec: RunSpec, audience: str) -> RunSpec:
    return spec.model_copy(update={"house": spec.house.model_copy(update={"audience": audience})})
