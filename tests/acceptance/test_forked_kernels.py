"""Whichever way a report's kernel is started, and in whichever process, the published bytes are the same."""

import pickle
from pathlib import Path

import pytest

from fairclaim.params.load import load_spec
from fairclaim.run.away import made_away, order_of
from fairclaim.run.one_report import run_report
from fairclaim.run.quarter import run_quarter
from fairclaim.run.warm import door, provisioner

pytestmark = pytest.mark.long

QUARTER = "2024-25-q4"
SERVICES = ("demo-reablement-flow", "demo-ucr-provider")


def bytes_of(outputs: Path) -> dict[str, bytes]:
    paths = (path for path in sorted((outputs / QUARTER).rglob("*.*")) if path.is_file() and path.name != "run.json")
    return {path.relative_to(outputs).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.skipif(not door.can_fork(), reason="kernels are forked on Linux alone")
def test_forked_parked_pooled_and_distant_reports_are_those_of_fresh_kernels(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    specs = [load_spec(service, QUARTER, project / "params") for service in SERVICES]
    notebook = project / "notebooks" / "service.ipynb"
    forked = []
    fork = provisioner.fork_kernel
    monkeypatch.setattr(provisioner, "fork_kernel", lambda request: forked.append(fork(request)) or forked[-1])

    def made(name: str, **how: object) -> dict[str, bytes]:
        records = run_quarter(specs, outputs=tmp_path / name, notebook=notebook, **how)
        assert [record.exit_code for record in records] == [0, 0]
        return bytes_of(tmp_path / name)

    fresh = made("fresh")
    with door.warm_interpreter() as place:
        here, pooled = made("here"), made("pooled", workers=2, place=place)
    assert [kernel is None for kernel in forked] == [True, True, False, False]
    monkeypatch.setenv(door.SETTING, door.PARKED)
    with door.warm_interpreter() as place:
        parked_here, parked_pooled = made("parked"), made("parked-pooled", workers=2, place=place)
    for spec in specs:
        brought = pickle.loads(pickle.dumps(made_away(order_of(spec, tmp_path / "away", notebook), lambda *_: None)))
        run_report(spec, outputs=tmp_path / "away", notebook=notebook, make=brought.taken_up)
    away = bytes_of(tmp_path / "away")
    assert len(fresh) > 6
    assert fresh == here == pooled == parked_here == parked_pooled == away
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "pytest takes it away itself")
