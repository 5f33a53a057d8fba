"""Readings without numbers: what is small is withheld, whole."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import NoPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.group_rows import heading
from fairclaim.disclosure.rounding import NOTES, SUPPRESSED, count_token, nearly_all
from fairclaim.kinds import Finding
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts

REASON = "The figures are withheld, because some numbers behind them are small and could point to a person."
# What is small is then how many had it not: a reader would else take a full score for a failure.
NEARLY_ALL = "It was all, or all but a few, of {n}. The exact number is withheld, because it could point to a person."

# "Nearly all" is said of so many times the smallest number that may be told.
_TIMES = 5


def withheld(claim: Claim, subject: Subject, arms: tuple[Counts, ...], policy: DisclosurePolicy) -> Reading:
    """Withhold both columns, even where one group is large: the finding and the other group would narrow it down."""
    cells = (SUPPRESSED,) * len(arms)
    sizes = tuple(count_token(arm.n, policy) for arm in arms)
    rows = ((heading(claim.measure), *sizes), ("Of them, with the outcome", *cells), ("In every 100", *cells))
    columns = ("What", subject.own_words or subject.period, subject.reference)[: len(arms) + 1]
    table = Table(caption=subject.title, columns=columns, rows=rows, notes=(NOTES[SUPPRESSED],))
    return _reading(claim, table, _reason(arms, policy))


def _reason(arms: tuple[Counts, ...], policy: DisclosurePolicy) -> str:
    # Of two groups it would say which way they differ. Of very few people "nearly all" would say too much.
    first, *others = arms
    if others or not nearly_all(first, policy) or first.n < _TIMES * policy.suppress_below:
        return REASON
    return NEARLY_ALL.format(n=count_token(first.n, policy))


def withheld_change(claim: Claim, subject: Subject) -> Reading:
    """Withhold a change in scores."""
    rows = (("People scored twice", SUPPRESSED), ("Average change", SUPPRESSED))
    table = Table(caption=subject.title, columns=("What", subject.period), rows=rows, notes=(NOTES[SUPPRESSED],))
    return _reading(claim, table)


def withheld_months(claim: Claim, subject: Subject) -> Reading:
    """Withhold a chart of a service's own months, of which at least one is too small to show."""
    rows = (("Share in each month", SUPPRESSED), ("Usual range of a month", SUPPRESSED))
    table = Table(caption=subject.title, columns=("What", subject.period), rows=rows, notes=(NOTES[SUPPRESSED],))
    return _reading(claim, table)


def withheld_amount(claim: Claim, subject: Subject, groups: int) -> Reading:
    """Withhold a rate, an average, a time or a ratio, and how many it rests on, in every group."""
    cells = (SUPPRESSED,) * groups
    rows = ((heading(claim.measure), *cells), ("What was found", *cells))
    columns = ("What", subject.own_words or subject.period, subject.reference)[: groups + 1]
    return _reading(claim, Table(caption=subject.title, columns=columns, rows=rows, notes=(NOTES[SUPPRESSED],)))


def told_finding(claim: Claim, reading: Reading) -> Finding:
    """Return the finding that goes with a reading: which way withheld numbers point can itself single them out, so
    only bad news is told of them. What is described points no way.
    """
    if reading.shape == "withheld" and claim.finding not in {Finding.WORSE, Finding.DESCRIBED}:
        return Finding.CANNOT_SAY
    return claim.finding


def _reading(claim: Claim, table: Table, reason: str = REASON) -> Reading:
    below = isinstance(claim.result, Estimate) and claim.result.value < (claim.result.null or 0.0)
    tokens = {"reason": reason, "than": "lower" if below else "higher"}
    return Reading(claim_id=claim.id, shape="withheld", tokens=tokens, table=table, picture=NoPicture(reason=reason))
