"""From a cohort of things done to their count, with the plan that the quarter's file gives."""

from fairclaim.claims.claim import Observed
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.params.measures import ActivityMeasure
from fairclaim.params.spec import RunSpec
from fairclaim.session.prints import printed
from fairclaim.stats.results import NotEstimable
from fairclaim.stats.samples import Tally

_NOT_OVER = NotEstimable("The quarter was not over on the day the data was frozen.")


def done(spec: RunSpec, own: Cohort, measure: ActivityMeasure) -> tuple[Tally | NotEstimable, Observed]:
    """Count what was done in the quarter."""
    observed = Observed(sample=None, flow=own.flow, fingerprints=(printed(own),))
    if (own.frame["state"] == "immature").any():
        return _NOT_OVER, observed
    plan = spec.quarter_file.planned.get(spec.service.id, {}).get(measure.id)
    return Tally(len(own.frame), None if plan is None else plan.value), observed
