"""What a measure needs of an extract, and what of it the source does not give: told before anything is counted."""

from collections.abc import Iterator, Mapping

from fairclaim.data.contract import CONTRACT
from fairclaim.data.extracts import Extract
from fairclaim.errors import Problem
from fairclaim.params.measures import AnyMeasure, PairedChangeMeasure, ProportionMeasure, SeriesMeasure


def unmet(measure: AnyMeasure, extract: Extract) -> list[Problem]:
    """List what the source lacks for a measure: whole tables, single columns, or times where hours are counted."""
    mapping = f"params/sources/{extract.source.id}.yaml"
    needed = tables_needed(measure)
    lacking = [table for table in needed if table not in extract.tables]
    if lacking:
        what = f"the source does not map this table, and the measure {measure.id} needs it"
        todo = "map it, or take the measure out of the service's comparisons"
        return [Problem(what, f"{mapping} → tables → {table}", todo=todo) for table in lacking]
    return [*_columns(measure, extract, mapping), *_hours(measure, extract)]


def tables_needed(measure: AnyMeasure) -> tuple[str, ...]:
    """Contract tables without which a measure cannot be counted, `deaths` wherever an edge is declared for it."""
    if isinstance(measure, SeriesMeasure):
        return ("series",)
    if isinstance(measure, PairedChangeMeasure):
        return tuple(dict.fromkeys((measure.index.table, "scores")))
    names = [measure.index.table, measure.outcome.table, "referrals", "deaths"]
    names += [measure.observed_when.table] if measure.observed_when is not None else []
    names += ["scores"] if measure.baseline is not None else []
    return tuple(dict.fromkeys(names))


def _named(measure: AnyMeasure) -> Iterator[tuple[str, str, str | None, Mapping[str, list[str]]]]:
    # Each place of a measure that names columns: key, table, time column, and the columns of `where`.
    if isinstance(measure, SeriesMeasure):
        yield "column", "series", None, {measure.column: []}
        return
    yield "index", measure.index.table, measure.index.at, measure.index.where
    if isinstance(measure, ProportionMeasure):
        yield "outcome", measure.outcome.table, measure.outcome.at, measure.outcome.where
        if measure.observed_when is not None:
            look = measure.observed_when
            yield "observed_when", look.table, look.at, look.where


def _columns(measure: AnyMeasure, extract: Extract, mapping: str) -> Iterator[Problem]:
    for key, table, at, where in _named(measure):
        place = f"params/measures/{measure.id}.yaml → {key}"
        given = extract.source.tables[table].columns
        kinds = {name: str(column.dtype) for name, column in CONTRACT[table].columns.items()}
        times = [name for name, kind in kinds.items() if kind.startswith("datetime")]
        words = [name for name in given if kinds.get(name, "str") == "str"]
        if at is not None and at not in times:
            yield Problem("it is not a date of its table", place, f"'{at}'", ", ".join(times), "name one of them")
        for column in where:
            if column not in given:
                todo = f"map the column in {mapping}, or name one of these"
                yield Problem(
                    f"the source maps no such column of {table}", place, f"'{column}'", ", ".join(given), todo
                )
            elif column not in words and not isinstance(measure, SeriesMeasure):
                what = "it holds numbers or dates, and 'where' compares words"
                yield Problem(what, place, f"'{column}'", ", ".join(words), "name one of these")


def _hours(measure: AnyMeasure, extract: Extract) -> Iterator[Problem]:
    if not isinstance(measure, ProportionMeasure) or measure.window.clock != "hours":
        return
    for _, table, at, _ in _named(measure):
        if at is not None and (table, at) in extract.day_only:
            where = f"{extract.source.tables[table].file} → {extract.source.tables[table].columns[at]}"
            todo = "extract the times too, or set 'clock: days' in the measure"
            yield Problem(f"the measure {measure.id} counts hours, and a time is missing", where, "days only", "", todo)
