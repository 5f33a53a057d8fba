"""Everything that `check` says, from the files: tables, comparisons, and whatever stands in the way of a run."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from fairclaim.errors import FairclaimError
from fairclaim.params.spec import RunSpec
from fairclaim.session.readiness.commentary import commentary_gaps
from fairclaim.session.readiness.measure_states import measure_states
from fairclaim.session.readiness.sizes import MeasureState
from fairclaim.session.readiness.states import Readiness
from fairclaim.session.readiness.table_states import table_states
from fairclaim.session.readiness.uncompared import uncompared

if TYPE_CHECKING:
    from fairclaim.data.reading.extracts import Extract

Told = Callable[[str], None]


def readiness(spec: RunSpec, told: Told = lambda _: None) -> Readiness:
    """Look at one service in one quarter, without a look at any outcome of it.

    Parameters
    ----------
    spec : RunSpec
    told : function of str, optional
        Is given the name of each stage as it starts.

    Returns
    -------
    Readiness
        Holding every problem that refuses the run, instead of raising it: what can still be told is told beside it.
    """
    from fairclaim.data.reading.extracts import open_extract
    from fairclaim.data.synthetic.ensure import ensure

    told("reading the extract")
    found = _bare(spec)
    try:
        found = replace(found, commentary=commentary_gaps(spec))
        ensure(spec)
        extract = open_extract(spec)
    except FairclaimError as error:
        return refused(error, found)
    told("looking at its tables")
    found = replace(found, tables=table_states(spec, extract))
    told("counting the measures' people")
    try:
        return replace(found, measures=_measures(spec, extract))
    except FairclaimError as error:
        return refused(error, found)


def nothing_read(error: FairclaimError) -> Readiness:
    """Say that params themselves are refused: of which service and quarter is then not known for certain."""
    return refused(error, Readiness(service="", quarter="", quarter_words="", as_at=None))


def refused(error: FairclaimError, found: Readiness) -> Readiness:
    """Add what refuses the run to what could be told all the same."""
    return replace(found, problems=error.problems, exit_code_of_problems=error.exit_code)


def _measures(spec: RunSpec, extract: "Extract") -> tuple[MeasureState, ...]:
    from fairclaim.data.cohorts.build import build_cohorts
    from fairclaim.session.questions import questions

    asked = questions(spec, build_cohorts(spec, extract))
    return (*measure_states(spec, extract, asked), *uncompared(spec, extract))


def _bare(spec: RunSpec) -> Readiness:
    return Readiness(
        service=spec.service.id,
        quarter=str(spec.quarter),
        quarter_words=spec.quarter.readers_name,
        as_at=spec.quarter_file.as_at,
    )
