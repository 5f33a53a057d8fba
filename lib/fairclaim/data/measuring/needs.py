"""What a measure needs of an extract, and what of it the source does not give: told before anything is counted."""

from collections.abc import Iterator

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.data.measuring.columns_needed import column_faults, hour_faults
from fairclaim.data.measuring.places import Place, places_of
from fairclaim.data.reading.extracts import Extract
from fairclaim.errors import Problem
from fairclaim.params.measures import (
    ActivityMeasure,
    AnyMeasure,
    CategoryMeasure,
    CurrencyMeasure,
    ProportionMeasure,
    RateMeasure,
    SeriesMeasure,
    TimeToEventMeasure,
)
from fairclaim.params.scores import OfScores

# Whose rows name the person without the help of a referral.
_TELLS_THE_PERSON = frozenset({"people", "referrals", "hospital_spells", "deaths"})


def unmet(measure: AnyMeasure, extract: Extract, folder: str = "the extract") -> list[Problem]:
    """List what the source lacks for a measure: whole tables, single columns, or times where hours are counted.

    Parameters
    ----------
    measure : AnyMeasure
    extract : Extract
    folder : str
        The extract's folder as messages name it.
    """
    return [*_not_supplied(measure, extract), *faults(measure, extract, folder)]


def lacking(measure: AnyMeasure, extract: Extract) -> tuple[str, ...]:
    """Name the contract tables that a measure needs and the extract does not have."""
    return tuple(name for name in tables_needed(measure) if name in CONTRACT and name not in extract.tables)


def faults(measure: AnyMeasure, extract: Extract, folder: str = "the extract") -> list[Problem]:
    """List what is wrong apart from tables that are not there: names, columns, and times where hours are counted."""
    return [
        *_unknown_tables(measure),
        *column_faults(measure, extract),
        *hour_faults(measure, extract, folder),
    ]


def tables_needed(measure: AnyMeasure) -> tuple[str, ...]:
    """Contract tables without which a measure cannot be counted, `deaths` wherever an edge is declared for it.

    The optional ones, which are used where they are there, are not among them: `people` for breakdowns, and `deaths`
    for kinds that declare nothing for it.
    """
    if isinstance(measure, SeriesMeasure):
        return ("series",)
    places = places_of(measure)
    names = [place.table for place in places]
    index = None if isinstance(measure, CurrencyMeasure) else measure.index
    if index is not None and index.ages is not None:
        names.append("people")
    if _needs_referrals(measure, places):
        names.append("referrals")
    if not isinstance(measure, OfScores | CurrencyMeasure | CategoryMeasure | ActivityMeasure):
        names.append("deaths")
    return tuple(dict.fromkeys(names))


def _needs_referrals(measure: AnyMeasure, places: tuple[Place, ...]) -> bool:
    """Say whether the referrals must tell whose a row is, or what became of a referral."""
    if _asks_the_referral(measure):
        return True
    own, *others = places
    linked = [place for place in others if place.by_person or _without_referral(place) or _without_referral(own)]
    if own.table not in _TELLS_THE_PERSON:
        return _asks_the_person(measure) or bool(linked)
    return any(place.table not in _TELLS_THE_PERSON for place in linked)


def _without_referral(place: Place) -> bool:
    return place.table in CONTRACT and "referral_id" not in CONTRACT[place.table].columns


def _asks_the_referral(measure: AnyMeasure) -> bool:
    if isinstance(measure, RateMeasure):
        return measure.per == "days" and measure.window is None
    edges = (getattr(measure, key, "ignored") for key in ("transferred", "rereferred"))
    return any(edge != "ignored" for edge in edges)


def _asks_the_person(measure: AnyMeasure) -> bool:
    """Deaths and feeds are linked by person, and so are the edges that tell events from people."""
    if isinstance(measure, SeriesMeasure | CurrencyMeasure):
        return False
    index = measure.index
    if index.counts == "people" or index.washout is not None or index.ages is not None:
        return True
    return not isinstance(measure, OfScores | CategoryMeasure | ActivityMeasure)


def _unknown_tables(measure: AnyMeasure) -> Iterator[Problem]:
    named = [(place.key, place.table) for place in places_of(measure)]
    if isinstance(measure, ProportionMeasure) and measure.observed_when is not None:
        named += [("observed_when → feed", look.feed) for look in measure.observed_when.looks if look.feed is not None]
    if isinstance(measure, TimeToEventMeasure) and measure.followed_to is not None:
        named.append(("followed_to", measure.followed_to))
    for key, table in named:
        if table not in CONTRACT:
            where = f"params/measures/{measure.id}.yaml → {key}"
            yield Problem(
                "no table of this name is known", where, f"'{table}'", ", ".join(CONTRACT), "name one of them"
            )


def _not_supplied(measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    for table in lacking(measure, extract):
        if table in extract.source.tables:
            what = f"the quarter was not supplied with this table, and the measure {measure.id} needs it"
            yield Problem(what, f"not_supplied → {table}", todo="supply it, or leave the measure without a figure")
        else:
            what = f"the source does not map this table, and the measure {measure.id} needs it"
            todo = "map it, or take the measure out of the service's comparisons"
            yield Problem(what, f"params/sources/{extract.source.id}.yaml → tables → {table}", todo=todo)
