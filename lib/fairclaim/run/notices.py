"""What only the folder of reports knows about a run, left in the scratch folder for the page to tell."""

import json
from pathlib import Path

from fairclaim.claims.phrasebook import phrasebook
from fairclaim.params.months import day
from fairclaim.params.spec import RunSpec
from fairclaim.run.versions import Made, last_other


def files_read(cohorts: Path) -> dict[str, str]:
    """Return file → SHA-256 of the extract that frozen cohorts were made from; empty where it was not noted."""
    noted = cohorts / "extract.json"
    files = json.loads(noted.read_bytes())["files"] if noted.is_file() else {}
    return {str(name): str(sha) for name, sha in files.items()}


def files_noted(spec: RunSpec, cohorts: Path) -> dict[str, str]:
    """Return the same of every extract that was read, each file named from the project's root."""
    noted = cohorts / "extract.json"
    told = json.loads(noted.read_bytes()) if noted.is_file() else {"files": {}, "earlier": None}
    revision = spec.quarter_file.revises
    folders = {spec.source.folder or spec.quarter_file.extract: told["files"]}
    if revision is not None:
        folders[revision.extract] = told["earlier"] or {}
    return {f"{folder}/{name}": str(sha) for folder, files in folders.items() for name, sha in files.items()}


def notices(spec: RunSpec, read: Made, folder: Path) -> tuple[str, ...]:
    """Return the sentences that page one must hold besides its claims.

    An extract that is not the one behind the last report of the quarter must be named by the quarter's file, with the
    reason. It is asked of the earlier versions too, so that a second run of the same thing reads the same.
    """
    last, revision = last_other(folder, read), spec.quarter_file.revises
    if last is None or last.as_at is None or (revision is not None and revision.as_at == last.as_at):
        return ()
    # Published files are read where they lie: whoever publishes them corrects them, and no quarter's file says why.
    key = "undeclared" if spec.source.folder is None else "published"
    return (phrasebook().notices[key].format(as_at=day(last.as_at)),)
