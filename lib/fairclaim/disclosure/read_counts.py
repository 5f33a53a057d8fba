"""Readings of shares: one group, or two held against each other."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import IntervalPicture, NoPicture, SharePicture, Table
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.giveaway import safe_step
from fairclaim.disclosure.rounding import (
    NOT_APPLICABLE,
    NOTES,
    SUPPRESSED,
    count_token,
    hundred_token,
    is_small,
    likely_share,
    outward,
    range_tokens,
    size_token,
)
from fairclaim.disclosure.withheld import withheld
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts, TwoCounts

IN_EVERY_HUNDRED = "In every 100"


def read_difference(
    claim: Claim, estimate: Estimate, sample: TwoCounts, subject: Subject, policy: DisclosurePolicy
) -> Reading:
    """Read a difference between two groups; withheld where either group's counts are small or would be given away."""
    arms = (sample.own, sample.reference)
    step = None if any(is_small(arm, policy) for arm in arms) else _step(claim, estimate.level, arms, policy)
    if step is None:
        return withheld(claim, subject, arms, policy)
    tokens = _difference_tokens(arms, estimate, policy, step)
    counts = tuple(count_token(arm.events, policy) for arm in arms)
    rows = [
        ("People counted", tokens["n"], tokens["n_reference"]),
        ("Of them, with the outcome", *counts),
        (IN_EVERY_HUNDRED, tokens["own"], tokens["reference_value"]),
        *_seen_row(claim, policy),
    ]
    if not claim.redefined:
        rows.append(("Difference in every 100", tokens["size"], NOT_APPLICABLE))
        rows.append(("Likely range of the difference", tokens["range"], NOT_APPLICABLE))
    table = Table(
        caption=f"{subject.title}, against {subject.against_words}",
        columns=("What", subject.period, subject.reference),
        rows=tuple(rows),
        notes=_notes(rows),
    )
    picture = _interval(estimate, claim, policy, step, unit="Difference, people in every 100", line=0.0)
    return Reading(claim_id=claim.id, shape="difference", tokens=tokens, table=table, picture=picture)


