"""One claim, for one audience: held back, or read."""

from dataclasses import replace

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import NoPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.read_activity import read_activity
from fairclaim.disclosure.read_categories import read_categories
from fairclaim.disclosure.read_change import read_change
from fairclaim.disclosure.read_comparison import read_comparison
from fairclaim.disclosure.read_completion import read_completion
from fairclaim.disclosure.read_counts import read_difference, read_share
from fairclaim.disclosure.read_design import read_design, with_test
from fairclaim.disclosure.read_figure import read_figure, read_of
from fairclaim.disclosure.read_place import read_place
from fairclaim.disclosure.read_series import read_process
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Activity, Estimate, NotEstimable, Place, Process, Shares
from fairclaim.stats.samples import (
    Counts,
    Durations,
    Pairs,
    Panel,
    PersonEvents,
    TwoCounts,
    TwoDurations,
    TwoPairs,
    TwoPersonEvents,
    TwoValues,
    Values,
)


def read(claim: Claim, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Turn a claim on true counts into what one audience may have of it."""
    reading = with_test(_result(claim, subject, policy), claim, policy)
    completion = read_completion(claim, subject, policy, withheld=reading.shape == "withheld")
    return replace(reading, completion=completion)


def _result(claim: Claim, subject: Subject, policy: DisclosurePolicy) -> Reading:
    match claim.result:
        case NotEstimable() as absent:
            return _absent(claim, absent.reason, policy)
        case Process() as process:
            return read_process(claim, process, subject, policy)
        case Place() | Shares() | Activity() as described:
            return _described(claim, described, subject, policy)
    estimate = read_of(claim.result)
    return _amount(claim, estimate, subject, policy) if estimate is not None else _absent(claim, NO_CLAIM, policy)


def _described(claim: Claim, result: Place | Shares | Activity, subject: Subject, policy: DisclosurePolicy) -> Reading:
    match result:
        case Place():
            return read_place(claim, result, subject)
        case Shares():
            return read_categories(claim, result, subject, policy)
        case Activity():
            return read_activity(claim, result, subject, policy)


def _amount(claim: Claim, estimate: Estimate, subject: Subject, policy: DisclosurePolicy) -> Reading:
    match claim.observed.sample:
        case TwoCounts() as sample if estimate.unit == "proportion_difference":
            return read_difference(claim, estimate, sample, subject, policy)
        case Counts() as sample:
            return read_share(claim, estimate, sample, subject, policy)
        case Panel() as sample:
            return read_design(claim, estimate, sample, subject, policy)
        case Pairs() as sample:
            return read_change(claim, estimate, sample, subject, policy)
        case PersonEvents() | Values() | Durations() as sample:
            return read_figure(claim, estimate, sample, subject, policy)
        case TwoCounts() | TwoPersonEvents() | TwoValues() | TwoDurations() | TwoPairs() as sample:
            return read_comparison(claim, estimate, sample, subject, policy)
    raise TypeError("No question makes this kind of sample.")


def _absent(claim: Claim, why: str, policy: DisclosurePolicy) -> Reading:
    # A method's reason says how few there were ("nobody was counted"), so it is for those who may see exact counts. A
    # published series, and a sample that was never made, have reasons that count no people.
    counted = claim.observed.sample is not None and claim.measure.kind != "series"
    reason = TOO_FEW if counted and policy.suppress_below and why != NO_CLAIM else why
    table = Table(caption=claim.measure.title, columns=("What", "Why"), rows=(("Not estimated", reason),))
    return Reading(
        claim_id=claim.id, shape="none", tokens={"reason": reason}, table=table, picture=NoPicture(reason=reason)
    )


TOO_FEW = "Too few people were counted, or their figures were too much alike, to say more."
NO_CLAIM = "The method that was asked for gives a number to plan or to check by, and no claim about the service."
