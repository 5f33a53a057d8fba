"""One claim, for one audience: held back, or read."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import NoPicture, Table
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.read_change import read_change
from fairclaim.disclosure.read_counts import read_difference, read_share
from fairclaim.disclosure.read_series import read_place, read_process
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate, NotEstimable, Place, Process
from fairclaim.stats.samples import Counts, Pairs, TwoCounts


def read(claim: Claim, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Turn a claim on true counts into what one audience may have of it."""
    match claim.result, claim.observed.sample:
        case NotEstimable() as absent, _:
            return _absent(claim, absent)
        case Estimate() as estimate, TwoCounts() as sample:
            return read_difference(claim, estimate, sample, subject, policy)
        case Estimate() as estimate, Counts() as sample:
            return read_share(claim, estimate, sample, subject, policy)
        case Estimate() as estimate, Pairs() as sample:
            return read_change(claim, estimate, sample, subject, policy)
        case Process() as process, _:
            return read_process(claim, process, subject)
        case Place() as place, _:
            return read_place(claim, place, subject)
    raise TypeError("This kind of result is not told by itself.")


def _absent(claim: Claim, absent: NotEstimable) -> Reading:
    # The reason is a sentence of the method and holds no count; why the cohort is empty is told by its flow.
    table = Table(caption=claim.measure.title, columns=("What", "Why"), rows=(("Not estimated", absent.reason),))
    return Reading(
        claim_id=claim.id,
        shape="none",
        tokens={"reason": absent.reason},
        table=table,
        picture=NoPicture(reason=absent.reason),
    )
