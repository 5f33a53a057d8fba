"""Text of the files that a new service needs: its own, a source that reads the templates, and a quarter's."""

from collections.abc import Iterator, Sequence
from datetime import date

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.kinds import EARLIER, WITH_A_GROUP, Against
from fairclaim.params.answers import ANSWERS, SHARES, gives_ratio, methods_for, name_of
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Pathway
from fairclaim.params.quarters import Quarter

_GROUP = 'name: the people of the comparison site, source: "Plan of the comparison", dated: 2024-04-01'
_BESIDES = {
    "target": 'target: {value: 0.85, name: the contract standard, source: "Contract, schedule 4", dated: 2024-04-01}',
    "benchmark": 'benchmark: {type: National, code: "National", name: England}',
    "comparison_group": f"group: {{{_GROUP}}}",
    "difference_in_differences": f"group: {{{_GROUP}, changed_on: 2024-04-01}}",
}
_PERCENT_TARGET = _BESIDES["target"].replace("0.85", "70")
# The simple contrast comes with the design: a service asks one of the two.
_TOLD_BY_ITS_DESIGN: Against = "comparison_group"
# The plainest question first: it can be answered from the first quarter on.
_FIRST: tuple[Against, ...] = ("nothing", "own_series")


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


def _plainest(measure: AnyMeasure) -> Against | None:
    return next((against for against in _FIRST if methods_for(measure.kind, against)), None)


def _comparisons(measure: AnyMeasure) -> Iterator[str]:
    plainest = _plainest(measure)
    yield f"  # {measure.title}"
    if plainest:
        yield f"  - measure: {measure.id}"
        yield f"    against: {plainest}"
        yield f"    method: {_method(measure, plainest)}"
    else:
        yield f"  # {measure.id}: no method answers a question about this kind of measure yet ({measure.kind})."
    for kind, against in ANSWERS:
        if kind == measure.kind and against not in {plainest, _TOLD_BY_ITS_DESIGN} and methods_for(kind, against):
            yield f"  # - measure: {measure.id}"
            yield f"  #   against: {against}"
            yield f"  #   method: {_method(measure, against)}"
            yield from (f"  #   {beside}" for beside in _beside(measure, against))


def _beside(measure: AnyMeasure, against: Against) -> Iterator[str]:
    """Write the keys that a question takes besides its method; none where it takes none."""
    if against in EARLIER or against in WITH_A_GROUP:
        method = methods_for(measure.kind, against)[0].variants()[0]
        of_others = "0.05" if measure.kind in SHARES else "1"
        yield f"margin: {'1.1' if gives_ratio(method) else of_others}  # the smallest difference that matters"
    if beside := _PERCENT_TARGET if (measure.kind, against) == ("series", "target") else _BESIDES.get(against):
        yield beside


def _method(measure: AnyMeasure, against: Against) -> str:
    method = methods_for(measure.kind, against)[0]
    interval = method.model_fields.get("interval")
    name = name_of(method)
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
