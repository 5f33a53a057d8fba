"""Months and their values as parts of a sentence."""

from datetime import date

from fairclaim.params.months import NAMES


def months_of(months: list[date]) -> str:
    """Name months of one quarter, which all lie in one year: 'January, February and March 2025'."""
    return f"{listed([NAMES[month.month - 1] for month in months])} {months[0].year}" if months else ""


def values_in(values: list[str], months: list[date]) -> str:
    """71%, 72% and 75% in January, February and March 2025."""
    return f"{listed(values)} in {months_of(months)}" if months else ""


def listed(words: list[str]) -> str:
    """First, second and third."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
