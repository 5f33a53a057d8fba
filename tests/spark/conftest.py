"""One Spark for all tests of this folder; without pyspark or Java each of them is skipped and says so."""

import importlib.util
import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Spark session on this machine, in UTC."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: make test-spark adds it to .venv")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("no Java was found: Spark needs one of 17 or later")
    from fairclaim.data.assure.backends import local_spark

    # Spark keeps its tables in the folder in which it is started.
    here = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("spark"))
    try:
        session = local_spark()
    finally:
        os.chdir(here)
    yield session
    session.stop()


@pytest.fixture(autouse=True)
def _sockets_of_spark() -> Iterator[None]:
    # pyspark leaves the socket by which it fetches rows to the garbage collector.
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "unclosed <socket", ResourceWarning)
        yield
