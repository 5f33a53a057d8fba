"""Readings of two groups held against each other by an amount: a difference, or a ratio."""

import math
from collections.abc import Mapping

from fairclaim.claims.claim import Claim
from fairclaim.claims.direction import better_for
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import IntervalPicture, NoPicture
from fairclaim.claims.reading import Reading, Shape
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.amounts import (
    Grain,
    amount,
    difference_range,
    natural_grain,
    ratio_range,
    ratio_size,
    size,
    to_grain,
)
from fairclaim.disclosure.arms import arms, is_few, up_to
from fairclaim.disclosure.group_levels import Levels, levels_of
from fairclaim.disclosure.group_rows import notes_of, seen_rows, size_rows
from fairclaim.disclosure.ranges import counted
from fairclaim.disclosure.read_figure import read_of
from fairclaim.disclosure.rounding import NOT_APPLICABLE
from fairclaim.disclosure.safe_grain import coarser, owner_grain, safe_grain
from fairclaim.disclosure.withheld import withheld_amount
from fairclaim.disclosure.wording import Wording, capital, margin_label, read_at, wording
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Sample, TwoValues

# A model's answer need not be what a reader gets from the two figures.
_NOT_THE_DIFFERENCE = "With what the method takes into account, that is"
# What a ratio is one of, where that is not the figure itself.
_NOUNS = {"odds_ratio": "odds", "hazard_ratio": "pace"}


def read_comparison(
    claim: Claim, estimate: Estimate, sample: Sample, subject: Subject, policy: DisclosurePolicy
) -> Reading:
    """Read how two groups differ; withheld where either is small, or would be given away."""
    words = wording(claim, estimate, subject)
    sample = up_to(sample, read_at(claim))
    grain = _grain(claim, estimate, sample, words, policy)
    if grain is None:
        return withheld_amount(claim, subject, 2)
    levels = levels_of(claim, estimate, sample, words)
    tokens = {
        "what": words.what,
        "What": capital(words.what),
        **_tokens(claim, estimate, levels, words, grain, _shown_margin(claim, policy)),
    }
    tokens |= {"widened": "yes"} if grain.many > 1 else {}
    rows = [*size_rows(claim, sample, policy), *seen_rows(claim, policy)]
    if levels is not None:
        rows.append((words.heading, tokens["number"], tokens["other"]))
    if not claim.redefined:
        rows.append((capital(tokens["of_range"]), tokens["cell"], NOT_APPLICABLE))
        rows.append((f"Likely range of the {tokens['of_range']}", tokens["range"], NOT_APPLICABLE))
    table = Table(
        caption=f"{subject.title}, against {subject.against_words}",
        columns=("What", subject.period, subject.reference),
        rows=tuple(rows),
        notes=notes_of(rows),
    )
    shape: Shape = "comparison" if levels is not None else "relative"
    picture = _picture(claim, estimate, words, grain)
    return Reading(claim_id=claim.id, shape=shape, tokens=tokens, table=table, picture=picture)


def _grain(claim: Claim, estimate: Estimate, sample: Sample, words: Wording, policy: DisclosurePolicy) -> Grain | None:
    if any(is_few(arm, policy, estimate.unit) for arm in arms(sample)):
        return None
    method, level = claim.comparison.method, estimate.level
    finest = natural_grain(estimate, _factor(estimate, words))
    if isinstance(sample, TwoValues):
        levels = levels_of(claim, estimate, sample, words)
        numbers = () if levels is None else (levels.own / words.factor, levels.reference / words.factor)
        own, reference = (owner_grain(numbers, arm.values, finest, policy) for arm in (sample.own, sample.reference))
        return coarser(own, reference)

    def line(other: Sample, grain: Grain) -> tuple[object, ...] | None:
        found = read_of(method(other, level=level))
        if found is None:
            return None
        told = _tokens(claim, found, levels_of(claim, found, other, words), words, grain, None)
        return (*told.values(), size_rows(claim, other, policy))

    return safe_grain(sample, line, finest, policy)


