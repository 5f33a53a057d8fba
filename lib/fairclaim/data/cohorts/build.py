"""Every cohort that a run needs, built once: this quarter, the quarters it is held against, audits and series."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.cohorts.fingerprints import canonical, fingerprint
from fairclaim.data.cohorts.flow import series_flow
from fairclaim.data.cohorts.lacking import without_its_tables
from fairclaim.data.cohorts.people import audit_cohort, people_cohort
from fairclaim.data.cohorts.periods import periods_of
from fairclaim.data.cohorts.planned import planned
from fairclaim.data.measuring.needs import faults, lacking
from fairclaim.data.measuring.series import check_series, organisations, series_rows
from fairclaim.data.measuring.sought import unmatched
from fairclaim.data.measuring.windows import check_window
from fairclaim.data.reading.extracts import Extract, extract_folder
from fairclaim.data.reading.told import told_file
from fairclaim.errors import DataRefused, FairclaimError, Problem
from fairclaim.params.measures import ActivityMeasure, AnyMeasure, SeriesMeasure
from fairclaim.params.spec import RunSpec


def build_cohorts(spec: RunSpec, extract: Extract) -> tuple[Cohort, ...]:
    """Build the cohort of every measure that a comparison, the pathway's standard or its harm names.

    Parameters
    ----------
    spec : RunSpec
    extract : Extract
        The run's own extract: what it is held against comes from the same one, so late rows bias neither side.

    Returns
    -------
    tuple of Cohort
        In the order of the comparisons: `this`, the reference periods asked for, `by_month` where a measure is held
        against its own series, then `audit`. The pathway's harm has every reference period that any comparison has, so
        that it can be paired with each. A measure of a comparison that needs a table which the source does not map, or
        which was not supplied this quarter, has cohorts without rows that name it (`lacks`); a standard or harm that
        only the pathway names is then left out, and its check says so.

    Raises
    ------
    DataRefused
        With all else that the measures need and the source does not give, and every value that a measure looks for and
        its tables do not hold.
    """
    asked = [spec.measure(name) for name in dict.fromkeys(c.measure for c in spec.service.comparisons)]
    extra = [name for name in (spec.pathway.standard, spec.pathway.harm) if name is not None]
    named = [measure for measure in (spec.measure(name) for name in dict.fromkeys(extra)) if measure not in asked]
    lacks = {measure.id: lacking(measure, extract) for measure in (*asked, *named)}
    wanted = [*asked, *(measure for measure in named if not lacks[measure.id])]
    if problems := [problem for measure in wanted for problem in _problems(measure, spec, extract, lacks[measure.id])]:
        raise DataRefused(*problems)
    return tuple(cohort for measure in wanted for cohort in _of(measure, spec, extract, lacks[measure.id]))


def _problems(measure: AnyMeasure, spec: RunSpec, extract: Extract, lacks: tuple[str, ...]) -> list[Problem]:
    found = [*faults(measure, extract, extract_folder(spec)), *_window_problems(measure)]
    return found if found or lacks else unmatched(measure, extract)


def _window_problems(measure: AnyMeasure) -> tuple[Problem, ...]:
    try:
        check_window(measure)
    except FairclaimError as refused:
        return refused.problems
    return ()


def _of(measure: AnyMeasure, spec: RunSpec, extract: Extract, lacks: tuple[str, ...]) -> Iterator[Cohort]:
    if isinstance(measure, SeriesMeasure):
        yield without_its_tables(measure, "this", lacks) if lacks else _series(measure, spec, extract)
        return
    for period in periods_of(measure, spec):
        if lacks:
            yield without_its_tables(measure, period, lacks)
            continue
        cohort = people_cohort(measure, period, spec, extract)
        if isinstance(measure, ActivityMeasure) and period == "this":
            cohort = replace(cohort, planned=planned(measure, extract, spec.quarter))
        yield cohort
    if "audits" in extract.tables and not lacks:
        audit = audit_cohort(measure, spec, extract)
        if audit is not None:
            yield audit


def _series(measure: SeriesMeasure, spec: RunSpec, extract: Extract) -> Cohort:
    needed = organisations(measure, spec.service)
    types = tuple(dict.fromkeys(organisation.type for organisation in needed))
    rows: Any = series_rows(measure, extract.tables["series"], types, spec.quarter)
    frame = rows.to_pyarrow().to_pandas(date_as_object=True)
    file = " and ".join(told_file(part, extract_folder(spec)) for part in extract.source.tables["series"])
    check_series(set(frame[["month", "org_type", "org_code"]].itertuples(index=False)), needed, spec.quarter, file)
    return Cohort(measure.id, "this", canonical(frame), series_flow(frame), fingerprint(frame))
