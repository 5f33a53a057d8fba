"""One question as plain JSON in, one answer as plain JSON out: behind `fairclaim estimate`."""

from collections.abc import Mapping
from typing import Any

from fairclaim.errors import DataRefused, Problem
from fairclaim.stats.questions import Json, parse_arguments, understood
from fairclaim.stats.replies import replied

__all__ = ["answer", "parse_arguments"]


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
    return {"method": name, **replied(method(sample, level=arguments.conf_level), method)}
