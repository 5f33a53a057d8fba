"""Where tables are found on a sheet, and where they are not."""

from collections.abc import Sequence

import pytest

from fairclaim.data.adopt.grids import Grid, _squared
from fairclaim.data.adopt.regions import Region, find_regions
from fairclaim.data.reading.header import joined

HEAD = ("Ref No", "Date Referred", "Team")
ROWS = [(f"R{n}", f"2025-01-{n:02d}", "North") for n in range(1, 8)]


def _regions(rows: Sequence[Sequence[object]]) -> list[Region]:
    return find_regions(Grid("a.xlsx", "workbook", _squared([tuple(row) for row in rows]), sheet="S"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "header_row", "entries"),
    [
        ([HEAD, *ROWS], 1, 7),
        ([("Our list",), (), HEAD, *ROWS], 3, 7),
        ([("Our list", None, "draft"), HEAD, *ROWS], 2, 7),
        ([HEAD, *ROWS[:3], (), *ROWS[3:]], 1, 7),
        ([HEAD, *ROWS[:3], HEAD, *ROWS[3:]], 1, 7),
        ([HEAD, *ROWS, ("Total", None, 7)], 1, 7),
        ([HEAD, *ROWS, (), ("Checked by the hub",)], 1, 7),
        ([HEAD, *ROWS[:3], ("April",), *ROWS[3:]], 1, 7),
    ],
    ids=["plain", "title", "title of two cells", "blank row", "header again", "total", "note", "heading within"],
)
def test_one_table_is_found_whatever_stands_around_it(
    rows: list[Sequence[object]], header_row: int, entries: int
) -> None:
    (region,) = _regions(rows)
    assert (region.header_row, region.rows) == (header_row, entries)
    assert [column.header for column in region.columns] == list(HEAD)


def test_the_word_of_a_sum_marks_the_end_and_nothing_more_of_it_is_kept() -> None:
    (region,) = _regions([HEAD, *ROWS, ("Total for A B", None, 7)])
    assert region.footer == ("Total",)


def test_a_sum_that_also_stands_in_the_middle_marks_no_end() -> None:
    (region,) = _regions([HEAD, *ROWS[:3], ("Total",), *ROWS[3:], ("Total",)])
    assert (region.footer, region.odd, region.rows) == ((), 2, 7)
    assert "Ref No" not in region.odd_blank
    assert "Date Referred" in region.odd_blank


def test_a_note_below_fixes_the_last_row() -> None:
    (region,) = _regions([HEAD, *ROWS, (), ("Checked by the hub",)])
    assert region.last_row == 8


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        [("A", "B", "C"), *[(f"x{n}", "y", "z") for n in range(5)]],
        [("9990000018", "Smith", "ZZ1 1AA"), ("9990000026", "Jones", "ZZ1 2AA"), ("9990000034", "Brown", "ZZ1 3AA")],
        [("Team", "ZZ1 1AA", "none"), *[("Hub", f"ZZ1 {n}AA", n) for n in range(5)]],
        [("only a note",), ("and another",)],
    ],
    ids=["rows without headers", "nothing known", "people without headers", "a postcode for a header", "notes"],
)
def test_what_may_be_a_row_is_never_taken_for_headers(rows: list[Sequence[object]]) -> None:
    assert _regions(rows) == []


def test_two_tables_below_each_other_are_told_apart() -> None:
    below = [("Ref No", "Incident date", "Harm"), *[(f"R{n}", f"2025-02-{n:02d}", "Low") for n in range(1, 5)]]
    first, second = _regions([HEAD, *ROWS, (), ("Incidents",), *below])
    assert (first.header_row, first.last_row, first.rows) == (1, 8, 7)
    assert (second.header_row, second.last_row, second.rows, second.title) == (11, None, 4, "Incidents")


def test_two_tables_beside_each_other_are_told_apart_and_a_shared_header_is_known() -> None:
    beside = [("Ref No", "Harm"), *[(f"R{n}", "Low") for n in range(1, 4)]]
    rows = [(*left, None, *(beside[i] if i < len(beside) else ())) for i, left in enumerate([HEAD, *ROWS])]
    first, second = _regions(rows)
    assert [len(first.columns), len(second.columns)] == [3, 2]
    assert first.doubled == frozenset({"Ref No"})


def test_headers_in_two_rows_are_joined() -> None:
    upper = ("Ref No", "Barthel", None, "Team")
    lower = (None, "In", "Out", None)
    (region,) = _regions([upper, lower, *[(f"R{n}", n, n + 2, "North") for n in range(6)]])
    assert [column.header for column in region.columns] == ["Ref No", "Barthel In", "Barthel Out", "Team"]
    assert (region.header_row, region.two_rows) == (2, True)


@pytest.mark.parametrize(
    ("upper", "lower", "joint"),
    [
        (("Ref", "Barthel", None), (None, "In", "Out"), ["Ref", "Barthel In", "Barthel Out"]),
        (("Ref", "Barthel"), (None, "In", "Out"), ["Ref", "Barthel In", "Barthel Out"]),
        (
            ("Barthel", None, "Team", None),
            ("In", "Out", None, "Notes"),
            ["Barthel In", "Barthel Out", "Team", "Notes"],
        ),
        (("Ref", None, None), ("No", None, "Team"), ["Ref No", "", "Team"]),
    ],
    ids=["merged both ways", "rows of different length", "a heading ends at the next", "a heading ends at a gap"],
)
def test_a_heading_counts_for_the_columns_that_it_spans(
    upper: tuple[str | None, ...], lower: tuple[str | None, ...], joint: list[str]
) -> None:
    assert joined(upper, lower) == joint


def test_a_heading_above_complete_headers_helps_to_judge_them_only() -> None:
    upper = (None, "Admission", None)
    lower = ("Ref No", "Date", "Score")
    (region,) = _regions([upper, lower, *[(f"R{n}", f"2025-01-0{n}", n) for n in range(1, 7)]])
    assert [column.header for column in region.columns] == ["Ref No", "Date", "Score"]
    assert [column.full for column in region.columns] == ["Ref No", "Admission Date", "Admission Score"]
    assert region.two_rows is False
