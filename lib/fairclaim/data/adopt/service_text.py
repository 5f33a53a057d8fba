"""Text of the files that a new service needs: its own, a source that reads the templates, and a quarter's."""

from collections.abc import Iterator, Sequence
from datetime import date

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.params.cross_checks import ANSWERS
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Pathway
from fairclaim.params.quarters import Quarter
from fairclaim.stats.methods import METHODS

_BESIDES = {
    "target": 'target: {value: 0.85, name: the contract standard, source: "Contract, schedule 4", dated: 2024-04-01}',
    "benchmark": 'benchmark: {type: National, code: "National", name: England}',
    "previous_quarter": "margin: 0.05  # the smallest difference that matters",
    "same_quarter_last_year": "margin: 0.05  # the smallest difference that matters",
}
_PERCENT_TARGET = _BESIDES["target"].replace("0.85", "70")
# The plainest question first: it can be answered from the first quarter on.
_FIRST = ("nothing", "own_series")


def service_text(service: str, source: str, pathway: Pathway, measures: Sequence[AnyMeasure]) -> str:
    """Write a service whose comparisons are the plainest of its pathway's measures, with the others as comments."""
    lines = [
        "# yaml-language-server: $schema=../schema/service.schema.json",
        "version: 1",
        f"id: {service}",
        f"name: {service.replace('-', ' ').capitalize()}",
        f"pathway: {pathway.id}",
        f"source: {source}",
        "about: >-",
        "  TODO: what the service does, for whom and for how long, in a sentence or two for readers.",
    ]
    if any(measure.kind == "series" for measure in measures):
        lines.append('organisation: {type: Provider, code: "TODO"}  # as the publication codes it')
    lines.append("comparisons:")
    for measure in measures:
        lines += _comparisons(measure)
    return "\n".join(lines) + "\n"


def answerable(measures: Sequence[AnyMeasure]) -> list[AnyMeasure]:
    """Return the measures that the plainest questions can be asked of."""
    return [measure for measure in measures if _plainest(measure)]


def _plainest(measure: AnyMeasure) -> str:
    return next((against for against in _FIRST if (measure.kind, against) in ANSWERS), "")


def _comparisons(measure: AnyMeasure) -> Iterator[str]:
    plainest = _plainest(measure)
    yield f"  # {measure.title}"
    if plainest:
        yield f"  - measure: {measure.id}"
        yield f"    against: {plainest}"
        yield f"    method: {_method(measure, plainest)}"
    else:
        yield f"  # {measure.id}: no method answers a question about this kind of measure yet ({measure.kind})."
    for (kind, against), _ in ANSWERS.items():
        if kind == measure.kind and against != plainest:
            yield f"  # - measure: {measure.id}"
            yield f"  #   against: {against}"
            yield f"  #   method: {_method(measure, against)}"
            beside = _PERCENT_TARGET if (kind, against) == ("series", "target") else _BESIDES.get(against)
            if beside is not None:
                yield f"  #   {beside}"


def _method(measure: AnyMeasure, against: str) -> str:
    name = next(method for (kind, asked), method in ANSWERS.items() if kind == measure.kind and asked == against)
    method = next(method for method in METHODS if method.model_fields["name"].default == name)
    interval = method.model_fields.get("interval")
    return f"{{name: {name}, interval: {interval.default}}}" if interval is not None else f"{{name: {name}}}"


def template_source(source: str, folder: str, tables: Sequence[str]) -> str:
    """Write a source that reads filled-in templates: each contract column is headed by its own name."""
    lines = [
        "# yaml-language-server: $schema=../schema/source.schema.json",
        "# Reads the Excel templates of 'fairclaim init'. A table that is not kept: take it out here.",
        "version: 1",
        f"id: {source}",
        f"name: {source.replace('-', ' ').capitalize()}  # for readers: the name of the record",
        "publisher: TODO  # for readers: who keeps it",
        "tables:",
    ]
    for table in tables:
        lines += [f"  {table}:", f"    file: {folder}/{table}.xlsx", f"    sheet: {table}", "    columns:"]
        lines += [f"      {column}: {column}" for column in CONTRACT[table].columns]
    return "\n".join(lines) + "\n"


def quarter_text(quarter: Quarter, extract: str, as_at: date) -> str:
    """Write a quarter's file."""
    return "\n".join((
        "# yaml-language-server: $schema=../schema/quarter.schema.json",
        "version: 1",
        f"id: {quarter}",
        f"extract: {extract}",
        f"as_at: {as_at}  # check: the day on which the extract is frozen",
        "issues: []",
        "# Tables that cannot be had this quarter, with the reason in words for readers:",
        "# not_supplied: {safety_events: the incident system was being replaced}",
        "# Feeds from elsewhere, with the last day to which each is linked and complete:",
        "# linked_to: {deaths: 2025-05-31}",
        "",
    ))  # fmt: skip
