"""A folder of params of the test's own, with a measure and the people written for it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from fairclaim.data.assure.answers import Answer, answers
from fairclaim.data.assure.backends import engine
from fairclaim.params.assured import Assured, load_assured
from fairclaim.params.load import load_library
from fairclaim.params.measures import AnyMeasure, Measure

PARAMS = Path(__file__).parents[3] / "params"


@pytest.fixture(scope="session")
def shipped() -> dict[str, AnyMeasure]:
    """Every measure that ships with the project."""
    return load_library(PARAMS).measures


@pytest.fixture(scope="session")
def people() -> dict[str, Assured]:
    """The people written for each of them."""
    return load_assured(PARAMS)


@pytest.fixture
def changed(shipped: dict[str, AnyMeasure]) -> Callable[..., AnyMeasure]:
    """A shipped measure with other values at some of its keys (`window.end`); None takes the key out."""

    def made(name: str, **changes: Any) -> AnyMeasure:
        values = shipped[name].model_dump(mode="json")
        for path, value in changes.items():
            *outer, last = (int(key) if key.isdigit() else key for key in path.split("__"))
            place: Any = values
            for key in outer:
                place = place[key]
            if value is None:
                del place[last]
            else:
                place[last] = value
        return TypeAdapter(Measure).validate_json(json.dumps(values))

    return made


@pytest.fixture
def answered(shipped: dict[str, AnyMeasure]) -> Callable[..., tuple[Answer, ...]]:
    """Answers about people given as they stand in a file, for a shipped measure."""

    def asked(people: list[dict[str, Any]], measure: str = "stable-72h", **head: Any) -> tuple[Answer, ...]:
        about = {"version": 1, "measure": measure, "quarter": "2024-25-q4", "as_at": "2025-04-02", **head}
        assured = Assured.model_validate_json(json.dumps({**about, "people": people}))
        return answers(shipped[measure], assured, engine("duckdb"), "params/assure/by-hand.yaml")

    return asked
