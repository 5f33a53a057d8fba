from datetime import date

import pytest

from fairclaim.params.quarters import Quarter


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("2024-25-q1", date(2024, 4, 1), date(2024, 6, 30), "April to June 2024"),
        ("2024-25-q2", date(2024, 7, 1), date(2024, 9, 30), "July to September 2024"),
        ("2024-25-q3", date(2024, 10, 1), date(2024, 12, 31), "October to December 2024"),
        ("2024-25-q4", date(2025, 1, 1), date(2025, 3, 31), "January to March 2025"),
        ("2023-24-q4", date(2024, 1, 1), date(2024, 3, 31), "January to March 2024"),
        ("1999-00-q4", date(2000, 1, 1), date(2000, 3, 31), "January to March 2000"),
    ],
)
def test_a_quarter_knows_its_days(text: str, start: date, end: date, words: str) -> None:
    quarter = Quarter.parse(text)
    assert (quarter.start, quarter.end, quarter.readers_name, str(quarter)) == (start, end, words, text)


@pytest.mark.parametrize("text", ["2024-25-q5", "2024-26-q1", "2024-q4", "2024-25", "2024-25-Q4", ""])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"quarter|year"):
        Quarter.parse(text)


def test_neighbours() -> None:
    fourth = Quarter.parse("2024-25-q4")
    assert str(fourth.next) == "2025-26-q1"
    assert str(fourth.next.previous) == "2024-25-q4"
    assert str(fourth.previous) == "2024-25-q3"
    assert str(fourth.year_before) == "2023-24-q4"