def _shown_margin(claim: Claim, policy: DisclosurePolicy) -> float | None:
    # That a limit passes the margin by less than it is rounded to narrows the counts down: for those who may see them.
    return claim.comparison.margin if policy.round_counts_to == 1 else None


def _factor(estimate: Estimate, words: Wording) -> float:
    return 1.0 if estimate.unit == "ratio" else words.factor


def _tokens(
    claim: Claim, estimate: Estimate, levels: Levels | None, words: Wording, grain: Grain, margin: float | None
) -> Mapping[str, str]:
    if estimate.unit == "ratio":
        told = _ratio_tokens(estimate, grain, _NOUNS.get(claim.comparison.method.aims_at(), "figure"))
    else:
        told = _difference_tokens(estimate, words, grain, margin)
    if levels is None:
        return told
    at = levels.beside_ratio if estimate.unit == "ratio" else grain.size
    so = "That is" if levels.explain(estimate, words, grain.size) else _NOT_THE_DIFFERENCE
    number, other = (amount(level, at) for level in (levels.own, levels.reference))
    return {
        **told,
        "own": words.told(number),
        "reference_value": words.told(other),
        "number": f"{words.sign}{number}",
        "other": f"{words.sign}{other}",
        "so": "The odds were" if claim.comparison.method.aims_at() == "odds_ratio" else so,
    }


def _ratio_tokens(estimate: Estimate, grain: Grain, noun: str) -> dict[str, str]:
    return {
        "of_range": "ratio",
        "open_range": f"likely range: {ratio_range(estimate.lower, estimate.upper, grain)} the earlier {noun}",
        "than": "higher" if estimate.value >= 1 else "lower",
        "size": ratio_size(estimate.value, estimate.lower, grain, f"the earlier {noun}"),
        "cell": f"{NOT_APPLICABLE if math.isinf(estimate.value) else amount(estimate.value, grain.size)}",
        "range": ratio_range(estimate.lower, estimate.upper, grain),
    }


def _difference_tokens(estimate: Estimate, words: Wording, grain: Grain, margin: float | None) -> dict[str, str]:
    more, less = (f"{words.unit} {word}".strip() for word in (words.more, words.less))
    above = estimate.value >= 0
    low, high = sorted(words.factor * limit for limit in (estimate.lower, estimate.upper))
    sized = f"{words.sign}{counted(size(words.factor * estimate.value, grain.size), more if above else less)}"
    beyond = None if margin is None else round(words.factor * margin, 6)
    printed = difference_range(low, high, grain, more, less, words.sign, beyond)
    return {
        "of_range": "difference",
        "than": words.above if above else words.below,
        "size": f"{sized}{words.tail}",
        "cell": sized,
        "range": printed,
        "open_range": f"likely range of the difference: {printed}{words.tail}",
    }


def _picture(claim: Claim, estimate: Estimate, words: Wording, grain: Grain) -> IntervalPicture | NoPicture:
    if claim.redefined:
        return NoPicture(reason="Nothing is drawn across a change of definition.")
    factor, ratio = _factor(estimate, words), estimate.unit == "ratio"
    numbers = [factor * number for number in (estimate.value, estimate.lower, estimate.upper)]
    value, (lower, upper) = to_grain(numbers[0], grain.size), grain.rounded(*numbers[1:])
    if any(math.isinf(number) for number in numbers) or (ratio and lower <= 0):
        return NoPicture(reason="Nothing is drawn of a range that has no end.")
    if lower == upper:
        lower, upper = lower - grain.size, upper + grain.size
    margin = claim.comparison.margin
    return IntervalPicture(
        unit="Ratio, 1 is no difference" if ratio else f"Difference, {words.axis}",
        value=min(max(value, lower), upper),
        lower=lower,
        upper=upper,
        line=1.0 if ratio else 0.0,
        line_label="no difference",
        margin=None if margin is None else round(factor * margin, 6),
        margin_label=margin_label(claim),
        better=better_for(claim.comparison, claim.measure, estimate),
        ratio=ratio,
    )
