"""Measures that the pathway names and no comparison asks about: what they would get, if one did."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fairclaim.data.cohorts.people import people_cohort
from fairclaim.data.measuring.needs import faults, lacking
from fairclaim.data.measuring.sought import unmatched
from fairclaim.data.reading.extracts import extract_folder
from fairclaim.params.measures import AnyMeasure, SeriesMeasure
from fairclaim.params.spec import RunSpec
from fairclaim.session.readiness.people import group
from fairclaim.session.readiness.sizes import MeasureState
from fairclaim.session.supply import not_supplied

if TYPE_CHECKING:
    from fairclaim.data.reading.extracts import Extract

AGAINST = "in no comparison: not in the report"


def uncompared(spec: RunSpec, extract: "Extract") -> tuple[MeasureState, ...]:
    """Look at each measure of the pathway that the service does not ask about, in the pathway's order."""
    compared = {comparison.measure for comparison in spec.service.comparisons}
    return tuple(_state(spec, extract, measure) for measure in spec.measures if measure.id not in compared)


def _state(spec: RunSpec, extract: "Extract", measure: AnyMeasure) -> MeasureState:
    bare = MeasureState(measure=measure.id, title=measure.title, against=AGAINST)
    if without := lacking(measure, extract):
        return replace(bare, lacks=(not_supplied(without, spec.quarter_file),))
    if problems := faults(measure, extract, extract_folder(spec)) or unmatched(measure, extract):
        return replace(bare, lacks=tuple(f"{problem.where}: {problem.what}." for problem in problems))
    if isinstance(measure, SeriesMeasure):
        return bare
    return replace(bare, groups=(group(people_cohort(measure, "this", spec, extract), measure, spec.quarter),))
