"""The project's own params in a folder of the test's own, with the demo extract generated there once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fairclaim.data.synthetic.ensure import ensure
from fairclaim.params.load import load_spec
from fairclaim.params.spec import RunSpec

PARAMS = Path(__file__).parents[3] / "params"
QUARTER = "2024-25-q4"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., RunSpec]:
    """Spec of a service under one truth, its extract in place; one folder for each truth."""
    roots: dict[str, Path] = {}

    def made(truth: str = "benefit", service: str = "demo-reablement") -> RunSpec:
        if truth not in roots:
            roots[truth] = copied_params(tmp_path_factory.mktemp(truth), truth)
        spec = load_spec(service, QUARTER, roots[truth] / "params")
        ensure(spec)
        return spec

    return made


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., RunSpec]:
    """Spec of a service in a folder that no other test sees, after changes to its files; nothing generated."""

    def made(service: str = "demo-reablement", truth: str = "benefit", **changes: tuple[str, str, str]) -> RunSpec:
        if not (tmp_path / "params").exists():
            copied_params(tmp_path, truth)
        for file, before, after in changes.values():
            path = tmp_path / "params" / file
            text = path.read_text(encoding="utf-8")
            assert before in text
            path.write_text(text.replace(before, after), encoding="utf-8")
        return load_spec(service, QUARTER, tmp_path / "params")

    return made


def copied_params(root: Path, truth: str) -> Path:
    shutil.copytree(PARAMS, root / "params")
    quarter = root / f"params/quarters/{QUARTER}.yaml"
    text = quarter.read_text(encoding="utf-8")
    assert "truth: benefit" in text
    quarter.write_text(text.replace("truth: benefit", f"truth: {truth}"), encoding="utf-8")
    return root
