"""The sample ledgers, loaded by path because test folders are no packages."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from fairclaim.claims.ledger import Ledger
from fairclaim.report.export import render

SAMPLE = Path(__file__).parent / "sample.py"
NAMES = ("reablement", "urgent")


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fairclaim_sample", SAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session", params=NAMES)
def rendered(request: pytest.FixtureRequest, sample: ModuleType) -> tuple[Ledger, str]:
    """Each sample's ledger and page."""
    ledger = getattr(sample, request.param)()
    return ledger, render(sample.notebook(ledger), ledger)
