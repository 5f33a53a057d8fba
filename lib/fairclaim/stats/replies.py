"""Each kind of result as plain JSON: what does not exist is None, and nothing is ever NaN or infinite."""

import math
from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from fairclaim.stats.method import Method
from fairclaim.stats.results import (
    Activity,
    Answer,
    Curve,
    Diagnostic,
    Estimate,
    Funnel,
    Limits,
    NotEstimable,
    Place,
    Process,
    Result,
    Shares,
)

Json = dict[str, Any]

_POINT_TYPES = {
    "common": "common_cause",
    "improvement": "special_cause_improvement",
    "concern": "special_cause_concern",
}


@singledispatch
def replied(result: Result, method: Method) -> Json:  # noqa: ARG001 - one signature for all results
    """Return the reply of one result: estimand, estimate, limits, level, null, unit, n, answers, notes."""
    raise TypeError(f"No reply is known for a {type(result).__name__}.")


@replied.register
def _absent(result: NotEstimable, method: Method) -> Json:  # noqa: ARG001 - one signature for all results
    return {"not_estimable": result.reason}


def _shape(method: Method, **known: Any) -> Json:
    keys = ("estimate", "lower", "upper", "level", "null", "unit", "n")
    reply: Json = {"estimand": method.estimand, **dict.fromkeys(keys), "answers": {}, "notes": []}
    return reply | known


@replied.register
def _of_estimate(result: Estimate, method: Method) -> Json:
    return _shape(
        method,
        estimate=_existing(result.value),
        lower=_existing(result.lower),
        upper=_existing(result.upper),
        level=result.level,
        null=result.null,
        unit=result.unit,
        n=result.n,
        answers=_plain(result.answers),
        notes=list(result.notes),
    )


def _existing(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _plain(answers: Mapping[str, Answer]) -> Json:
    return {
        name: list(value) if isinstance(value, tuple) else _existing(value) if isinstance(value, float) else value
        for name, value in answers.items()
    }


@replied.register
def _of_diagnostic(result: Diagnostic, method: Method) -> Json:
    return _shape(
        method,
        estimate=result.value,
        lower=result.lower,
        upper=result.upper,
        level=result.level,
        null=result.null,
        unit=result.unit,
        n=result.n,
        answers=_plain(result.answers),
        notes=[result.sentence, *result.notes],
    )


@replied.register
def _of_curve(result: Curve, method: Method) -> Json:
    steps: Json = {
        "times": list(result.times),
        "values": list(result.values),
        "lower_limits": list(result.lower),
        "upper_limits": list(result.upper),
        "at_risk": list(result.at_risk),
    }
    reply = _of_estimate(result.read, method)
    return reply | {"answers": reply["answers"] | steps, "notes": [*reply["notes"], *result.notes]}


@replied.register
def _of_funnel(result: Funnel, method: Method) -> Json:
    answers: Json = {
        "values": list(result.values),
        "lower_limits": [_existing(limit) for limit in result.lower_limits],
        "upper_limits": [_existing(limit) for limit in result.upper_limits],
        "flag": list(result.flags),
    }
    if result.overdispersion is not None:
        answers["overdispersion"] = result.overdispersion
    return _shape(
        method,
        estimate=result.centre,
        level=result.level,
        unit=result.unit,
        n=len(result.values),
        answers=answers,
        notes=list(result.notes),
    )


@replied.register
def _of_process(result: Process, method: Method) -> Json:
    limits = result.limits
    if isinstance(limits, NotEstimable):
        return _absent(limits, method)
    answers: Json = {
        "mean_moving_range": limits.mean_moving_range,
        "special_cause": list(result.labels),
        "point_type": [_POINT_TYPES[kind] for kind in result.point_types],
        "assurance": result.assurance,
    }
    _, first = result.segments[0]
    if len(result.segments) > 1 and isinstance(first, Limits):
        answers |= {"mean_first": first.mean, "lower_first": first.lower, "upper_first": first.upper}
    return _shape(
        method,
        estimate=limits.mean,
        lower=limits.lower,
        upper=limits.upper,
        unit=result.unit,
        n=len(result.values),
        answers=answers,
        notes=list(result.notes),
    )


@replied.register
def _of_place(result: Place, method: Method) -> Json:
    quartiles = {
        "lower_quartile": result.lower_quartile,
        "median": result.median,
        "upper_quartile": result.upper_quartile,
    }
    return _shape(
        method,
        estimate=result.value,
        unit=result.unit,
        n=len(result.others) + 1,
        answers=quartiles,
        notes=[result.funnel.reason],
    )


@replied.register
def _of_shares(result: Shares, method: Method) -> Json:
    answers: Json = {
        "categories": list(result.names),
        "values": [share for _, share, _ in result.lines],
        "lower_limits": list(result.lower),
        "upper_limits": list(result.upper),
    }
    return _shape(method, level=result.level, unit="proportion", n=result.n, answers=answers)


@replied.register
def _of_activity(result: Activity, method: Method) -> Json:
    planned: Json = {} if result.planned is None else {"planned": result.planned}
    return _shape(method, estimate=result.count, unit="count", n=result.count, answers=planned)
