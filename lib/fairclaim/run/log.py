"""One line of JSON for each thing that a run does: for machines, and for whoever asks afterwards. No row's value."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

FILE = "runs.jsonl"
OLDER = "runs.1.jsonl"
FOLDER = ".log"
_MOST = 1_000_000  # Bytes, some thousands of reports: then the file becomes the older one, and that one goes.


def note(outputs: Path, event: str, **told: object) -> None:
    """Append one event to the log under `outputs/`.

    Parameters
    ----------
    event : str
        "stage" or "end".
    told : object
        Service, quarter and whatever else can be written as JSON; words of the program alone.
    """
    path = outputs / FOLDER / FILE
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = json.dumps({"at": now, "pid": os.getpid(), "event": event, **told}) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > _MOST:
            path.replace(path.with_name(OLDER))
        # One write, so that lines of runs that go on at once do not mix.
        with path.open("ab", buffering=0) as file:
            file.write(line.encode())
    except OSError:
        # A full disk must not cost a report that could still be made.
        return
