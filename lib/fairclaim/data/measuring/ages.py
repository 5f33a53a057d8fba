"""How old somebody was, and who is left out because that is not known."""

from collections.abc import Mapping
from typing import Any

from fairclaim.params.edges import Ages


def age_of(people: Any, on: Any) -> Any:
    """Put the age in whole years on a day into an expression, from the month of birth, else as recorded.

    Only the month of birth is ever held, so a birthday is taken to be the first of its month. Null where not known.
    """
    recorded = recorded_age(people)
    if "birth_month" not in people.columns:
        return recorded
    return age_at(people.birth_month, on).coalesce(recorded)


def recorded_age(people: Any) -> Any:
    """Put the age as the extract gives it, in whole years, into an expression; null where it gives none."""
    import ibis

    return people.age.floor().cast("int64") if "age" in people.columns else ibis.null("int64")


def age_at(birth_month: Any, on: Any) -> Any:
    """Whole years from the first of the month of birth to a day."""
    years = on.year().cast("int64") - birth_month.year().cast("int64")
    return years - (on.month() < birth_month.month()).cast("int64")


def of_age(ages: Ages | None, events: Any, tables: Mapping[str, Any]) -> Any:
    """Keep the index events of people old and young enough; whoever's age is not known is left out.

    The youngest and the oldest age both count.
    """
    if ages is None:
        return events
    aged = _aged(ages, events, tables)
    if ages.youngest is not None:
        aged = aged.filter(aged.years >= ages.youngest)
    if ages.oldest is not None:
        aged = aged.filter(aged.years <= ages.oldest)
    return aged.filter(aged.years.notnull()).drop("years")


def without_age(ages: Ages | None, events: Any, tables: Mapping[str, Any]) -> Any:
    """Keep the index events that `of_age` leaves out because the person's age is not known."""
    if ages is None:
        return events.limit(0)
    aged = _aged(ages, events, tables)
    return aged.filter(aged.years.isnull()).drop("years")


def _aged(ages: Ages, events: Any, tables: Mapping[str, Any]) -> Any:
    people = tables["people"]
    known = people.select(who="person_id", born="birth_month" if ages.on == "index" else recorded_age(people))
    aged = events.left_join(known, events.person_id == known.who)
    years = age_at(aged.born, aged.index_on) if ages.on == "index" else aged.born
    return aged.mutate(years=years).drop("who", "born")
