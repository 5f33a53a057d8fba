"""Each place of a measure that names a table and its columns: what needs and values sought are read from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from fairclaim.params.edges import Amount, CategoryOf, Index, OutcomeEvent, Span
from fairclaim.params.measures import (
    ActivityMeasure,
    AnyMeasure,
    CategoryMeasure,
    CurrencyMeasure,
    ProportionMeasure,
    QuantityMeasure,
    RateMeasure,
    SeriesMeasure,
    TimeToEventMeasure,
)
from fairclaim.params.scores import OfScores, PairedChangeMeasure, RecoveryMeasure


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One key of a measure.

    Parameters
    ----------
    key : str
        As it is written in the measure.
    table : str
        Contract table that it names.
    times : tuple of str
        Date columns, in the order of the keys.
    where : mapping of str to list of str
        Column of words or codes → values.
    labels : tuple of (str, str, str)
        Column of words, the key that names its value, and the value.
    numbers, words : tuple of str
        Columns of numbers and of codes whose content goes into the cohort.
    by_person : bool
        Whether its rows are to be linked by person, whatever the table has.
    own : bool
        Whether its rows stand for themselves: index events and open spans, and published series.
    """

    key: str
    table: str
    times: tuple[str, ...] = ()
    where: Mapping[str, list[str]] = field(default_factory=dict)
    labels: tuple[tuple[str, str, str], ...] = ()
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    by_person: bool = False
    own: bool = False


def places_of(measure: AnyMeasure) -> tuple[Place, ...]:
    """List every key of a measure that names a table, its index event first."""
    match measure:
        case SeriesMeasure():
            labels = (("indicator", "indicator", measure.indicator),)
            return (Place(key="indicator", table="series", labels=labels, own=True),)
        case CurrencyMeasure():
            return _span("open", measure.open, own=True), _span("in_force", measure.in_force)
        case ActivityMeasure():
            return (_index(measure.index),)
        case _:
            return (_index(measure.index), *_of_kind(measure))


def _of_kind(
    measure: ProportionMeasure
    | RateMeasure
    | PairedChangeMeasure
    | RecoveryMeasure
    | QuantityMeasure
    | TimeToEventMeasure
    | CategoryMeasure,
) -> Iterator[Place]:
    match measure:
        case ProportionMeasure():
            yield _event("outcome", measure.outcome)
            for number, one in enumerate(measure.outcome.also):
                yield _event(f"outcome → also[{number}]", one)
            yield from _looks(measure)
        case RateMeasure():
            yield _event("outcome", measure.outcome)
            if measure.per == "contacts":
                yield Place(key="per", table="contacts", times=("at",), by_person=measure.outcome.link == "person")
        case TimeToEventMeasure():
            yield _event("outcome", measure.outcome)
        case QuantityMeasure():
            numbers = (measure.amount.column,) if measure.amount.column is not None else ()
            yield _event("amount", measure.amount, numbers=numbers)
        case CategoryMeasure():
            yield _event("category", measure.category, words=(measure.category.column,))
        case PairedChangeMeasure() | RecoveryMeasure():
            yield _scores(measure)
        case never:
            assert_never(never)


def _index(index: Index) -> Place:
    # A value that keeps rows out may be missing from an extract, so it is not sought; its column must be there.
    words = tuple(index.where_not)
    return Place(key="index", table=index.table, times=(index.at,), where=index.where, words=words, own=True)


def _event(
    key: str, event: OutcomeEvent | Amount | CategoryOf, numbers: tuple[str, ...] = (), words: tuple[str, ...] = ()
) -> Place:
    by_person = event.link == "person"
    return Place(
        key=key,
        table=event.table,
        times=(event.at,),
        where=event.where,
        numbers=numbers,
        words=words,
        by_person=by_person,
    )


def _span(key: str, span: Span, *, own: bool = False) -> Place:
    return Place(key=key, table=span.table, times=(span.start, span.end), where=span.where, own=own)


def _looks(measure: ProportionMeasure) -> Iterator[Place]:
    observed = measure.observed_when
    for number, look in enumerate(observed.looks if observed is not None else ()):
        if look.table is not None:
            key = f"observed_when → any[{number}]" if observed is not None and observed.any else "observed_when"
            yield Place(key=key, table=look.table, times=(look.at,) if look.at else (), where=look.where)
    if measure.baseline is not None:
        labels = (
            ("instrument", "baseline → instrument", measure.baseline.instrument),
            ("time_point", "baseline → time_point", measure.baseline.time_point),
        )
        yield Place(key="baseline", table="scores", labels=labels)


def _scores(measure: OfScores) -> Place:
    named = (
        ("instrument", "instrument", measure.instrument),
        ("item", "item", measure.item),
        *(("item", f"items[{number}]", name) for number, name in enumerate(measure.items)),
        ("time_point", "first", measure.first),
        ("time_point", "last", measure.last),
    )
    labels = tuple((column, key, value) for column, key, value in named if value is not None)
    return Place(key="scores", table="scores", labels=labels)
