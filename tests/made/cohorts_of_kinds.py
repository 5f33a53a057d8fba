"""Cohorts of rates, quantities, times and changes, made by hand, and a report that asks one question of one of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from made_cohorts import PARAMS, REABLEMENT

from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.kinds import Against
from fairclaim.params.load import load_library
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Comparison, Plan
from fairclaim.params.spec import RunSpec
from fairclaim.session.assess import Assessment, assess
from fairclaim.stats.method import Method

MEASURES = load_library(PARAMS).measures
OF_KIND = {
    "proportion": "harm-in-care",
    "paired_change": "functional-change",
    "rate": "incidents-per-1000-days",
    "quantity": "days-in-reablement",
    "time_to_event": "days-to-first-visit",
}
WORDS: dict[Against, Period] = {
    "previous_quarter": "previous_quarter",
    "same_quarter_last_year": "same_quarter_last_year",
}


def cohort(measure: str, period: Period = "this", **columns: Any) -> Cohort:
    """Make a cohort of these columns; each row is a person of their own unless `person` says otherwise."""
    frame = pd.DataFrame({"index_on": date(2025, 1, 1), **columns})
    if "person" not in frame:
        frame["person"] = np.arange(len(frame))
    return Cohort(measure, period, frame.astype({"state": object}), (("Counted", len(frame)),), "c" * 64)


def rate(events: list[float], exposure: float = 57.0, period: Period = "this") -> Cohort:
    return cohort(OF_KIND["rate"], period, state="counted", events=events, exposure=exposure)


def quantity(values: list[float], period: Period = "this") -> Cohort:
    return cohort(OF_KIND["quantity"], period, state="counted", value=values)


def times(time: list[float], state: list[str], period: Period = "this") -> Cohort:
    return cohort(OF_KIND["time_to_event"], period, state=state, time=time)


def changes(change: list[float], period: Period = "this") -> Cohort:
    before = np.resize([8.0, 10.0, 11.0, 12.0, 14.0], len(change))
    return cohort(OF_KIND["paired_change"], period, state="paired", before=before, after=before + np.array(change))


def asking(method: Method, measure: AnyMeasure | str, against: Against = "nothing", **more: Any) -> RunSpec:
    """A report with one comparison; the method need not be listed."""
    of = MEASURES[measure] if isinstance(measure, str) else measure
    wanted = Comparison.model_construct(
        measure=of.id, against=against, method=method, **{"margin": None, "primary": False, "target": None, "benchmark": None, **more}
    )  # fmt: skip
    service = REABLEMENT.service.model_copy(update={"comparisons": [wanted]})
    measures = (*(one for one in REABLEMENT.measures if one.id != of.id), of)
    return REABLEMENT.model_copy(update={"service": service, "measures": measures})


def asked(method: Method, own: Cohort, reference: Cohort | None = None, **more: Any) -> Assessment:
    """Assess one question; a reference is the same quarter of last year."""
    if reference is None:
        return assess(asking(method, own.measure, **more), (own,))
    then = replace(reference, period="same_quarter_last_year")
    return assess(asking(method, own.measure, "same_quarter_last_year", **more), (own, then))


def with_plan(spec: RunSpec, measure: str, value: int | None) -> RunSpec:
    """Write a plan for the quarter; None writes none."""
    plan = {} if value is None else {measure: Plan(value=value, source="Contract, schedule 2", dated=date(2024, 4, 1))}
    quarter_file = spec.quarter_file.model_copy(update={"planned": {spec.service.id: plan}})
    return spec.model_copy(update={"quarter_file": quarter_file})
