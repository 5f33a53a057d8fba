"""A measure of people as one Ibis expression, whatever its kind: the only door to the modules of the kinds."""

from collections.abc import Mapping
from typing import Any, assert_never

from fairclaim.data.measuring.activity import activity_rows
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.category import category_rows
from fairclaim.data.measuring.covariates import COVARIATES, WANTED, with_covariates
from fairclaim.data.measuring.currency import currency_rows
from fairclaim.data.measuring.paired_change import paired_rows
from fairclaim.data.measuring.proportion import proportion_rows
from fairclaim.data.measuring.quantity import quantity_rows
from fairclaim.data.measuring.rate import rate_rows
from fairclaim.data.measuring.recovery import recovery_rows
from fairclaim.data.measuring.time_to_event import time_to_event_rows
from fairclaim.params.measures import (
    ActivityMeasure,
    CategoryMeasure,
    CurrencyMeasure,
    PersonMeasure,
    ProportionMeasure,
    QuantityMeasure,
    RateMeasure,
    TimeToEventMeasure,
)
from fairclaim.params.scores import PairedChangeMeasure, RecoveryMeasure

# What each kind of measure tells of a row besides its state.
OWN: dict[str, tuple[str, ...]] = {
    "proportion": ("baseline",),
    "rate": ("events", "exposure"),
    "paired_change": ("before", "after"),
    "recovery": ("before", "after"),
    "quantity": ("value",),
    "time_to_event": ("time",),
    "currency": (),
    "category": ("category",),
    "activity": (),
}


def measured(measure: PersonMeasure, tables: Mapping[str, Any], asked: Asked, *, covariates: bool = True) -> Any:
    """Compile a measure: one row for each index event, with what became of it.

    Parameters
    ----------
    measure : PersonMeasure
    tables : mapping of str to ibis Table
        The contract tables that the measure needs (`needs.tables_needed`), all of one backend. Optional ones (deaths,
        people) are used where they are there.
    asked : Asked
        Which days' index events, as the record stood on which day.
    covariates : bool
        Whether to add what results are broken down by, and the person's number: a sort of all rows and one join.

    Returns
    -------
    ibis Table
        `row`, `referral_id` (to be dropped before freezing), `index_on`, `state`, the kind's own columns (`OWN`), and
        with covariates: age_band, sex, ethnicity, deprivation, site, arm, team (null where not mapped), and `person`.
        Nothing is run here.
    """
    wanted = WANTED if covariates else frozenset()
    told = _rows(measure, tables, asked, wanted)
    own = ("row", "referral_id", "index_on", "state", *OWN[measure.kind])
    if not covariates:
        return told.select(*own)
    return with_covariates(told, tables, asked).select(*own, *(name for name, _ in COVARIATES), "person")


def _rows(measure: PersonMeasure, tables: Mapping[str, Any], asked: Asked, wanted: frozenset[str]) -> Any:
    told: Any
    match measure:
        case ProportionMeasure():
            told = proportion_rows(measure, tables, asked, wanted)
        case PairedChangeMeasure():
            told = paired_rows(measure, tables, asked, wanted)
        case RecoveryMeasure():
            told = recovery_rows(measure, tables, asked, wanted)
        case RateMeasure():
            told = rate_rows(measure, tables, asked, wanted)
        case QuantityMeasure():
            told = quantity_rows(measure, tables, asked, wanted)
        case TimeToEventMeasure():
            told = time_to_event_rows(measure, tables, asked, wanted)
        case CurrencyMeasure():
            told = currency_rows(measure, tables, asked, wanted)
        case ActivityMeasure():
            told = activity_rows(measure, tables, asked, wanted)
        case CategoryMeasure():
            told = category_rows(measure, tables, asked, wanted)
        case never:
            assert_never(never)
    return told
