"""The sample ledgers, rendered as pages."""

from types import ModuleType

import pytest

from fairclaim.claims.ledger import Ledger
from fairclaim.report.export import render

NAMES = ("reablement", "urgent")


@pytest.fixture(scope="session", params=NAMES)
def rendered(request: pytest.FixtureRequest, sample: ModuleType) -> tuple[Ledger, str]:
    """Each sample's ledger and page."""
    ledger = getattr(sample, request.param)()
    return ledger, render(sample.notebook(ledger), ledger)
