"""The record of one run: its verdict, how long each stage took, and on what it ran. Never a row's value."""

import sys
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from fairclaim.errors import (
    AlreadyRunning,
    Cancelled,
    DataRefused,
    DisclosureRefused,
    FairclaimError,
    KernelDied,
    NotebookFailed,
    PageRefused,
    ParamsRefused,
    Problem,
    RunTimedOut,
    UsageError,
)
from fairclaim.kinds import Outcome
from fairclaim.run.whole_files import replace_file

OUTCOMES: dict[type[FairclaimError], Outcome] = {
    FairclaimError: Outcome.FAILED,
    UsageError: Outcome.COULD_NOT_RUN,
    ParamsRefused: Outcome.COULD_NOT_RUN,
    DataRefused: Outcome.COULD_NOT_RUN,
    DisclosureRefused: Outcome.WITHHELD,
    NotebookFailed: Outcome.FAILED,
    KernelDied: Outcome.KERNEL_DIED,
    RunTimedOut: Outcome.TIMED_OUT,
    PageRefused: Outcome.FAILED,
    AlreadyRunning: Outcome.COULD_NOT_RUN,
    Cancelled: Outcome.CANCELLED,
}
_ATTEMPTS = ".attempts"
_LIBRARIES = (
    "fairclaim",
    "duckdb",
    "ibis-framework",
    "ipykernel",
    "nbclient",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "scipy",
    "statsmodels",
)


class RunRecord(BaseModel):
    """How one run of one report ended.

    Parameters
    ----------
    service, quarter : str
    outcome : Outcome
    when : date or None
        The day of an attempt. Not told in `run.json`, where two runs of the same thing should read the same.
    exit_code : int
        What the command ends with: 0, or that of the error's kind.
    problems : tuple of Problem
        What the user is told.
    seconds : dict of str to float
        Stage → how long it took, in seconds; the last is the one that failed, if one did.
    versions, fingerprints : dict of str to str
        Library → version; file of params or notebook → SHA-256.
    as_at : date or None
        The day on which the extract was frozen.
    extract : dict of str to str
        File, from the extract's folder → SHA-256. A report made from other files takes a place of its own.
    files : dict of str to str
        File of the published folder → SHA-256; empty where nothing was published.
    keys : dict of str to str
        `compute` and `render`: what it was made of (`fairclaim.run.keys`). The same keys, the same report.
    peak_mib : dict of str to int
        `runner` and `kernel` → MiB that the process held at most; the kernel's until its ledger was written.
    unchanged : bool
        Nothing was to be done: the report stands as it would be made now.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    service: str
    quarter: str
    outcome: Outcome
    when: date | None = None
    exit_code: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: dict[str, float] = {}
    versions: dict[str, str] = {}
    fingerprints: dict[str, str] = {}
    as_at: date | None = None
    extract: dict[str, str] = {}
    files: dict[str, str] = {}
    keys: dict[str, str] = {}
    peak_mib: dict[str, int] = {}
    unchanged: bool = False

    def as_bytes(self) -> bytes:
        """Return the text of `run.json`."""
        return (self.model_dump_json(indent=2) + "\n").encode()

    def refused(self, error: FairclaimError) -> "RunRecord":
        """Return this record as it ends with an error."""
        end = {"outcome": OUTCOMES[type(error)], "exit_code": error.exit_code, "problems": error.problems}
        return self.model_copy(update=end)


def running_on() -> dict[str, str]:
    """Return the versions that a result can depend on."""
    return {"python": sys.version.split()[0]} | {name: _version(name) for name in _LIBRARIES}


# Of what this process has imported, or will: it does not change, and is read from a file each time.
_version = cache(version)


def record_of(folder: Path) -> RunRecord | None:
    """Read the record of a published report; None where a field of it is not as this version of fairclaim writes it."""
    return _read(folder / "run.json")


def note_attempt(outputs: Path, record: RunRecord) -> None:
    """Keep the record of the latest attempt, published or not, from which the index tells a failure."""
    dated = record.model_copy(update={"when": date.today()})
    replace_file(outputs / _ATTEMPTS / record.quarter / f"{record.service}.json", dated.as_bytes())


def noted_attempts(outputs: Path) -> tuple[RunRecord, ...]:
    """Return the latest attempt at each report, as far as it can be read."""
    return tuple(filter(None, map(_read, sorted((outputs / _ATTEMPTS).glob("*/*.json")))))


def _read(path: Path) -> RunRecord | None:
    try:
        return RunRecord.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        # It is gone, or another version wrote it; the next run of that report replaces it.
        return None
