"""Readings of shares: one group, or two held against each other."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import IntervalPicture, NoPicture, SharePicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.group_rows import heading, notes_of, seen_rows
from fairclaim.disclosure.lines import difference_tokens, drawn, printed_step, share_tokens
from fairclaim.disclosure.rounding import NOT_APPLICABLE, count_token, is_small
from fairclaim.disclosure.withheld import withheld
from fairclaim.disclosure.wording import margin_label
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts, TwoCounts

IN_EVERY_HUNDRED = "In every 100"


def read_difference(
    claim: Claim, estimate: Estimate, sample: TwoCounts, subject: Subject, policy: DisclosurePolicy
) -> Reading:
    """Read a difference between two groups; withheld where either group's counts are small or would be given away."""
    arms = (sample.own, sample.reference)
    step = (
        None
        if any(is_small(arm, policy) for arm in arms)
        else printed_step(claim.comparison.method, estimate.level, arms, policy, claim.comparison.margin)
    )
    if step is None:
        return withheld(claim, subject, arms, policy)
    tokens = difference_tokens(arms, estimate, policy, step, claim.comparison.margin)
    tokens |= {"widened": "yes"} if step > 1 else {}
    counts = tuple(count_token(arm.events, policy) for arm in arms)
    rows = [
        (heading(claim.measure), tokens["n"], tokens["n_reference"]),
        ("Of them, with the outcome", *counts),
        (IN_EVERY_HUNDRED, tokens["own"], tokens["reference_value"]),
        *seen_rows(claim, policy),
    ]
    if not claim.redefined:
        rows.append(("Difference in every 100", tokens["size"], NOT_APPLICABLE))
        rows.append(("Likely range of the difference", tokens["range"], NOT_APPLICABLE))
    table = Table(
        caption=f"{subject.title}, against {subject.against_words}",
        columns=("What", subject.own_words or subject.period, subject.reference),
        rows=tuple(rows),
        notes=notes_of(rows),
    )
    picture = _interval(estimate, claim, policy, step, unit="Difference, in every 100", line=0.0)
    return Reading(claim_id=claim.id, shape="difference", tokens=tokens, table=table, picture=picture)


def read_share(claim: Claim, estimate: Estimate, sample: Counts, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read one group's share, held against a target or against nothing."""
    step = (
        None if is_small(sample, policy) else printed_step(claim.comparison.method, estimate.level, (sample,), policy)
    )
    if step is None:
        return withheld(claim, subject, (sample,), policy)
    tokens = share_tokens(sample, estimate, policy, step) | ({"widened": "yes"} if step > 1 else {})
    rows = [
        (heading(claim.measure), tokens["n"]),
        ("Of them, with the outcome", count_token(sample.events, policy)),
        (IN_EVERY_HUNDRED, tokens["own"]),
        ("Likely range, in every 100", tokens["range"]),
        *seen_rows(claim, policy),
    ]
    if estimate.null is not None:
        rows.append(("Standard, in every 100", f"{100 * estimate.null:g}"))
    table = Table(caption=subject.title, columns=("What", subject.period), rows=tuple(rows), notes=notes_of(rows))
    if estimate.null is not None:
        picture = _interval(estimate, claim, policy, step, unit="In every 100", line=100 * estimate.null)
        return Reading(claim_id=claim.id, shape="share_target", tokens=tokens, table=table, picture=picture)
    value, lower, upper = drawn(estimate, policy, step)
    share = SharePicture(unit="In every 100", value=value, lower=lower, upper=upper)
    return Reading(claim_id=claim.id, shape="share", tokens=tokens, table=table, picture=share)


def _interval(
    estimate: Estimate, claim: Claim, policy: DisclosurePolicy, step: int, *, unit: str, line: float
) -> IntervalPicture | NoPicture:
    if claim.redefined:
        return NoPicture(reason="Nothing is drawn across a change of definition.")
    margin, target = claim.comparison.margin, claim.comparison.target
    value, lower, upper = drawn(estimate, policy, step)
    return IntervalPicture(
        unit=unit,
        value=value,
        lower=lower,
        upper=upper,
        line=round(line, 6),
        line_label=target.name if target else "no difference",
        margin=None if margin is None else round(100 * margin, 6),
        better=claim.measure.better,
        margin_label=margin_label(claim),
    )
