"""One claim, for one audience: held back, or read."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import NoPicture, Table
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.read_change import read_change
from fairclaim.disclosure.read_counts import read_difference, read_share
from fairclaim.disclosure.read_place import read_place
from fairclaim.disclosure.read_series import read_process
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.results import Estimate, NotEstimable, Place, Process
from fairclaim.stats.samples import Counts, Pairs, TwoCounts


def read(claim: Claim, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Turn a claim on true counts into what one audience may have of it."""
    match claim.result, claim.observed.sample:
        case NotEstimable() as absent, _:
            return _absent(claim, absent, policy)
        case Estimate() as estimate, TwoCounts() as sample:
            return read_difference(claim, estimate, sample, subject, policy)
        case Estimate() as estimate, Counts() as sample:
            return read_share(claim, estimate, sample, subject, policy)
        case Estimate() as estimate, Pairs() as sample:
            return read_change(claim, estimate, sample, subject, policy)
        case Process() as process, _:
            return read_process(claim, process, subject, policy)
        case Place() as place, _:
            return read_place(claim, place, subject)
    raise TypeError("This kind of result is not told by itself.")


def _absent(claim: Claim, absent: NotEstimable, policy: DisclosurePolicy) -> Reading:
    # A method's reason says how few there were ("nobody was counted"), so it is for those who may see exact counts. A
    # published series, and a sample that was never made, have reasons that count no people.
    counted = claim.observed.sample is not None and claim.measure.kind != "series"
    reason = TOO_FEW if counted and policy.suppress_below else absent.reason
    table = Table(caption=claim.measure.title, columns=("What", "Why"), rows=(("Not estimated", reason),))
    return Reading(
        claim_id=claim.id, shape="none", tokens={"reason": reason}, table=table, picture=NoPicture(reason=reason)
    )


TOO_FEW = "Too few people were counted, or their figures were too much alike, to say more."
