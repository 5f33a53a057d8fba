"""A filled-in template is read back, and takes what the contract takes."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fairclaim.data.adopt.fitting import kind_of
from fairclaim.data.adopt.service_text import template_source
from fairclaim.data.adopt.templates import GUIDE, limits_of, write_template
from fairclaim.data.adopt.trying import as_source
from fairclaim.data.contract.tables import CONTRACT, codes_of
from fairclaim.data.reading.extracts import read_extract


def _entry(table: str, column: str, row: int) -> object:
    kind = kind_of(table, column)
    if kind == "closed":
        codes = codes_of(table, column)
        return codes[row % len(codes)]
    if kind == "date":
        return datetime(2025, 1 + row, 1)
    if kind == "number":
        low, high = limits_of(table, column)
        return (low or 0) if row else (high if high is not None else 1)
    return f"{column} {row}"


@pytest.mark.parametrize("table", CONTRACT)
def test_a_filled_in_template_is_read_by_the_source_that_goes_with_it(table: str, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    path = tmp_path / "own" / f"{table}.xlsx"
    write_template(table, path)
    book = load_workbook(path)
    for row in range(2):
        book[table].append([_entry(table, column, row) for column in CONTRACT[table].columns])
    book.save(path)
    source = as_source(template_source("own", "own", [table]), "own.yaml")
    extract = read_extract(source, tmp_path, "the files")
    read = extract.tables[table].execute()
    assert len(read) == 2
    assert set(CONTRACT[table].columns) <= set(read.columns)


@pytest.mark.parametrize("table", CONTRACT)
def test_a_template_says_what_goes_where_and_holds_to_it(table: str, tmp_path: Path) -> None:
    write_template(table, tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    sheet, guide = book[table], book[GUIDE]
    columns = CONTRACT[table].columns
    assert [cell.value for cell in sheet[1]] == list(columns)
    assert sheet.freeze_panes == "A2"
    assert [guide.cell(row, 1).value for row in range(5, 5 + len(columns))] == list(columns)
    rules = {str(rule.sqref).split(":")[0].rstrip("2"): rule for rule in sheet.data_validations.dataValidation}
    for cell, (name, known) in zip(sheet[1], columns.items(), strict=True):
        rule = rules[cell.column_letter]
        wanted = {"closed": "list", "date": "date", "number": "decimal"}.get(kind_of(table, name))
        assert rule.type == wanted
        # Required and optional are told by shape and by words, never by colour alone.
        assert (cell.font.b, cell.font.i) == (known.required, not known.required)
        assert rule.promptTitle.startswith("Required" if known.required else "Optional")
        assert len(rule.prompt) <= 255
        if wanted == "list":
            assert rule.formula1 == f'"{",".join(codes_of(table, name))}"'
            assert len(rule.formula1) <= 255
