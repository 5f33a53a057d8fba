"""One question as plain JSON in, one answer as plain JSON out: behind `fairclaim estimate`."""

from collections.abc import Mapping
from typing import Any

from fairclaim.errors import DataRefused, Problem
from fairclaim.stats.method import Method
from fairclaim.stats.questions import Json, parse_arguments, understood
from fairclaim.stats.results import Diagnostic, Estimate, Limits, NotEstimable, Place, Process, Result

__all__ = ["answer", "parse_arguments"]

_POINT_TYPES = {
    "common": "common_cause",
    "improvement": "special_cause_improvement",
    "concern": "special_cause_concern",
}


def answer(request: Mapping[str, Any]) -> Json:
    """Answer one request.

    Parameters
    ----------
    request : mapping
        ``{"method", "params": {…}, "data": {"inline": {…}} | {"file": "x.csv", "columns": {…}}}``.

    Returns
    -------
    dict
        ``{"method", "estimand", "estimate", "lower", "upper", "level", "null", "unit", "n", "answers", "notes"}``, or
        ``{"method", "not_estimable": reason}``. Strictly JSON: no NaN; what does not exist is None.

    Raises
    ------
    UsageError
        Where the question is not understood: an unknown name, a missing or unknown input, an unknown option.
    DataRefused
        Where its numbers cannot be used. No message holds a value.

    Examples
    --------
    >>> reply = answer({"method": "proportion_wilson", "data": {"inline": {"x": 0, "n": 25}}})
    >>> reply["estimate"], reply["lower"], round(reply["upper"], 4)
    (0.0, 0.0, 0.1332)
    """
    name, arguments, method = understood(dict(request))
    try:
        sample = arguments.sample()
    except ValueError as error:
        raise DataRefused(Problem(str(error).rstrip("."), name)) from None
    return {"method": name, **_reply(method(sample, level=arguments.conf_level), method)}


def _reply(result: Result, method: Method) -> Json:
    match result:
        case NotEstimable(reason):
            return {"not_estimable": reason}
        case Estimate():
            return _of_estimate(result, method)
        case Process(limits=Limits() as limits):
            return _of_process(result, limits, method)
        case Process(limits=NotEstimable(reason)):
            return {"not_estimable": reason}
        case Place():
            return _of_place(result, method)
        case Diagnostic():
            return _shape(method, estimate=result.value, notes=[result.sentence])
    raise TypeError(f"No reply is known for a {type(result).__name__}.")


def _shape(method: Method, **known: Any) -> Json:
    keys = ("estimate", "lower", "upper", "level", "null", "unit", "n")
    reply: Json = {"estimand": method.estimand, **dict.fromkeys(keys), "answers": {}, "notes": []}
    return reply | known


def _of_estimate(result: Estimate, method: Method) -> Json:
    return _shape(
        method,
        estimate=result.value,
        lower=result.lower,
        upper=result.upper,
        level=result.level,
        null=result.null,
        unit=result.unit,
        n=result.n,
        answers=dict(result.answers),
        notes=list(result.notes),
    )


def _of_process(result: Process, limits: Limits, method: Method) -> Json:
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
