import shutil
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[3] / "params"


@pytest.fixture
def params(tmp_path: Path) -> Path:
    """A copy of the shipped params to spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "params"))
