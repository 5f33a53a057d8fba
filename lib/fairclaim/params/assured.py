"""Assure files: a few people written by hand, with the answer that a measure must give for each of them."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from fairclaim.errors import ParamsRefused, Problem
from fairclaim.params.model import Id, Model, Text
from fairclaim.params.quarters import Quarter
from fairclaim.params.reading import read_yaml, validate

FOLDER = "assure"
NOT_COUNTED = "not_counted"

State = Literal[
    "yes",
    "no",
    "not_observed",
    "died",
    "immature",
    "transferred",
    "rereferred",
    "counted",
    "paired",
    "began_outside",
    "event",
    "competing",
    "censored",
    "published",
    "not_published",
]


def _as_written(cell: Any) -> Any:
    # Everything becomes the text that an extract would hold, so that it is read by the same lines as an extract.
    if isinstance(cell, bool):
        raise ValueError("true and false are not entries of a record: write yes or no")
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell) if isinstance(cell, int | float) else cell


def _several(given: Any) -> Any:
    return tuple(given) if isinstance(given, list) else (given,)


def _expectations(given: Any) -> Any:
    if given == NOT_COUNTED:
        return ()
    return tuple({"state": one} if isinstance(one, str) else one for one in _several(given))


def _one_or_several(schema: dict[str, Any]) -> None:
    item = schema.pop("items")
    schema.pop("type")
    schema["anyOf"] = [item, {"type": "array", "items": item}]


def _word_or_mapping(schema: dict[str, Any]) -> None:
    mapping = schema.pop("items")
    schema.pop("type")
    item = {"anyOf": [mapping, {"enum": list(get_args(State))}]}
    schema["anyOf"] = [item, {"const": NOT_COUNTED}, {"type": "array", "items": item}]


class Expected(Model):
    """What must be found for one index event: its state, and whatever else is written down."""

    state: State
    baseline: float | None = None
    events: float | None = None
    exposure: float | None = None
    before: float | None = None
    after: float | None = None
    value: float | None = None
    time: float | None = None
    category: str | None = None
    age_band: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    deprivation: float | None = None
    site: str | None = None
    arm: str | None = None
    team: str | None = None

    @property
    def written(self) -> dict[str, str | float | None]:
        """Only what was written down; a blank that was written down is expected to be found blank."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}


Cell = Annotated[
    Text | None, BeforeValidator(_as_written), WithJsonSchema({"type": ["string", "number", "null"], "minLength": 1})
]
Rows = Annotated[
    tuple[dict[str, Cell], ...],
    BeforeValidator(_several),
    Field(strict=False, json_schema_extra=_one_or_several),
]


class Person(Model):
    """One person (or, for a published series, one organisation), and what the measure must say."""

    what: Text = Field(description="What this person is there to show, in one sentence")
    record: dict[str, Rows] = Field(
        description="Contract table → one row or several, by contract columns. Keys that are left out are filled in"
    )
    expect: Annotated[
        tuple[Expected, ...],
        BeforeValidator(_expectations),
        Field(strict=False, json_schema_extra=_word_or_mapping),
    ] = Field(description="A state, or a state with its values; a list for several index events in their order")


class Assured(Model):
    """The people of one measure."""

    version: Literal[1]
    measure: Id
    quarter: Text | None = Field(default=None, description="Whose index events count, such as 2024-25-q4")
    first: date | None = Field(default=None, description="Instead of a quarter: the first day that counts")
    last: date | None = Field(default=None, description="The last day that counts")
    as_at: date = Field(description="The day on which the record was frozen")
    linked_to: dict[str, date] = Field(
        default={}, description="Contract table → last day to which that feed was linked and complete"
    )
    people: Annotated[list[Person], Field(min_length=1)]

    @model_validator(mode="after")
    def _has_a_period(self) -> "Assured":
        if (self.quarter is None) == (self.first is None) or (self.first is None) != (self.last is None):
            raise ValueError("say either 'quarter', or both 'first' and 'last'")
        if self.quarter is not None:
            Quarter.parse(self.quarter)
        return self

    @property
    def period(self) -> tuple[date, date]:
        """First and last day whose index events count."""
        if self.quarter is not None:
            quarter = Quarter.parse(self.quarter)
            return quarter.start, quarter.end
        assert self.first is not None
        assert self.last is not None
        return self.first, self.last


def load_assured(params_dir: Path) -> dict[str, Assured]:
    """Read every assure file, by measure.

    Raises
    ------
    ParamsRefused
        With every problem of every file, a file whose name is not its measure's id among them.
    """
    found: dict[str, Assured] = {}
    problems: list[Problem] = []
    for path in sorted((params_dir / FOLDER).glob("*.yaml")):
        where = told(params_dir, path.stem)
        values, mistakes = read_yaml(path, where)
        assured, more = validate(Assured, values, where) if not mistakes else (None, mistakes)
        problems += more
        if assured is None:
            continue
        found[path.stem] = assured
        if assured.measure != path.stem:
            what, todo = "the measure's id and the file's name differ", "Rename the one or the other"
            problems.append(Problem(what, f"{where} → measure", f"'{assured.measure}'", f"'{path.stem}'", todo))
    if problems:
        raise ParamsRefused(*problems)
    return found


def told(params_dir: Path, measure: str) -> str:
    """Name a measure's assure file as messages name it."""
    return f"{params_dir.name}/{FOLDER}/{measure}.yaml"
