"""Which reports rest on another extract, and where they are kept."""

import json
from datetime import date
from pathlib import Path

import pytest

from fairclaim.run.versions import Made, is_kept, kept_versions, last_other, made, next_version

JUNE, JULY = date(2025, 6, 2), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        pytest.param(Made(JUNE, {"a.csv": "1"}), Made(JUNE, {"a.csv": "1"}), False, id="the same"),
        pytest.param(Made(JUNE, {"a.csv": "1"}), Made(JUNE, {"a.csv": "2"}), True, id="another content"),
        pytest.param(Made(JUNE, {"a.csv": "1"}), Made(JULY, {"a.csv": "1"}), True, id="another day"),
        pytest.param(
            Made(JUNE, {"a.csv": "1"}), Made(JUNE, {"a.csv": "1", "b.csv": "2"}), False, id="one more is mapped"
        ),
        pytest.param(Made(JUNE, {}), Made(JUNE, {"a.csv": "1"}), False, id="files not known"),
        pytest.param(Made(JUNE, {}), Made(JULY, {}), True, id="files not known, another day"),
        pytest.param(Made(None, {}), Made(JUNE, {"a.csv": "1"}), False, id="nothing known"),
    ],
)
def test_two_reports_rest_on_different_extracts(one: Made, other: Made, differs: bool) -> None:
    assert one.differs_from(other) is other.differs_from(one) is differs


def folder(path: Path, as_at: date | None = None, files: dict[str, str] | None = None) -> Path:
    path.mkdir(parents=True)
    if as_at is not None:
        (path / "run.json").write_text(json.dumps({"as_at": as_at.isoformat(), "extract": files or {}}))
    return path


def test_what_a_report_was_made_from_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    assert made(tmp_path / "none") == Made(None, {})
    assert made(folder(tmp_path / "new", JUNE, {"a.csv": "1"})) == Made(JUNE, {"a.csv": "1"})
    older = folder(tmp_path / "older")
    (older / "run.json").write_text("{}")
    (older / "claims.json").write_text('{"as_at": "2025-06-02"}')
    assert made(older) == Made(JUNE, {})
    for odd in ("no json", "[]", '{"as_at": "soon", "extract": 3}', '{"as_at": 3}'):
        (older / "run.json").write_text(odd)
        (older / "claims.json").write_text(odd)
        assert made(older) == Made(None, {})


def test_versions_are_numbered_in_order_and_are_those_of_one_service(tmp_path: Path) -> None:
    newest = folder(tmp_path / "demo")
    assert kept_versions(newest) == ()
    assert next_version(newest).name == "demo.v1"
    for name in ("demo.v1", "demo.v9", "demo.v10", "demo-icb.v11", "demo.v0", "demo.v2x", "demo.visits"):
        folder(tmp_path / name)
    assert [path.name for path in kept_versions(newest)] == ["demo.v10", "demo.v9", "demo.v1"]
    assert next_version(newest).name == "demo.v11"
    assert [path.name for path in sorted(tmp_path.iterdir()) if is_kept(path)] == [
        "demo-icb.v11",
        "demo.v1",
        "demo.v10",
        "demo.v9",
    ]


def test_the_last_report_from_another_extract_is_found_before_and_after_publishing(tmp_path: Path) -> None:
    new = Made(JULY, {"a.csv": "2"})
    newest = folder(tmp_path / "demo", JUNE, {"a.csv": "1"})
    assert last_other(newest, new) == Made(JUNE, {"a.csv": "1"})
    newest.rename(tmp_path / "demo.v1")
    assert last_other(folder(newest, JULY, {"a.csv": "2"}), new) == Made(JUNE, {"a.csv": "1"})
    assert last_other(newest, Made(JUNE, {"a.csv": "1"})) == new
    assert last_other(tmp_path / "other", new) is None
