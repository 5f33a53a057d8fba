"""The words of each step of selection, by kind of measure and by the edges that it declares."""

from collections.abc import Iterator

from fairclaim.data.cohorts.cohort import Period
from fairclaim.params.edges import Index
from fairclaim.params.measures import (
    ActivityMeasure,
    CategoryMeasure,
    CurrencyMeasure,
    PersonMeasure,
    ProportionMeasure,
    QuantityMeasure,
    RateMeasure,
    TimeToEventMeasure,
    counts_deaths,
)
from fairclaim.params.scores import OfScores, PairedChangeMeasure, RecoveryMeasure

_EVENTS = {
    ("referrals", "referred_at"): "Referrals received",
    ("referrals", "first_contact_at"): "Referrals first seen",
    ("referrals", "discharged_at"): "Episodes that ended",
    ("contacts", "at"): "Contacts",
    ("safety_events", "at"): "Incidents",
    ("hospital_spells", "admitted_at"): "Admissions to hospital",
    ("hospital_spells", "discharged_at"): "Discharges from hospital",
    ("escalations", "occurred_at"): "Escalations",
    ("stability_checks", "at"): "Checks",
    ("complaints", "at"): "Complaints",
    ("goals", "set_at"): "Goals set",
    ("packages", "started_at"): "Packages that started",
    ("plans", "made_at"): "Plans made",
    ("scores", "at"): "Scores",
    ("deaths", "at"): "Deaths",
}
_WHEN: dict[Period, str] = {
    "this": "in the quarter",
    "previous_quarter": "in the quarter before",
    "same_quarter_last_year": "in the same quarter last year",
    "by_month": "in the months shown",
    "comparison_group": "in the quarter, of the comparison group",
    "by_arm": "in the months shown, of both groups",
}
_ON_THE_DAY: dict[Period, str] = {
    "this": "on the last day of the quarter",
    "previous_quarter": "on the last day of the quarter before",
    "same_quarter_last_year": "on the last day of the same quarter last year",
    "by_month": "on the last day of each month shown",
    "comparison_group": "on the last day of the quarter, of the comparison group",
    "by_arm": "on the last day of each month shown, of both groups",
}
_CLOSED = ("immature", "Whose window had closed by the freeze date")
_DAY_KNOWN = ("immature", "Known, as the day lies before the freeze date")


def start_of(measure: PersonMeasure, period: Period) -> str:
    """Name what a cohort starts from."""
    if isinstance(measure, CurrencyMeasure):
        what = "Referrals" if measure.open.table == "referrals" else "Records"
        return f"{what} open {_ON_THE_DAY[period]}, for long enough to be owed it"
    if isinstance(measure, RateMeasure) and measure.window is None:
        return f"Followed {_WHEN[period]}"
    ages = ", of the ages counted or of no known age" if measure.index.ages is not None else ""
    return f"{_began(measure.index, period)}{ages}"


def eligible_of(measure: PairedChangeMeasure, period: Period) -> str:
    """Name all those whose change could have been known."""
    return f"{_began(measure.index, period)}{', of the ages counted' if measure.index.ages is not None else ''}"


def _began(index: Index, period: Period) -> str:
    words = f"{_EVENTS.get((index.table, index.at), 'Events')} {_WHEN[period]}"
    words += ", of the kinds counted" if index.where or index.where_not else ""
    words += ", at the start of a new episode" if index.washout is not None else ""
    return words + (", the first of each person" if index.counts == "people" else "")


def steps_of(measure: PersonMeasure) -> Iterator[tuple[str, str]]:
    """Give each state that is taken out, in order, with the words for what is left."""
    match measure:
        case PairedChangeMeasure():
            yield from _of_scores(measure)
        case RecoveryMeasure():
            yield "began_outside", "Left after taking out those whose first score was outside the range"
            yield from _of_scores(measure)
        case CurrencyMeasure():
            yield _DAY_KNOWN
            yield "died", "Left after taking out those who had died by then"
        case RateMeasure():
            yield from _of_rate(measure)
        case ActivityMeasure():
            yield "immature", "Known, as the period ended before the freeze date"
        case CategoryMeasure():
            yield _CLOSED
            yield "not_observed", "With something recorded"
        case TimeToEventMeasure():
            if measure.followed_to is not None:
                yield "not_observed", "Left after taking out those who were not followed"
            yield from _moved(measure, "before the event")
        case ProportionMeasure():
            yield from _of_proportion(measure)
        case QuantityMeasure():
            yield from _of_quantity(measure)


def _of_scores(measure: OfScores) -> Iterator[tuple[str, str]]:
    yield "died", "Left after taking out those who died before a last score"
    labels = f"With a score at both '{measure.first}' and '{measure.last}'"
    yield "not_observed", labels if measure.pairing == "labelled" else "With a first and a later score"


def _of_rate(measure: RateMeasure) -> Iterator[tuple[str, str]]:
    yield _CLOSED if measure.window is not None else ("immature", "Known, as the period ended before the freeze date")
    if measure.died == "excluded":
        within = "inside the window" if measure.window is not None else "in the period"
        yield "died", f"Left after taking out those who died {within}"


def _of_proportion(measure: ProportionMeasure) -> Iterator[tuple[str, str]]:
    yield _CLOSED
    if measure.died == "excluded":
        died = "whose death is dated before the window" if counts_deaths(measure) else "who died inside the window"
        yield "died", f"Left after taking out those {died}"
    yield from _moved(measure, "inside the window")
    if measure.observed_when is not None and measure.not_observed != "failure":
        yield "not_observed", "Left after taking out those whose outcome was not checked"


def _of_quantity(measure: QuantityMeasure) -> Iterator[tuple[str, str]]:
    yield _CLOSED
    if measure.died == "excluded":
        yield "died", "Left after taking out those who died inside the window"
    yield from _moved(measure, "inside the window")
    if measure.none_found == "not_observed" or measure.amount.column is not None:
        yield "not_observed", "With an amount recorded"


def _moved(measure: ProportionMeasure | QuantityMeasure | TimeToEventMeasure, when: str) -> Iterator[tuple[str, str]]:
    if measure.transferred == "excluded":
        yield "transferred", f"Left after taking out those transferred {when}"
    if measure.rereferred == "excluded":
        yield "rereferred", f"Left after taking out those referred again {when}"
