"""A design that has to pass its own tests: told if it does, else withdrawn to the simple contrast."""

from dataclasses import replace

from fairclaim.session.questions import Question
from fairclaim.stats.methods.pre_trend import PreTrend
from fairclaim.stats.results import Diagnostic, NotEstimable


def tested(question: Question, level: float) -> Question:
    """Try a design's own test; every other question is given back as it is.

    A design whose test fails, or cannot be run, or that has no answer itself, is withdrawn: the simple contrast of the
    same people takes its place, with the test beside it.
    """
    if question.contrast is None:
        return question
    test = _test(question, level)
    if isinstance(test, Diagnostic) and test.passed:
        return replace(question, test=test)
    return replace(question.contrast, test=test)


def _test(question: Question, level: float) -> Diagnostic | NotEstimable:
    sample = question.sample
    if isinstance(sample, NotEstimable):
        return sample
    answer = question.comparison.method(sample, level=level)
    if isinstance(answer, NotEstimable):
        return answer
    found = PreTrend(margin=question.comparison.margin)(sample, level=level)
    if not isinstance(found, Diagnostic | NotEstimable):
        raise TypeError("A test of trends gives a diagnostic.")
    return found
