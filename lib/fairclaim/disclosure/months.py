"""Months and their values as parts of a sentence."""

from datetime import date

from fairclaim.params.months import NAMES


def months_of(months: list[date]) -> str:
    """Name months of one quarter, which all lie in one year: 'January, February and March 2025'."""
    return f"{listed([NAMES[month.month - 1] for month in months])} {months[0].year}" if months else ""


def values_in(values: list[str], months: list[date]) -> str:
    """71%, 72% and 75% in January, February and March 2025; words that all of them end in are said once."""
    return f"{listed(unit_once(values))} in {months_of(months)}" if months else ""


def unit_once(values: list[str]) -> list[str]:
    """Leave the words after a number to the last of them.

    Examples
    --------
    >>> unit_once(["3.3 points below", "3.1 points below"]), unit_once(["level", "0.2 points above"])
    (['3.3', '3.1 points below'], ['level', '0.2 points above'])
    """
    units = {value.partition(" ")[2] for value in values}
    if len(units) > 1 or units == {""}:
        return values
    return [*(value.partition(" ")[0] for value in values[:-1]), values[-1]]


def listed(words: list[str]) -> str:
    """First, second and third."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
