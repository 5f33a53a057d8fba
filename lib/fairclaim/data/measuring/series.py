"""A published series: the months of every organisation of the types that a service is held against."""

from datetime import date
from typing import Any

from fairclaim.errors import DataRefused, Problem
from fairclaim.params.measures import SeriesMeasure
from fairclaim.params.models import Organisation, Service
from fairclaim.params.quarters import Quarter


def series_rows(measure: SeriesMeasure, series: Any, types: tuple[str, ...], quarter: Quarter) -> Any:
    """Compile the measure: all months up to the quarter's end, all organisations of the types named.

    Returns
    -------
    ibis Table
        `month`, `org_type`, `org_code`, `org_name`, `value` (null where nothing was published).
    """
    import ibis

    own = series.filter(
        series.indicator.lower() == measure.indicator.lower(),
        series.org_type.isin(types),
        series.month <= ibis.date(quarter.end),
    )
    return own.select("month", "org_type", "org_code", "org_name", value=own.value)


def organisations(measure: SeriesMeasure, service: Service) -> tuple[Organisation, ...]:
    """Whose rows a service's comparisons of this series need: its own, and each benchmark's."""
    own = [service.organisation] if service.organisation is not None else []
    benchmarks = [c.benchmark for c in service.comparisons if c.measure == measure.id and c.benchmark is not None]
    return (*own, *benchmarks)


def check_series(
    keys: set[tuple[date, str, str]], needed: tuple[Organisation, ...], quarter: Quarter, file: str
) -> None:
    """Raise DataRefused where an organisation has no row, or the file ends before the quarter does.

    Parameters
    ----------
    keys : set of (date, str, str)
        Month, type and code of each row.
    needed : tuple of Organisation
    quarter : Quarter
    file : str
        The file as it is told to the user.
    """
    present = {(org_type, code) for _, org_type, code in keys}
    todo = "check type and code in the service's file against the published file"
    problems = [
        Problem(f"there is no row of the {org.type} with the code '{org.code}'", file, todo=todo)
        for org in needed
        if (org.type, org.code) not in present
    ]
    if keys and max(month for month, _, _ in keys) < quarter.end.replace(day=1):
        todo = "put the publication there that covers the quarter"
        problems.append(Problem(f"the months end before the quarter {quarter} does", file, todo=todo))
    if problems:
        raise DataRefused(*problems)
