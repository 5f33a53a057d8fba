"""How the dates of a column are written, and what is doubtful about that."""

from dataclasses import dataclass

from fairclaim.data.adopt.columns import Column
from fairclaim.data.adopt.wording import joined, say
from fairclaim.errors import counted
from fairclaim.params.sources import DateForm


@dataclass(frozen=True, slots=True)
class DateGuess:
    """The form to write into the source, how sure that is, and why."""

    form: DateForm
    confidence: str
    why: str


def date_form(column: Column, *, true_dates: bool) -> DateGuess:
    """Guess the form from the entries whose order can only be one.

    Parameters
    ----------
    column : Column
    true_dates : bool
        The file is a workbook or database: ISO dates are read there beside any other form.
    """
    form, sure, why = _order(column)
    kinds = column.date_kinds
    beside = kinds["iso"] if form != "iso" and not true_dates else 0
    doubt = joined(_odd(column), say("date_iso_beside", rows=counted(beside, "row")) if beside else "")
    return DateGuess(form, "sure" if sure and not doubt else "check", joined(why, doubt))


def _order(column: Column) -> tuple[DateForm, bool, str]:
    kinds = column.date_kinds
    day, month, either = (counted(kinds[kind], "row") for kind in ("day-first", "month-first", "either"))
    if kinds["day-first"] and kinds["month-first"]:
        form: DateForm = "day-first" if kinds["day-first"] >= kinds["month-first"] else "month-first"
        return form, False, say("date_mixed", day=day, month=month, either=either)
    if kinds["month-first"]:
        return "month-first", False, say("date_month_first", rows=month)
    if kinds["day-first"]:
        return "day-first", True, say("date_day_first", rows=day)
    if kinds["either"]:
        return "day-first", False, say("date_either")
    if kinds["true"] or kinds["iso"]:
        return "iso", True, say("date_true" if kinds["true"] else "date_iso")
    return "iso", False, say("date_none")


def _odd(column: Column) -> str:
    odd = column.date_kinds["short year"] + column.date_kinds["words"]
    none = column.filled - column.date_kinds.total()
    return joined(
        say("date_odd", rows=counted(odd, "row")) if odd else "",
        say("date_not", rows=counted(none, "row")) if none else "",
    )
