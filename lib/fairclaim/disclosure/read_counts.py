"""Readings of shares: one group, or two held against each other."""

from collections.abc import Callable

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import IntervalPicture, NoPicture, SharePicture, Table
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.giveaway import printed_limits, safe_step
from fairclaim.disclosure.rounding import (
    NOT_APPLICABLE,
    NOTES,
    SUPPRESSED,
    coarse,
    count_token,
    hundred_token,
    is_small,
    range_tokens,
    size_token,
)
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts, TwoCounts

IN_EVERY_HUNDRED = "In every 100"


def read_difference(
    claim: Claim, estimate: Estimate, sample: TwoCounts, subject: Subject, policy: DisclosurePolicy
) -> Reading:
    """Read a difference between two groups; withheld where either group has a small count."""
    if is_small(sample.own, policy) or is_small(sample.reference, policy):
        return _withheld(claim, subject, sample, policy)
    arms = (sample.own, sample.reference)
    step = safe_step(arms, _recompute(claim, estimate, lambda arms: TwoCounts(*arms)), policy)
    own, reference = (hundred_token(arm.events / arm.n, policy) for arm in arms)
    sign = 1 if estimate.value >= 0 else -1
    limits = _limits(sign * estimate.lower, sign * estimate.upper, step)
    words = ("higher", "more", "fewer") if sign > 0 else ("lower", "fewer", "more")
    size = size_token(100 * estimate.value, policy.percent_decimals)
    likely = (
        range_tokens(*limits, decimals=policy.percent_decimals, up=words[1], down=words[2])
        if limits
        else "withheld, because it would give small numbers away"
    )
    tokens = {
        "own": own,
        "reference_value": reference,
        "than": words[0],
        "size": f"{size} {words[1]}",
        "range": likely,
        "n": count_token(sample.own.n, policy),
        "n_reference": count_token(sample.reference.n, policy),
    }
    rows = (
        ("People counted", tokens["n"], tokens["n_reference"]),
        ("Of them, with the outcome", *(count_token(arm.events, policy) for arm in arms)),
        (IN_EVERY_HUNDRED, own, reference),
        ("Difference in every 100", tokens["size"], NOT_APPLICABLE),
        ("Likely range of the difference", likely, NOT_APPLICABLE),
    )
    table = Table(
        caption=f"{subject.title}, against {subject.against_words}",
        columns=("What", subject.period, subject.reference),
        rows=rows,
        notes=(NOTES[NOT_APPLICABLE],),
    )
    picture = _picture(estimate, claim, step, policy, unit="Difference, people in every 100", line=0.0)
    return Reading(claim_id=claim.id, shape="difference", tokens=tokens, table=table, picture=picture)


