"""Excel templates: one workbook for each contract table, with drop-downs, and a sheet in plain words."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairclaim.data.adopt.fitting import kind_of
from fairclaim.data.contract.tables import CONTRACT, codes_of, is_free_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS = 5_000
_EARLIEST, _LATEST = date(1990, 1, 1), date(2099, 12, 31)
GUIDE = "What to put where"


def limits_of(table: str, column: str) -> tuple[float | None, float | None]:
    """Give the lowest and the highest number that a column takes; None where there is no such limit."""
    for check in CONTRACT[table].columns[column].checks:
        facts = check.statistics or {}
        if "min_value" in facts:
            return facts["min_value"], facts.get("max_value")
    return None, None


def write_template(table: str, path: Path) -> None:
    """Write the template of one contract table.

    Row 1 of the first sheet holds the contract's column names, so that a source maps each to itself. What is required
    stands in bold and underlined, what is optional in italics, and each cell says so again when it is chosen.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = table
    for place, column in enumerate(CONTRACT[table].columns, start=1):
        _head(sheet, place, table, column)
        _entries(sheet, place, table, column)
    sheet.freeze_panes = "A2"
    _guide(book.create_sheet(GUIDE), table)
    book.save(path)


def _head(sheet: "Worksheet", place: int, table: str, column: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    needed = CONTRACT[table].columns[column].required
    cell = sheet.cell(1, place, column)
    cell.font = Font(bold=needed, italic=not needed, underline="single" if needed else None)
    cell.fill = PatternFill("solid", fgColor="D8E4F0" if needed else "F2F2F2")
    cell.alignment = Alignment(vertical="top")
    cell.comment = Comment(f"{_needed(table, column)}: {_about(table, column)}", "fairclaim", width=320, height=120)
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = max(14, len(column) + 4)
    if kind_of(table, column) == "date":
        sheet.column_dimensions[letter].number_format = "yyyy-mm-dd"
    elif kind_of(table, column) == "key":
        # As text an id keeps the zeros in front.
        sheet.column_dimensions[letter].number_format = "@"


def _entries(sheet: "Worksheet", place: int, table: str, column: str) -> None:
    """Let the cells below a header take only what the contract takes, and say what that is."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(**_rule(table, column), allow_blank=True)
    rule.promptTitle, rule.prompt = _needed(table, column), _about(table, column)[:250]
    rule.showInputMessage = True
    rule.errorTitle, rule.error = "Not allowed here", f"Allowed: {_allowed(table, column)}"[:250]
    rule.showErrorMessage = rule.type is not None
    letter = get_column_letter(place)
    rule.add(f"{letter}2:{letter}{_ROWS + 1}")
    sheet.add_data_validation(rule)


def _rule(table: str, column: str) -> dict[str, Any]:
    kind = kind_of(table, column)
    if kind == "closed":
        return {"type": "list", "formula1": f'"{",".join(codes_of(table, column))}"'}
    if kind == "date":
        first, last = (f"DATE({day.year},{day.month},{day.day})" for day in (_EARLIEST, _LATEST))
        return {"type": "date", "operator": "between", "formula1": first, "formula2": last}
    if kind == "number":
        low, high = limits_of(table, column)
        if high is not None:
            return {"type": "decimal", "operator": "between", "formula1": f"{low:g}", "formula2": f"{high:g}"}
        return {
            "type": "decimal",
            "operator": "greaterThanOrEqual",
            "formula1": f"{low:g}" if low is not None else "-1E+15",
        }
    return {}


def _needed(table: str, column: str) -> str:
    known = CONTRACT[table].columns[column]
    if not known.required:
        return "Optional"
    return "Required, may be blank" if known.nullable else "Required"


def _about(table: str, column: str) -> str:
    about = str(CONTRACT[table].columns[column].description)
    allowed = f"{about}. {_allowed(table, column)[:1].upper()}{_allowed(table, column)[1:]}."
    return allowed.replace("?.", "?").replace("….", "…")


def _allowed(table: str, column: str) -> str:
    kind = kind_of(table, column)
    if kind == "closed":
        codes = codes_of(table, column)
        return f"{', '.join(codes[:-1])} or {codes[-1]}"
    if kind == "date":
        by_month = (CONTRACT[table].columns[column].metadata or {}).get("day")
        return "a date, the first of its month" if by_month else "a date, with its time if there is one"
    if kind == "number":
        low, high = limits_of(table, column)
        return "a number" if low is None else f"a number from {low:g}" + (f" to {high:g}" if high is not None else "")
    if kind == "key":
        return "an id, written in the same way in every file; never an NHS number"
    return "text; it is kept out of every result" if is_free_text(table, column) else "one word or code for one thing"


def _guide(sheet: "Worksheet", table: str) -> None:
    from openpyxl.styles import Alignment, Font

    schema = CONTRACT[table]
    rows: list[Sequence[str]] = [
        (f"{table}: {str(schema.description)[:1].lower()}{str(schema.description)[1:]}.",),
        ("Fill in the first sheet from row 2 on. Leave the headers as they are, and blank what is not known.",),
        (),
        ("Column", "Required?", "What it is", "What is allowed"),
    ]
    rows += [
        (column, _needed(table, column), str(known.description), _allowed(table, column))
        for column, known in schema.columns.items()
    ]
    for row in rows:
        sheet.append(list(row))
    for place, width in enumerate((20, 24, 60, 60)):
        sheet.column_dimensions["ABCD"[place]].width = width
        sheet.cell(4, place + 1).font = Font(bold=True)
    sheet["A1"].font = Font(bold=True, size=13)
    for line in sheet.iter_rows(min_row=5):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
