"""Readings of a completion funnel: how far the record goes, and no outcome that the others would give away."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.completion import Completion
from fairclaim.claims.definition_words import of_unit
from fairclaim.claims.ledger import Table
from fairclaim.claims.reading import CompletionReading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.giveaway import STEPS
from fairclaim.disclosure.group_rows import notes_of
from fairclaim.disclosure.rounding import NOT_APPLICABLE, SUPPRESSED, count_token, hundred_token, rounded_count
from fairclaim.params.models import DisclosurePolicy
from fairclaim.params.scores import PairedChangeMeasure

NOT_KNOWN = "Who was not scored twice may have changed in other ways than those who were."
Column = dict[str, str]
_IMPROVED, _UNCHANGED, _WORSENED = 0, 1, 2
_ALL = frozenset({_IMPROVED, _UNCHANGED, _WORSENED})


def read_completion(
    claim: Claim, subject: Subject, policy: DisclosurePolicy, *, withheld: bool
) -> CompletionReading | None:
    """Read how far each cohort of a paired change got; None where the claim has no funnel.

    Parameters
    ----------
    claim : Claim
    subject : Subject
    policy : DisclosurePolicy
    withheld : bool
        Whether the claim's own numbers are: then it is not told what became of the scores either, in any column.
    """
    if not claim.observed.completion or not isinstance(claim.measure, PairedChangeMeasure):
        return None
    points = of_unit(f"{claim.measure.meaningful_change:g}", "points")
    columns = [completion_column(one, points, policy, withheld=withheld) for one in claim.observed.completion]
    rows = [(words, *(column[words] for column in columns)) for words in columns[0]]
    own = claim.observed.completion[0]
    improved, worsened = columns[0][_better(points)], columns[0][_worse(points)]
    withheld_too = SUPPRESSED in {improved, count_token(own.eligible, policy)}
    tokens = {
        "start": own.start[0].lower() + own.start[1:],
        "eligible": count_token(own.eligible, policy),
        "improved": improved,
        "worsened": worsened,
        "points": points,
        "told": "withheld" if withheld_too else "known" if worsened == SUPPRESSED else "both",
    }
    table = Table(
        caption=f"{subject.title}: from all to those who got better",
        columns=("What", subject.period, subject.reference)[: len(columns) + 1],
        rows=tuple(rows),
        notes=(NOT_KNOWN, *notes_of(rows)),
    )
    return CompletionReading(tokens=tokens, table=table)


def completion_column(
    completion: Completion, points: str, policy: DisclosurePolicy, *, withheld: bool = False
) -> Column:
    """Write one cohort's funnel; a word for each row, and its token.

    Parameters
    ----------
    completion : Completion
    points : str
        The published threshold with its unit: "5 points", "1 point".
    policy : DisclosurePolicy
    withheld : bool
        Hold back every outcome, whatever its size.
    """
    hidden = _ALL if withheld else _hidden(completion, policy)
    outcomes = [
        SUPPRESSED if place in hidden else count_token(count, policy) for place, count in enumerate(completion.outcomes)
    ]
    shares = [
        SUPPRESSED if _IMPROVED in hidden else _share(completion.improved, whole, policy)
        for whole in (completion.paired, completion.eligible)
    ]
    return {
        "Eligible": count_token(completion.eligible, policy),
        "With a first score": _baseline(completion, policy),
        "With a first and a later score": count_token(completion.paired, policy),
        _better(points): outcomes[0],
        f"Of them, changed by less than {points}": outcomes[1],
        _worse(points): outcomes[2],
        "Known to be better, in every 100 with both scores": shares[0],
        "Known to be better, in every 100 eligible": shares[1],
    }


def _better(points: str) -> str:
    return f"Of them, better by {points} or more"


def _worse(points: str) -> str:
    return f"Of them, worse by {points} or more"


def _hidden(completion: Completion, policy: DisclosurePolicy) -> frozenset[int]:
    """Name the outcomes to hold back: each that is small or nearly all, and a second where that is one alone.

    Which one is the second must not depend on their sizes: that it was the smaller would narrow down both. It is never
    those who got worse, since bad news is not muted.
    """
    least, paired = policy.suppress_below, completion.paired
    hidden = {place for place, count in enumerate(completion.outcomes) if min(count, paired - count) < least}
    if hidden and policy.round_counts_to == 1:
        return _ALL  # What exact counts leave for two small ones can fit a single pair.
    if len(hidden) == 1:
        hidden.add(_IMPROVED if _UNCHANGED in hidden else _UNCHANGED)
    return frozenset(hidden)


def _baseline(completion: Completion, policy: DisclosurePolicy) -> str:
    # Rounding leaves a gap between two steps in doubt; between exact counts it would be had by subtraction.
    gaps = completion.eligible - completion.with_baseline, completion.with_baseline - completion.paired
    if policy.round_counts_to == 1 and min(gaps) < policy.suppress_below:
        return SUPPRESSED
    return count_token(completion.with_baseline, policy)


def _share(part: int, whole: int, policy: DisclosurePolicy) -> str:
    """Write a share as a reader could get it from the printed counts, so that it gives away no more than they do.

    It is told no finer than rounded counts bear, and held back where they bear less than the nearest ten.
    """
    if whole == 0:
        return NOT_APPLICABLE
    base = policy.round_counts_to
    if base == 1:
        return hundred_token(part / whole, policy)
    share = rounded_count(part, policy) / rounded_count(whole, policy)
    doubt = 100 * (base / 2) * (1 + share) / rounded_count(whole, policy)
    step = next((step for step in STEPS if step >= doubt), None)
    if step is None:
        return SUPPRESSED
    text = hundred_token(share, policy.model_copy(update={"percent_decimals": 0}), step)
    return f"about {text}" if text[0].isdigit() else text