def read_share(claim: Claim, estimate: Estimate, sample: Counts, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read one group's share, held against a target or against nothing."""
    if is_small(sample, policy):
        return _withheld(claim, subject, TwoCounts(sample, sample), policy)
    step = safe_step((sample,), _recompute(claim, estimate, lambda arms: arms[0]), policy)
    limits = _limits(estimate.lower, estimate.upper, step)
    decimals = policy.percent_decimals
    likely = (
        f"{limits[0]:.{decimals}f} to {limits[1]:.{decimals}f}"
        if limits
        else "withheld, because it would give small numbers away"
    )
    own = hundred_token(sample.events / sample.n, policy)
    above = estimate.null is not None and estimate.value >= estimate.null
    tokens = {"own": own, "range": likely, "n": count_token(sample.n, policy), "than": "higher" if above else "lower"}
    rows = [
        ("People counted", tokens["n"]),
        ("Of them, with the outcome", count_token(sample.events, policy)),
        (IN_EVERY_HUNDRED, own),
        ("Likely range", likely),
    ]
    if estimate.null is not None:
        rows.append(("Standard, in every 100", f"{100 * estimate.null:g}"))
    table = Table(caption=subject.title, columns=("What", subject.period), rows=tuple(rows))
    if estimate.null is not None:
        picture = _picture(estimate, claim, step, policy, unit="People in every 100", line=100 * estimate.null)
        return Reading(claim_id=claim.id, shape="share_target", tokens=tokens, table=table, picture=picture)
    share = _share_picture(estimate, step, policy)
    return Reading(claim_id=claim.id, shape="share", tokens=tokens, table=table, picture=share)


def _recompute(
    claim: Claim, estimate: Estimate, sample: Callable[[tuple[Counts, ...]], Counts | TwoCounts]
) -> Callable[[tuple[Counts, ...]], tuple[float, float] | None]:
    def limits(arms: tuple[Counts, ...]) -> tuple[float, float] | None:
        result = claim.comparison.method(sample(arms), level=estimate.level)
        return (result.lower, result.upper) if isinstance(result, Estimate) else None

    return limits


def _limits(lower: float, upper: float, step: int | None) -> tuple[float, float] | None:
    if step is None:
        return None
    low, high = sorted((lower, upper))
    if step == 1:
        return 100 * low, 100 * high
    first, last = printed_limits((low, high), step)
    return float(first * step), float(last * step)


def _picture(
    estimate: Estimate, claim: Claim, step: int | None, policy: DisclosurePolicy, *, unit: str, line: float
) -> IntervalPicture | NoPicture:
    limits = _limits(estimate.lower, estimate.upper, step)
    if limits is None:
        return NoPicture(reason="The likely range is withheld, because it would give small numbers away.")
    margin = claim.comparison.margin
    target = claim.comparison.target
    grain = 10.0**-policy.percent_decimals
    value = coarse(100 * estimate.value, grain)
    return IntervalPicture(
        unit=unit,
        value=min(max(value, limits[0]), limits[1]),
        lower=coarse(limits[0], grain),
        upper=coarse(limits[1], grain),
        line=coarse(line, 0.01),
        line_label=target.name if target else "no difference",
        margin=None if margin is None else coarse(100 * margin, 0.01),
        better=claim.measure.better,
    )


def _share_picture(estimate: Estimate, step: int | None, policy: DisclosurePolicy) -> SharePicture | NoPicture:
    limits = _limits(estimate.lower, estimate.upper, step)
    if limits is None:
        return NoPicture(reason="The likely range is withheld, because it would give small numbers away.")
    grain = 10.0**-policy.percent_decimals
    return SharePicture(
        unit="People in every 100",
        value=coarse(100 * estimate.value, grain),
        lower=coarse(limits[0], grain),
        upper=coarse(limits[1], grain),
    )


def _withheld(claim: Claim, subject: Subject, sample: TwoCounts, policy: DisclosurePolicy) -> Reading:
    # Both columns are withheld even where one group is large: the finding and the other group would narrow it down.
    columns: tuple[str, ...] = ("What", subject.period)
    cells: tuple[str, ...] = (SUPPRESSED,)
    sizes: tuple[str, ...] = (count_token(sample.own.n, policy),)
    if sample.own is not sample.reference:
        columns, cells = (*columns, subject.reference), (SUPPRESSED, SUPPRESSED)
        sizes = (*sizes, count_token(sample.reference.n, policy))
    rows = (("People counted", *sizes), ("Of them, with the outcome", *cells), (IN_EVERY_HUNDRED, *cells))
    table = Table(caption=subject.title, columns=columns, rows=rows, notes=(NOTES[SUPPRESSED],))
    reason = "The numbers are withheld, because they are small and could point to a person."
    tokens = {"reason": reason, "than": _direction(claim)}
    return Reading(claim_id=claim.id, shape="withheld", tokens=tokens, table=table, picture=NoPicture(reason=reason))


def _direction(claim: Claim) -> str:
    if isinstance(claim.result, Estimate) and claim.result.value < (claim.result.null or 0.0):
        return "lower"
    return "higher"
