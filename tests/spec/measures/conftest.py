"""A few people written by hand, run through the files, the database and the measure, and asked what became of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fairclaim.data.contract import CONTRACT
from fairclaim.data.extracts import Extract, read_extract
from fairclaim.data.paired_cohort import paired_rows
from fairclaim.data.proportion_cohort import proportion_rows
from fairclaim.params.measures import PairedChangeMeasure, ProportionMeasure
from fairclaim.params.models import Source, TableSource
from fairclaim.params.quarters import Quarter

PEOPLE_TABLES = [name for name in CONTRACT if name != "series"]
QUARTER = Quarter.parse("2024-25-q4")
AS_AT = date(2025, 6, 2)


def _source() -> Source:
    tables = {
        name: TableSource(file=f"{name}.csv", columns={column: column for column in CONTRACT[name].columns})
        for name in PEOPLE_TABLES
    }
    return Source(version=1, id="by-hand", name="Written by hand", publisher="Nobody", tables=tables)


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Extract]:
    """Lines of each table, without their header; a table that is not given has none."""

    def opened(**tables: list[str]) -> Extract:
        for name in PEOPLE_TABLES:
            lines = [",".join(CONTRACT[name].columns), *tables.get(name, [])]
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_extract(_source(), tmp_path, "by hand")

    return opened


def base(**changes: Any) -> dict[str, Any]:
    """An absence that must have been observed: no ongoing package six weeks after discharge."""
    return {
        "id": "by-hand",
        "title": "By hand",
        "outcome_phrase": "by hand",
        "family": "person_change",
        "kind": "proportion",
        "better": "higher",
        "index": {"table": "referrals", "at": "discharged_at"},
        "outcome": {"table": "packages", "at": "started_at", "where": {"kind": ["ongoing"]}, "counts_when": "absent"},
        "observed_when": {"table": "followups", "where": {"reached": ["yes"]}},
        "window": {"start": "0d", "end": "6w", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"},
        "died": "excluded",
        "not_observed": "own_state",
        **changes,
    }


@pytest.fixture
def states(record: Callable[..., Extract]) -> Callable[..., dict[str, str]]:
    """State of each referral under a measure."""

    def answered(measure: dict[str, Any], as_at: date = AS_AT, **tables: list[str]) -> dict[str, str]:
        model = ProportionMeasure.model_validate(base(**measure))
        frame = proportion_rows(model, record(**tables).tables, QUARTER, as_at).to_pandas()
        return dict(sorted(zip(frame.referral_id, frame.state, strict=True)))

    return answered


@pytest.fixture
def pairs_of() -> Callable[..., list[tuple[Any, ...]]]:
    """Referral, state, before and after of each episode, from tables that are open already."""

    def answered(tables: Any, **changes: Any) -> list[tuple[Any, ...]]:
        model = PairedChangeMeasure.model_validate(
            {
                **{key: base()[key] for key in ("id", "title", "outcome_phrase", "family", "better", "index")},
                "kind": "paired_change",
                "instrument": "Barthel Index",
                "first": "start",
                "last": "discharge",
                "meaningful_change": 1.85,
                "meaningful_change_source": "by hand",
                "score_range": (0, 20),
                **changes,
            }
        )
        frame = paired_rows(model, tables, QUARTER).to_pandas().sort_values("referral_id")
        return list(frame[["referral_id", "state", "before", "after"]].itertuples(index=False, name=None))

    return answered


@pytest.fixture
def pairs(record: Callable[..., Extract], pairs_of: Callable[..., Any]) -> Callable[..., list[tuple[Any, ...]]]:
    """Referral, state, before and after of each episode."""
    return lambda **tables: pairs_of(record(**tables).tables)
