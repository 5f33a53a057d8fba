"""What results are broken down by: the person's columns, the age band, the team, and a number for the person."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from fairclaim.data.measuring.ages import age_of
from fairclaim.data.measuring.asked import Asked

# In the order in which they stand in every cohort.
COVARIATES: tuple[tuple[str, str], ...] = (
    ("age_band", "string"),
    ("sex", "string"),
    ("ethnicity", "string"),
    ("deprivation", "float64"),
    ("site", "string"),
    ("arm", "string"),
    ("team", "string"),
)
WANTED = frozenset({"person_id", "team"})


def age_labels(bands: tuple[int, ...]) -> tuple[str, ...]:
    """Name the bands: (18, 65) gives '0 to 17', '18 to 64', '65 or over'."""
    edges = (0, *bands)
    below = [f"{low} to {high - 1}" for low, high in pairwise(edges)]
    return (*below, f"{edges[-1]} or over")


def with_covariates(told: Any, tables: Mapping[str, Any], asked: Asked) -> Any:
    """Add the covariates, null where not mapped or not known, and `person`.

    Parameters
    ----------
    told : ibis Table
        Rows with `person_id`, `team` and `index_on`.
    tables : mapping of str to ibis Table
    asked : Asked

    Returns
    -------
    ibis Table
        With `person`: 0, 1, 2 … in the order of the persons' keys, within these rows; null where the person is not
        known. The number costs one sort of all rows, and the people's columns one join.
    """
    import ibis

    ranked = ibis.dense_rank().over(order_by=told.person_id.asc(nulls_first=False))
    told = told.mutate(person=ibis.ifelse(told.person_id.notnull(), ranked, None))
    if "people" not in tables:
        return told.mutate(**{name: ibis.null(kind) for name, kind in COVARIATES if name != "team"})
    people = tables["people"]
    theirs = [name for name, _ in COVARIATES if name in people.columns]
    ages = [name for name in ("age", "birth_month") if name in people.columns]
    known = people.select(*theirs, *ages, who="person_id")
    told = told.left_join(known, told.person_id == known.who)
    missing = {name: ibis.null(kind) for name, kind in COVARIATES if name not in {*theirs, "team", "age_band"}}
    return told.mutate(age_band=_band(age_of(told, told.index_on), asked.age_bands), **missing).drop("who", *ages)


def _band(age: Any, bands: tuple[int, ...]) -> Any:
    import ibis

    labels = age_labels(bands)
    upper = [(age < edge, label) for edge, label in zip(bands, labels, strict=False)]
    return ibis.cases((age.isnull(), ibis.null("string")), *upper, else_=labels[-1])
