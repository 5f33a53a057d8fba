"""The state of every table that the source gives or a measure needs."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.data.measuring.needs import tables_needed
from fairclaim.params.sources import Source
from fairclaim.params.spec import RunSpec
from fairclaim.session.readiness.feeds import main_day, read_feed
from fairclaim.session.readiness.gap import Share
from fairclaim.session.readiness.linkage import covered, linked
from fairclaim.session.readiness.states import Handled, TableState
from fairclaim.session.readiness.table_gaps import Seen, table_gaps
from fairclaim.session.readiness.tables_of import Wanted, outcome_tables, wanted

if TYPE_CHECKING:
    from fairclaim.data.reading.extracts import Extract


def table_states(spec: RunSpec, extract: "Extract") -> tuple[TableState, ...]:
    """Look at every table that the source maps, the quarter names as missing, or a measure needs.

    Returns
    -------
    tuple of TableState
        In the contract's order.
    """
    needs, telling = _days_wanted(spec), outcome_tables(spec.measures)
    named = set(spec.source.tables) | set(needs) | set(spec.quarter_file.not_supplied)
    states = []
    for table in (table for table in CONTRACT if table in named):
        bare = TableState(table=table, about=str(CONTRACT[table].description), tells_outcome=table in telling)
        if table in extract.tables:
            states.append(_looked_at(bare, spec, extract, needs.get(table)))
        else:
            states.append(replace(bare, why_not=_why_not(spec, table)))
    return tuple(states)


def _days_wanted(spec: RunSpec) -> dict[str, Wanted]:
    found: dict[str, Wanted] = {}
    for measure in spec.measures:
        for table in tables_needed(measure):
            one = wanted(spec, measure, table)
            other = found.get(table, one)
            found[table] = Wanted(min(one.first, other.first), max(one.last, other.last))
    return found


def _why_not(spec: RunSpec, table: str) -> str:
    given = spec.quarter_file.not_supplied.get(table)
    return given if given is not None else f"the source {spec.source.id} does not map it"


def _looked_at(bare: TableState, spec: RunSpec, extract: "Extract", need: Wanted | None) -> TableState:
    table, quarter = bare.table, spec.quarter
    rows = extract.tables[table]
    # The rows of an outcome are counted up to the quarter: later ones would be a look at the result.
    feed = read_feed(rows, main_day(table, rows.columns), quarter.start if bare.tells_outcome else None)
    now = covered(table, extract.tables, quarter.start, quarter.end)
    earlier = covered(table, extract.tables, quarter.year_before.start, quarter.start - timedelta(days=1))
    links = linked(table, extract.tables)
    linked_to = spec.quarter_file.linked_to.get(table)
    ends = linked_to or feed.last
    state = replace(
        bare,
        rows=feed.rows,
        first=feed.first,
        last=feed.last,
        empty_months=feed.empty_months,
        linked_to=linked_to,
        ends_early=None if ends is None else max(0, (spec.quarter_file.as_at - ends).days),
        linked=_in_100(links) if bare.tells_outcome else links,
        covered=earlier if bare.tells_outcome else now,
        handled=_handled(extract, table),
        unconfirmed=_unconfirmed(spec.source, table),
    )
    seen = Seen(feed=feed, ends=ends, need=need, earlier=None if bare.tells_outcome else earlier)
    return replace(state, gaps=table_gaps(state, seen, spec))


def _in_100(share: Share | None) -> Share | None:
    # How many rows there are in all would give away how many of them are the quarter's.
    return None if share is None or share.value is None else Share(part=int(100 * share.value + 1e-9), whole=100)


def _handled(extract: "Extract", table: str) -> tuple[Handled, ...]:
    return tuple(Handled(what=o.what, rows=o.rows, done=o.done) for o in extract.oddities if o.table == table)


def _unconfirmed(source: Source, table: str) -> tuple[str, ...]:
    parts = source.tables.get(table, ())
    return tuple(dict.fromkeys(header for part in parts for header in part.unconfirmed))
