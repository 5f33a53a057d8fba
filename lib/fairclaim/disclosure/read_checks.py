"""The figures behind a check, as one audience may have them: who was followed up, audited, and scored at the start."""

from collections.abc import Callable, Mapping
from datetime import date

from fairclaim.claims.claim import CheckResult, Claim
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.lines import printed_step, share_tokens
from fairclaim.disclosure.rounding import count_token, hundred_token, is_small, nearly_all
from fairclaim.params.measures import CategoryMeasure
from fairclaim.params.models import DisclosurePolicy
from fairclaim.params.months import month_name
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts

_DECIMALS = 1


def check_figures(claim: Claim, subject: Subject, level: float, policy: DisclosurePolicy) -> Mapping[str, str]:
    """Return a sentence with its figures for each check that has some, by the check's name.

    A claim whose numbers are withheld has none: the caller leaves them out.
    """
    read: dict[str, Callable[[], str]] = {
        "followup": lambda: _followup(claim, subject, policy),
        "audit": lambda: _audit(claim, level, policy),
        "starting_point": lambda: _starts(claim, subject, policy),
    }
    ran = {check.check for check in claim.checks if check.state not in {"not_run", "broken"}}
    return {name: said for name, tell in read.items() if name in ran and (said := tell())}


def _sides(subject: Subject) -> tuple[str, str]:
    return subject.period, subject.reference


def _followup(claim: Claim, subject: Subject, policy: DisclosurePolicy) -> str:
    words = phrasebook().check_figures
    said = [
        _seen(counts, policy, alone=of_the_seen(claim)).format(period=period)
        for period, counts in zip(_sides(subject), claim.observed.seen, strict=False)
        if counts.n
    ]
    return words["followup"].format(sides="; ".join(said)) if said else ""


def of_the_seen(claim: Claim) -> bool:
    """Tell whether shares are of those alone of whom something is on record, and not of everybody."""
    return isinstance(claim.measure, CategoryMeasure) and claim.measure.not_observed == "missing"


def _seen(counts: Counts, policy: DisclosurePolicy, *, alone: bool) -> str:
    words, tokens = phrasebook().check_figures, {"n": count_token(counts.n, policy), "period": "{period}"}
    if counts.n < policy.suppress_below or counts.events < policy.suppress_below:
        return words["seen_withheld"].format_map(tokens)
    if nearly_all(counts, policy):
        return words["seen_nearly_all"].format_map(tokens)
    tokens["seen"] = count_token(counts.events, policy)
    if alone:
        return words["seen_counts"].format_map(tokens)
    share = hundred_token(counts.events / counts.n, policy)
    return words["seen"].format_map({**tokens, "share": share})


def _audit(claim: Claim, level: float, policy: DisclosurePolicy) -> str:
    audit, words = claim.observed.audit, phrasebook().check_figures
    # What an audit found agrees with itself: that is no second look at it.
    if audit is None or CheckResult("audit", "is_audit") in claim.checks:
        return ""
    estimate = Proportion()(audit.agreed, level=level)
    tokens = {"when": _when(audit.first, audit.last), "n": count_token(audit.agreed.n, policy)}
    if min(audit.agreed.n, audit.agreed.events) < policy.suppress_below or not isinstance(estimate, Estimate):
        return words["audit_withheld"].format_map(tokens)
    step = None if is_small(audit.agreed, policy) else printed_step(Proportion(), level, (audit.agreed,), policy)
    if step is None:
        told = "audit_nearly_all" if nearly_all(audit.agreed, policy) else "audit_counted"
        return words[told].format_map(tokens)
    return words["audit"].format_map({**tokens, **share_tokens(audit.agreed, estimate, policy, step)})


def _when(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    months = list(dict.fromkeys((month_name(first), month_name(last))))
    return f" in {months[0]}" if len(months) == 1 else f" from {months[0]} to {months[1]}"


def _starts(claim: Claim, subject: Subject, policy: DisclosurePolicy) -> str:
    words = phrasebook().check_figures
    starts = claim.observed.starts
    if len(starts) < 2 or any(start.scored.n < 2 * max(1, policy.suppress_below) for start in starts):
        return ""
    if any(start.scored.events < 2 * max(1, policy.suppress_below) for start in starts):
        return ""
    sides = [
        words["start"].format(
            period=period, mean=f"{start.mean:.{_DECIMALS}f}", n=count_token(start.scored.events, policy)
        )
        for period, start in zip(_sides(subject), starts, strict=True)
    ]
    return words["starts"].format(sides="; ".join(sides))
