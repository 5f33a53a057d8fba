"""Whole reports, from params folders made for the purpose."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "data" / "nhs" / "ucr_two_hour_2024_25_monthly.csv"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project with the shipped params and notebooks; its root."""
    shutil.copytree(ROOT / "params", tmp_path / "params")
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return tmp_path


@pytest.fixture
def published(project: Path) -> Callable[..., str]:
    """Describe a service that reads NHS England's file where it lies, by the steps of the how-to; returns its id."""
    if not PUBLISHED.is_file():
        pytest.skip("NHS England's file is not beside this clone (../shared/data/nhs).")
    source = project / "params" / "sources" / "nhse-ucr.yaml"
    text = source.read_text(encoding="utf-8")
    assert "folder: data/published" in text
    source.write_text(
        text.replace("folder: data/published", f"folder: {PUBLISHED.parent.as_posix()}"), encoding="utf-8"
    )

    def describe(kind: str, code: str) -> str:
        service = f"our-ucr-{code.lower()}"
        model = (project / "params" / "services" / "demo-ucr-provider.yaml").read_text(encoding="utf-8")
        for old, new in (
            ("id: demo-ucr-provider", f"id: {service}"),
            ("source: demo-ucr", "source: nhse-ucr"),
            ('{type: Provider, code: "Z01"}', f'{{type: {kind}, code: "{code}"}}'),
        ):
            assert old in model
            model = model.replace(old, new)
        (project / "params" / "services" / f"{service}.yaml").write_text(model, encoding="utf-8")
        return service

    return describe
