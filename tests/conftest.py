"""Kinds of test, and the ban on the network."""

import socket
from pathlib import Path
from types import ModuleType

import pytest
import sample_ledgers
import untraced

HERE = Path(__file__).parent
KINDS = {"unit", "spec", "reference", "generative", "notebooks", "report", "faults", "acceptance", "spark", "dask"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test's kind is the folder it lies in; a test outside the folders has no place."""
    for item in items:
        kind = item.path.relative_to(HERE).parts[0]
        if kind not in KINDS:
            raise pytest.UsageError(f"{item.path} lies in no folder of a kind: {sorted(KINDS)}")
        item.add_marker(kind)


def pytest_collection_finish() -> None:
    """Coverage is spared the insides of libraries once the tests begin."""
    untraced.let_off()


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """Ledgers written by hand, rich enough to show every part of a page."""
    return sample_ledgers


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the machine itself may be spoken to."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1"}:
            raise RuntimeError("A test tried to reach the network.")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
