"""Months: their names, their numbers, and which lie between two days."""

from datetime import date

# Named here, because the names that a calendar library gives depend on the machine's language.
NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_name(day: date) -> str:
    """Write the month of a day.

    Examples
    --------
    >>> month_name(date(2025, 3, 31))
    'March 2025'
    """
    return f"{NAMES[day.month - 1]} {day.year}"


def day(when: date) -> str:
    """Write a date as the NHS service manual does.

    Examples
    --------
    >>> day(date(2025, 5, 9))
    '9 May 2025'
    """
    return f"{when.day} {month_name(when)}"


def month_number(day: date) -> int:
    """Number the month that a day lies in, so that neighbouring months differ by one."""
    return day.year * 12 + day.month - 1


def next_month(day: date) -> date:
    """First day of the month after the one that a day lies in."""
    return _first_of(month_number(day) + 1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """First days of all months from the one that `first` lies in to the one that `last` lies in."""
    return tuple(_first_of(number) for number in range(month_number(first), month_number(last) + 1))


def _first_of(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
