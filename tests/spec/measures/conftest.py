"""A few people written by hand, run through the files, the database and the measure, and asked what became of them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from by_hand import ALWAYS, AS_AT, HEADERS, asked_of, base, change, model_of, source_of

from fairclaim.data.measuring.compile import measured
from fairclaim.data.reading.extracts import Extract, read_extract


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Extract]:
    """Lines of each table; of those that a test does not name, the usual ones are there without lines."""

    def opened(**tables: list[str]) -> Extract:
        lines = {name: [] for name in ALWAYS} | tables
        headers = {}
        for name, given in lines.items():
            own = [line.removeprefix("#") for line in given[:1] if line.startswith("#")]
            headers[name] = own[0].strip() if own else HEADERS[name]
            text = "\n".join([headers[name], *given[len(own) :]]) + "\n"
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return read_extract(source_of(headers), tmp_path, "by hand")

    return opened


@pytest.fixture
def rows(record: Callable[..., Extract]) -> Callable[..., pd.DataFrame]:
    """Every row of a measure, as a frame; `asked` changes what is asked."""

    def answered(measure: dict[str, Any], asked: Mapping[str, Any] | None = None, **tables: list[str]) -> pd.DataFrame:
        found = measured(model_of(**measure), record(**tables).tables, asked_of(**(asked or {})))
        frame: pd.DataFrame = found.to_pyarrow().to_pandas(date_as_object=True)
        return frame.sort_values("row", ignore_index=True)

    return answered


@pytest.fixture
def told(rows: Callable[..., pd.DataFrame]) -> Callable[..., dict[str, Any]]:
    """What is told of each referral: its state, and the kind's own numbers or words if any (None where blank)."""

    def answered(
        measure: dict[str, Any], *columns: str, asked: Mapping[str, Any] | None = None, **tables: list[str]
    ) -> dict[str, Any]:
        frame = rows(measure, asked, **tables).sort_values("referral_id")
        values = zip(*(frame[column] for column in ("state", *columns)), strict=True)
        blank = [tuple(None if pd.isna(value) else value for value in row) for row in values]
        return dict(zip(frame["referral_id"], (row if columns else row[0] for row in blank), strict=True))

    return answered


@pytest.fixture
def states(told: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, str]]:
    """State of each referral under the measure above, with changes."""

    def answered(measure: dict[str, Any], as_at: date = AS_AT, **tables: list[str]) -> dict[str, str]:
        return told(base(**measure), asked={"as_at": as_at}, **tables)

    return answered


@pytest.fixture
def pairs_of() -> Callable[..., list[tuple[Any, ...]]]:
    """Referral, state, before and after of each episode, from tables that are open already."""

    def answered(tables: Any, asked: Mapping[str, Any] | None = None, **changes: Any) -> list[tuple[Any, ...]]:
        found = measured(model_of(**change(**changes)), tables, asked_of(**(asked or {})))
        frame = found.to_pandas().sort_values("referral_id")
        return list(frame[["referral_id", "state", "before", "after"]].itertuples(index=False, name=None))

    return answered


@pytest.fixture
def pairs(record: Callable[..., Extract], pairs_of: Callable[..., Any]) -> Callable[..., list[tuple[Any, ...]]]:
    """Referral, state, before and after of each episode."""
    return lambda **tables: pairs_of(record(**tables).tables)
