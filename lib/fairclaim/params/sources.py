"""How one system's files become contract tables: data, drafted by `fairclaim adopt` and read by people."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from fairclaim.params.model import Id, Model, Text

DateForm = Literal["iso", "day-first", "month-first"]


class Part(Model):
    """One place that rows of a contract table come from. A table may have several: two sites, or scores in and out."""

    file: Text = Field(description="CSV or text, Excel (.xlsx), Parquet, SQLite or DuckDB file in the extract's folder")
    sheet: Text | None = Field(default=None, description="Sheet of a workbook; left out: the only one")
    table: Text | None = Field(default=None, description="Table or view of a database file")
    header_row: int = Field(default=1, ge=1, description="Row that holds the headers, counted from 1")
    header_rows: int = Field(
        default=1, ge=1, le=2, description="2: headers stand in this row and the one above; both are joined by a space"
    )
    last_row: int | None = Field(default=None, ge=2, description="Last row read, where another table follows below")
    footer: list[Text] = Field(
        default=[], description="A row that starts with one of these words, and all below it, is left out (totals)"
    )
    delimiter: Literal[",", ";", "tab", "|"] = ","
    encoding: Literal["utf-8", "windows-1252", "utf-16"] = "utf-8"
    columns: dict[str, Text] = Field(description="Our column → their header. Nothing else is ever read")
    constants: dict[str, Text] = Field(default={}, description="Our column → the same entry for every row")
    dates: DateForm | dict[str, DateForm] = Field(
        default="iso", description="How dates are written: for all columns, or our column → form"
    )
    codes: dict[str, dict[str, Text]] = Field(default={}, description="Our column → their code → our word")
    blank: list[Text] = Field(default=[], description="Entries that stand for nothing, such as N/A")
    only: dict[str, list[Text]] = Field(default={}, description="Their header → entries of the rows that belong here")
    skip_where_blank: list[Text] = Field(default=[], description="Our columns: a row with a blank there is left out")
    unconfirmed: list[Text] = Field(default=[], description="Their headers that nobody has checked yet")

    def form_of(self, column: str) -> DateForm:
        """How dates are written in one of our columns."""
        return self.dates.get(column, "iso") if isinstance(self.dates, dict) else self.dates


def _several(given: Any) -> Any:
    return tuple(given) if isinstance(given, list) else (given,)


def _either(schema: dict[str, Any]) -> None:
    part = schema.pop("items")
    for key in ("type", "minItems", "minLength"):
        schema.pop(key, None)
    schema["anyOf"] = [part, {"type": "array", "items": part, "minItems": 1}]


Parts = Annotated[
    tuple[Part, ...], BeforeValidator(_several), Field(min_length=1, strict=False, json_schema_extra=_either)
]


class Source(Model):
    """How one system's files become contract tables."""

    version: Literal[1]
    id: Id
    name: Text
    publisher: Text
    folder: Text | None = Field(
        default=None, description="Read here in place instead of in the quarter's extract folder (published files)"
    )
    licence: Text | None = None
    tables: Annotated[dict[str, Parts], Field(min_length=1)]
