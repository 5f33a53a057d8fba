"""From a cohort of things done to their count, with the plan of the quarter's file or else of the extract."""

from fairclaim.claims.claim import Observed
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.measures import ActivityMeasure
from fairclaim.params.spec import RunSpec
from fairclaim.session.prints import printed
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Tally

_NOT_OVER = NotEstimable("The quarter was not over on the day the data was frozen.")


def done(spec: RunSpec, own: Cohort, measure: ActivityMeasure) -> tuple[Tally | NotEstimable, Observed]:
    """Count what was done in the quarter. A plan with its paper, in the quarter's file, goes before the extract's."""
    on_file = spec.quarter_file.planned.get(spec.service.id, {}).get(measure.id)
    supplied = None if on_file else own.planned
    observed = Observed(sample=None, flow=own.flow, fingerprints=(printed(own),), planned=supplied)
    if (own.frame["state"] == "immature").any():
        return _NOT_OVER, observed
    if on_file is not None:
        return Tally(len(own.frame), on_file.value), observed
    return Tally(len(own.frame), None if supplied is None else supplied[1]), observed
