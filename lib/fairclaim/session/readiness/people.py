"""From a frozen cohort to sizes: how many came in, were lost on the way, and are counted. Never how they fared."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from fairclaim.checks.followup import nobody_looked
from fairclaim.data.measuring.windows import hours
from fairclaim.params.edges import Window
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.quarters import Quarter
from fairclaim.session.readiness.gap import Share
from fairclaim.session.readiness.sizes import Group

if TYPE_CHECKING:
    from fairclaim.data.cohorts.cohort import Cohort

# States are only ever told apart by whether somebody is counted: what became of them is not looked at here.
_LOST = {
    "began_outside": "began outside the range",
    "died": "died",
    "not_observed": "outcome not known",
    "transferred": "transferred",
    "rereferred": "referred again",
}


def group(cohort: "Cohort", measure: AnyMeasure, period: Quarter) -> Group:
    """Count one period's people.

    Parameters
    ----------
    cohort : Cohort
        Of people. Its flow tells how many index events there were, its frame what is left of them.
    measure : AnyMeasure
    period : Quarter
        Whose index events they are.
    """
    states, (start, events) = cohort.frame["state"], cohort.flow[0]
    ageless = events - cohort.flow[1][1] if _by_age(measure) else 0
    # A measure that takes open windows out keeps no row of them.
    gone = events - ageless - len(states)
    in_frame = int((states == "immature").sum())
    lost = [(words, int((states == state).sum())) for state, words in _LOST.items()]
    lost += [("age not known", ageless), ("window still open", in_frame + gone)]
    unseen = int((states == "not_observed").sum())
    counted = events - sum(number for _, number in lost)
    last = max(cohort.frame.loc[states == "immature", "index_on"]) if in_frame else period.end
    return Group(
        period=period.readers_name,
        events=events,
        events_words=start[0].lower() + start[1:],
        lost=tuple((words, number) for words, number in lost if number),
        counted=counted,
        seen=None if nobody_looked(measure) else Share(part=counted, whole=counted + unseen),
        still_open=in_frame + gone,
        closed_on=_closed(measure, last) if in_frame + gone else None,
    )


def _by_age(measure: AnyMeasure) -> bool:
    return getattr(getattr(measure, "index", None), "ages", None) is not None


def _closed(measure: AnyMeasure, last: date) -> date | None:
    """First freeze date at which the window of an index event on this day has closed, whatever its hour."""
    window = getattr(measure, "window", None)
    if not isinstance(window, Window):
        return None
    if window.clock == "hours":
        return last + timedelta(days=(hours(window.end) + 23) // 24)
    return last + timedelta(days=hours(window.end) // 24 - (window.end_day == "exclusive"))