def read_share(claim: Claim, estimate: Estimate, sample: Counts, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read one group's share, held against a target or against nothing."""
    step = None if is_small(sample, policy) else _step(claim, estimate.level, (sample,), policy)
    if step is None:
        return withheld(claim, subject, (sample,), policy)
    tokens = _share_tokens(sample, estimate, policy, step)
    rows = [
        ("People counted", tokens["n"]),
        ("Of them, with the outcome", count_token(sample.events, policy)),
        (IN_EVERY_HUNDRED, tokens["own"]),
        ("Likely range, in every 100", tokens["range"]),
        *_seen_row(claim, policy),
    ]
    if estimate.null is not None:
        rows.append(("Standard, in every 100", f"{100 * estimate.null:g}"))
    table = Table(caption=subject.title, columns=("What", subject.period), rows=tuple(rows), notes=_notes(rows))
    if estimate.null is not None:
        picture = _interval(estimate, claim, policy, step, unit="People in every 100", line=100 * estimate.null)
        return Reading(claim_id=claim.id, shape="share_target", tokens=tokens, table=table, picture=picture)
    value, lower, upper = _drawn(estimate, policy, step)
    share = SharePicture(unit="People in every 100", value=value, lower=lower, upper=upper)
    return Reading(claim_id=claim.id, shape="share", tokens=tokens, table=table, picture=share)


def _step(claim: Claim, level: float, arms: tuple[Counts, ...], policy: DisclosurePolicy) -> int | None:
    """Find the step at which the whole printed line, as it would stand on the page, fits more than one count."""

    def line(arms: tuple[Counts, ...], step: int) -> tuple[object, ...] | None:
        estimate = claim.comparison.method(TwoCounts(*arms) if len(arms) == 2 else arms[0], level=level)
        if not isinstance(estimate, Estimate):
            return None
        tokens = (
            _difference_tokens((arms[0], arms[1]), estimate, policy, step)
            if len(arms) == 2
            else _share_tokens(arms[0], estimate, policy, step)
        )
        return (*tokens.values(), *(count_token(arm.events, policy) for arm in arms), _drawn(estimate, policy, step))

    return safe_step(arms, line, policy)


def _difference_tokens(
    arms: tuple[Counts, Counts], estimate: Estimate, policy: DisclosurePolicy, step: int
) -> dict[str, str]:
    sign = 1 if estimate.value >= 0 else -1
    than, up, down = ("higher", "more", "fewer") if sign > 0 else ("lower", "fewer", "more")
    decimals = policy.percent_decimals if step == 1 else 0
    if step == 1:
        limits = sorted((100 * sign * estimate.lower, 100 * sign * estimate.upper))
    else:
        limits = list(outward(sign * estimate.lower, sign * estimate.upper, policy, step))
    size = outward(estimate.value, estimate.value, policy, step)[0] if step > 1 else 100 * estimate.value
    return {
        "own": hundred_token(arms[0].events / arms[0].n, policy, step),
        "reference_value": hundred_token(arms[1].events / arms[1].n, policy, step),
        "than": than,
        "size": f"{size_token(size, decimals)} {up}",
        "range": range_tokens(limits[0], limits[1], decimals=decimals, up=up, down=down),
        "n": count_token(arms[0].n, policy),
        "n_reference": count_token(arms[1].n, policy),
    }


def _share_tokens(arm: Counts, estimate: Estimate, policy: DisclosurePolicy, step: int) -> dict[str, str]:
    above = estimate.null is not None and estimate.value >= estimate.null
    return {
        "own": hundred_token(arm.events / arm.n, policy, step),
        "range": likely_share(estimate.lower, estimate.upper, policy, step),
        "n": count_token(arm.n, policy),
        "than": "higher" if above else "lower",
    }


def _drawn(estimate: Estimate, policy: DisclosurePolicy, step: int) -> tuple[float, float, float]:
    """Coordinates as coarse as the tokens; where a range would be drawn without a width, it gets one grain."""
    grain = step * 10.0 ** -(policy.percent_decimals if step == 1 else 0)
    lower, upper = outward(estimate.lower, estimate.upper, policy, step)
    value = outward(estimate.value, estimate.value, policy, step)[0]
    if lower == upper:
        upper = min(upper + grain, 100.0)
        lower = min(lower, upper - grain)
    return tuple(round(number, 6) for number in (min(max(value, lower), upper), lower, upper))  # type: ignore[return-value]


def _interval(
    estimate: Estimate, claim: Claim, policy: DisclosurePolicy, step: int, *, unit: str, line: float
) -> IntervalPicture | NoPicture:
    if claim.redefined:
        return NoPicture(reason="Nothing is drawn across a change of definition.")
    margin, target = claim.comparison.margin, claim.comparison.target
    value, lower, upper = _drawn(estimate, policy, step)
    return IntervalPicture(
        unit=unit,
        value=value,
        lower=lower,
        upper=upper,
        line=round(line, 6),
        line_label=target.name if target else "no difference",
        margin=None if margin is None else round(100 * margin, 6),
        better=claim.measure.better,
    )


def _seen_row(claim: Claim, policy: DisclosurePolicy) -> list[tuple[str, ...]]:
    """Say how many of those owed a follow-up were seen; nothing where nobody was owed one."""
    seen = claim.observed.seen
    if not any(arm.n > arm.events for arm in seen):
        return []
    cells = (SUPPRESSED if is_small(arm, policy) else hundred_token(arm.events / arm.n, policy) for arm in seen)
    return [("Seen, in every 100 who were to be followed up", *cells)]


def _notes(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    used = {cell for row in rows for cell in row}
    return tuple(note for mark, note in NOTES.items() if mark in used)
