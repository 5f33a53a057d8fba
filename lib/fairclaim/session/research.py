"""The documented way for researchers to the frozen cohorts: the same people that the report counted."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fairclaim.data.cohorts.cohort import Cohort, Period


def open_cohorts(
    service: str, quarter: str, params_dir: "str | Path | None" = None
) -> "Mapping[tuple[str, Period], Cohort]":
    """Build the cohorts of one report from its extract, for a notebook of one's own.

    Parameters
    ----------
    service, quarter : str
        Ids under params/services/ and params/quarters/.
    params_dir : str or Path, optional
        The params folder; the one of the project that the working folder lies in unless given.

    Returns
    -------
    mapping of (str, Period) to Cohort
        Id of the measure and period (`this`, `previous_quarter`, ...) → cohort, with `.frame` (a row an index event,
        without identifiers), `.flow` (steps of selection) and `.fingerprint` (that of the report's appendix). A cohort
        whose tables were not supplied has an empty frame and names them in `.lacks`.

    Raises
    ------
    FairclaimError
        With the same refusals as the report: nothing can be opened here that a report would not be made from.

    Notes
    -----
    The rows are about people, one by one, and no disclosure control has acted on them: they stay where the extract may
    be. A frame is the caller's own, and changing it changes no report.
    """
    from fairclaim.params.load import load_spec
    from fairclaim.params.project import find_params
    from fairclaim.session.frozen import frozen

    todo = "Start the notebook inside the project, or name its params folder with params_dir"
    params = Path(params_dir) if params_dir is not None else find_params(Path.cwd(), todo)
    spec = load_spec(service, quarter, params)
    return {(cohort.measure, cohort.period): cohort for cohort in frozen(spec).cohorts}
