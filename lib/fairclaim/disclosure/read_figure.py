"""Readings of a rate, an average or a time of one group, held against nothing."""

import math

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.pictures import IntervalPicture, NoPicture, SharePicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.amounts import Grain, alone_range, amount, natural_grain, to_grain
from fairclaim.disclosure.arms import arms, is_few, up_to
from fairclaim.disclosure.group_rows import notes_of, seen_rows, size_rows
from fairclaim.disclosure.safe_grain import coarser, owner_grain, safe_grain
from fairclaim.disclosure.withheld import withheld_amount
from fairclaim.disclosure.wording import SHARE, Wording, capital, margin_label, read_at, wording
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Curve, Estimate, Result
from fairclaim.stats.samples import Durations, Sample, Values

NOT_REACHED = "not reached in the time followed"


def read_figure(
    claim: Claim, estimate: Estimate, sample: Sample, subject: Subject, policy: DisclosurePolicy
) -> Reading:
    """Read one group's number; withheld where it rests on few people, or would give one of them away."""
    words = wording(claim, estimate, subject)
    sample = up_to(sample, read_at(claim))
    grain = _grain(claim, estimate, sample, words, policy)
    if grain is None:
        return withheld_amount(claim, subject, len(arms(sample)))
    tokens = {"what": words.what, "What": capital(words.what), **_tokens(estimate, words, grain)}
    rows = [
        *size_rows(claim, sample, policy),
        (words.heading, tokens["number"]),
        ("Likely range", tokens["range"]),
        *seen_rows(claim, policy),
    ]
    columns = ("What", subject.period)
    table = Table(caption=subject.title, columns=columns, rows=tuple(rows), notes=notes_of(rows))
    if estimate.null is None:
        picture = _picture(estimate, words, grain)
        return Reading(claim_id=claim.id, shape="figure", tokens=tokens, table=table, picture=picture)
    below = phrasebook().below_nought if estimate.lower < 0 else ""
    change = _change(claim, estimate, words, grain)
    return Reading(claim_id=claim.id, shape="fall", tokens={**tokens, "below": below}, table=table, picture=change)


def read_of(result: Result) -> Estimate | None:
    """Return the estimate that is told of a result; of a curve, the one number read off it and never its steps."""
    read = result.read if isinstance(result, Curve) else result
    return read if isinstance(read, Estimate) else None


def _grain(claim: Claim, estimate: Estimate, sample: Sample, words: Wording, policy: DisclosurePolicy) -> Grain | None:
    if any(is_few(arm, policy, estimate.unit) for arm in arms(sample)):
        return None
    finest = natural_grain(estimate, words.factor)
    numbers = (estimate.value, estimate.lower, estimate.upper)
    if isinstance(sample, Values):
        return owner_grain(numbers, sample.values, finest, policy)
    method, level = claim.comparison.method, estimate.level

    def line(other: Sample, grain: Grain) -> tuple[object, ...] | None:
        found = read_of(method(other, level=level))
        if found is None:
            return None
        return (*_tokens(found, words, grain).values(), size_rows(claim, other, policy))

    if isinstance(sample, Durations) and estimate.unit == "time":
        # A median time is a time of somebody who had the event.
        by_owner = owner_grain(numbers, sample.time[sample.state == 1], finest, policy)
        return coarser(by_owner, safe_grain(sample, line, finest if by_owner is None else by_owner.size, policy))
    return safe_grain(sample, line, finest, policy)


def _tokens(estimate: Estimate, words: Wording, grain: Grain) -> dict[str, str]:
    value, lower, upper = (words.factor * number for number in (estimate.value, estimate.lower, estimate.upper))
    number = NOT_REACHED if math.isinf(value) else amount(value, grain.size)
    own = number if math.isinf(value) else words.told(number)
    return {"own": own, "number": number, "range": alone_range(lower, upper, grain, words.sign)}


def _drawn(estimate: Estimate, words: Wording, grain: Grain) -> tuple[float, float, float]:
    """Return value and limits as coarse as they are told; a range that would have no width gets one grain each way."""
    value, lower, upper = (words.factor * number for number in (estimate.value, estimate.lower, estimate.upper))
    lower, upper = grain.rounded(lower, upper)
    if lower == upper:
        lower, upper = lower - grain.size, upper + grain.size
    return min(max(to_grain(value, grain.size), lower), upper), lower, upper


def _change(claim: Claim, estimate: Estimate, words: Wording, grain: Grain) -> IntervalPicture:
    value, lower, upper = _drawn(estimate, words, grain)
    return IntervalPicture(
        unit=capital(words.axis),
        value=value,
        lower=lower,
        upper=upper,
        line=0.0,
        line_label="no change",
        margin=claim.comparison.margin,
        margin_label=margin_label(claim),
        better=claim.measure.better,
    )


def _picture(estimate: Estimate, words: Wording, grain: Grain) -> SharePicture | NoPicture:
    if any(math.isinf(number) for number in (estimate.value, estimate.lower, estimate.upper)):
        return NoPicture(reason="Nothing is drawn of a range that has no end.")
    value, lower, upper = _drawn(estimate, words, grain)
    first, last = (0.0, 100.0) if words.factor == SHARE else _scale(lower, upper)
    return SharePicture(
        unit=capital(words.axis),
        value=value,
        lower=max(lower, first),
        upper=min(upper, last),
        first=first,
        last=last,
    )


def _scale(lower: float, upper: float) -> tuple[float, float]:
    """Return the ends of an axis from 0 that leaves room beyond the range."""
    room = 0.25 * max(abs(lower), abs(upper))
    return (0.0 if lower >= 0 else lower - room), (0.0 if upper <= 0 else upper + room)
