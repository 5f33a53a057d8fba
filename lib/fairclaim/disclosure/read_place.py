"""Reading of a place among other organisations. The publisher's own disclosure control has acted."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import StripPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.rounding import coarse
from fairclaim.params.months import month_name
from fairclaim.stats.results import Place


def read_place(claim: Claim, place: Place, subject: Subject) -> Reading:
    """Read where one organisation lies among its like: inside, above or below the middle half."""
    where = "inside"
    if place.value > place.upper_quartile:
        where = "above"
    elif place.value < place.lower_quartile:
        where = "below"
    tokens = {
        "own": f"{place.value:.1f}",
        "where": where,
        "lower_quartile": f"{place.lower_quartile:.1f}",
        "upper_quartile": f"{place.upper_quartile:.1f}",
        "month": month_name(claim.observed.periods[-1]),
        "others": f"{len(place.others):,}",
    }
    rows = (
        ("This organisation", f"{tokens['own']}%"),
        ("Middle of all", f"{place.median:.1f}%"),
        ("Middle half of all", f"{tokens['lower_quartile']}% to {tokens['upper_quartile']}%"),
        (f"Other {subject.reference} that published", tokens["others"]),
    )
    picture = StripPicture(
        unit=f"Per cent: {subject.outcome}",
        value=coarse(place.value, 0.1),
        others=tuple(coarse(value, 0.1) for value in place.others),
        lower_quartile=coarse(place.lower_quartile, 0.1),
        median=coarse(place.median, 0.1),
        upper_quartile=coarse(place.upper_quartile, 0.1),
    )
    table = Table(
        caption=f"{subject.title}, {tokens['month']}",
        columns=("What", tokens["month"]),
        rows=rows,
        notes=(f"No funnel is drawn. {place.funnel.reason}",),
    )
    return Reading(claim_id=claim.id, shape="place", tokens=tokens, table=table, picture=picture)
