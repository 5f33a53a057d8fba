"""Which columns a measure names, and whether the source gives them and they hold what is asked of them."""

from collections.abc import Iterator

from fairclaim.data.contract.tables import CONTRACT, is_free_text
from fairclaim.data.measuring.places import Place, places_of
from fairclaim.data.reading.extracts import Extract
from fairclaim.data.reading.told import told_column
from fairclaim.errors import Problem
from fairclaim.params.measures import AnyMeasure, CurrencyMeasure, SeriesMeasure


def column_faults(measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    """List columns that are named and not mapped, or that hold another kind of thing; of the tables that are there."""
    for place in places_of(measure):
        if place.table in extract.tables and place.table in CONTRACT:
            yield from _times(place, measure, extract)
            yield from _words(place, measure, extract)
            yield from _numbers(place, measure, extract)
            yield from _link(place, measure, extract)
    yield from _of_the_referral(measure, extract)
    yield from _ages(measure, extract)


def hour_faults(measure: AnyMeasure, extract: Extract, folder: str) -> Iterator[Problem]:
    """List the dates without a time of day among those that a measure counts hours between."""
    window = getattr(measure, "window", None)
    if window is None or window.clock != "hours":
        return
    named = [(place.table, at) for place in places_of(measure) for at in place.times]
    named += [("referrals", at) for at in _edges_of_the_referral(measure)]
    for table, at in dict.fromkeys(named):
        if (table, at) in extract.day_only:
            where = told_column(extract.source, table, at, folder)
            todo = "extract the times too, or set 'clock: days' in the measure"
            yield Problem(f"the measure {measure.id} counts hours, and a time is missing", where, "days only", "", todo)


def _key(measure: AnyMeasure, key: str) -> str:
    return f"params/measures/{measure.id}.yaml → {key}"


def _kinds(table: str) -> dict[str, str]:
    return {name: str(column.dtype) for name, column in CONTRACT[table].columns.items()}


def _given(table: str, extract: Extract) -> list[str]:
    """Mapped columns in the order of the contract, then any beyond it."""
    mapped = extract.mapped[table]
    known = [name for name in CONTRACT[table].columns if name in mapped]
    return known + sorted(mapped - set(known))


def _unmapped(column: str, table: str, where: str, allowed: list[str], extract: Extract) -> Problem:
    todo = f"map the column in params/sources/{extract.source.id}.yaml, or name one of these"
    return Problem(
        f"the source maps no such column of {table}", where, f"'{column}'", ", ".join(allowed) or "none", todo
    )


def _times(place: Place, measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    kinds = _kinds(place.table)
    times = [name for name in _given(place.table, extract) if kinds.get(name, "").startswith("datetime")]
    for at in place.times:
        where = _key(measure, place.key)
        if not kinds.get(at, "").startswith("datetime"):
            yield Problem("it is not a date of its table", where, f"'{at}'", ", ".join(times), "name one of them")
        elif at not in times:
            yield _unmapped(at, place.table, where, times, extract)


def _words(place: Place, measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    given, kinds = _given(place.table, extract), _kinds(place.table)
    words = [name for name in given if kinds.get(name, "str") == "str" and not is_free_text(place.table, name)]
    labelled = {column: _key(measure, key) for column, key, _ in place.labels}
    named = {column: _key(measure, place.key) for column in (*place.where, *place.words)} | labelled
    for column, where in named.items():
        if column not in given:
            yield _unmapped(column, place.table, where, given, extract)
        elif is_free_text(place.table, column):
            what = "it holds free text, which never enters a cohort"
            yield Problem(what, where, f"'{column}'", ", ".join(words), "name one of these, or record it as a code")
        elif column not in words:
            what = "it holds numbers or dates, and 'where' compares words"
            what = what if column in place.where else "it holds numbers or dates, and words are asked for"
            yield Problem(what, where, f"'{column}'", ", ".join(words), "name one of these")


def _numbers(place: Place, measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    given, kinds = _given(place.table, extract), _kinds(place.table)
    numbers = [name for name in given if kinds.get(name) == "float64"]
    for column in place.numbers:
        where = _key(measure, f"{place.key} → column")
        if kinds.get(column) == "float64" and column not in given:
            yield _unmapped(column, place.table, where, numbers, extract)
        elif column not in numbers:
            todo = "name one of them" if numbers else "name a table that holds numbers"
            yield Problem("it is not a column of numbers", where, f"'{column}'", ", ".join(numbers) or "none", todo)


def _link(place: Place, measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    """Refuse rows that belong to nobody, and a link by referral where there is none."""
    mapped = extract.mapped[place.table]
    if getattr(getattr(measure, "outcome", None), "link", None) == "row":
        # Index event and outcome are one row: there is nothing to link, and whose it is need not be known.
        return
    if place.table != "series" and not mapped & {"referral_id", "person_id"}:
        what = f"the rows of {place.table} belong to no referral and to no person, so they cannot be linked"
        yield Problem(what, _key(measure, place.key), todo="map referral_id or person_id, or name another table")
    elif getattr(getattr(measure, place.key, None), "link", None) == "referral" and "referral_id" not in mapped:
        what = f"{place.table} has no referral to link by"
        yield Problem(what, _key(measure, f"{place.key} → link"), "'referral'", "person", "write 'link: person'")


def _edges_of_the_referral(measure: AnyMeasure) -> tuple[str, ...]:
    named = (("transferred", "transferred_at"), ("rereferred", "referred_at"))
    return tuple(column for key, column in named if getattr(measure, key, "ignored") != "ignored")


def _of_the_referral(measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    mapped = extract.mapped.get("referrals", frozenset({"transferred_at"}))
    if "transferred_at" in _edges_of_the_referral(measure) and "transferred_at" not in mapped:
        what = "transfers are to be told apart, and the source maps no transferred_at of referrals"
        todo = f"map it in params/sources/{extract.source.id}.yaml, or write 'transferred: ignored'"
        yield Problem(what, _key(measure, "transferred"), todo=todo)


def _ages(measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    if isinstance(measure, SeriesMeasure | CurrencyMeasure) or measure.index.ages is None:
        return
    column = "birth_month" if measure.index.ages.on == "index" else "age"
    if "people" in extract.tables and column not in extract.mapped["people"]:
        what = f"the age is asked for, and the source maps no {column} of people"
        other = "recorded" if column == "birth_month" else "index"
        todo = f"map it in params/sources/{extract.source.id}.yaml, or write 'on: {other}'"
        yield Problem(what, _key(measure, "index → ages → on"), todo=todo)
