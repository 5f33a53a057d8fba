"""The method of a question, given what the measure and the comparison know: the target, the direction, the base."""

from collections.abc import Mapping
from dataclasses import replace

from fairclaim.data.measuring.windows import hours
from fairclaim.params.measures import QuantityMeasure, RateMeasure, SeriesMeasure, TimeToEventMeasure
from fairclaim.params.months import month_number
from fairclaim.params.spec import RunSpec
from fairclaim.session.questions import Question
from fairclaim.stats.methods.xmr import XmR


def ready(spec: RunSpec, question: Question) -> Question:
    """Return the question with its method told all that is stated elsewhere.

    A method takes what it has an option for. What the service's file says of a time to read a curve at stays; left
    out, it is the end of the measure's window.
    """
    method = question.comparison.method
    known = _known(spec, question)
    told = {name: value for name, value in known.items() if name in type(method).model_fields}
    comparison = question.comparison.model_copy(update={"method": method.model_copy(update=told)})
    return replace(question, comparison=comparison)


# National series give percentages to so many decimals.
_PUBLISHED_DECIMALS = 2


def _known(spec: RunSpec, question: Question) -> Mapping[str, object]:
    method, comparison, measure = question.comparison.method, question.comparison, question.measure
    target = comparison.target.value if comparison.target else None
    if isinstance(method, XmR):
        zero = 0.0 if comparison.against == "benchmark" else None
        return {
            "better": measure.better,
            "target": target if target is not None else zero,
            "rebase_at": tuple(month_number(change.on) for change in measure.breaks),
            # The quarter is judged by the months before it: it must not help to set its own limits.
            "judged_from": month_number(spec.quarter.start),
            "decimals": _PUBLISHED_DECIMALS if isinstance(measure, SeriesMeasure) else None,
            "unit": "percent" if zero is None else "percent_difference",
        }
    if isinstance(measure, RateMeasure):
        return {"multiplier": float(measure.multiple)}
    if isinstance(measure, QuantityMeasure) and measure.is_fall:
        return {"null": 0.0}
    if isinstance(measure, TimeToEventMeasure):
        return _reading(question, measure)
    return {"null": target} if not isinstance(measure, SeriesMeasure) else {}


def _reading(question: Question, measure: TimeToEventMeasure) -> Mapping[str, object]:
    """Say when a curve is read; a method that may read its median instead has its own say."""
    options = question.comparison.method.model_dump()
    if "read" in options:
        return {}
    end = hours(measure.window.end) / (24 if measure.window.clock == "days" else 1)
    return {name: end for name in ("at", "horizon") if name in options and options[name] is None}
