"""Whether a whole quarter stands as it would be made now, told from digests alone: nothing heavy is imported for it.

It may only ever answer "yes" where the long way round (read all params, plan each report) would find nothing to do.
Whatever it cannot tell is "no".
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from fairclaim.run import keys
from fairclaim.run.digests import (
    digest_of,
    environment_digest,
    file_digest,
    look_digest,
    notebook_digest,
    program_digest,
    text_digest,
)
from fairclaim.run.standing import standing
from fairclaim.run.versions import kept_versions
from fairclaim.run.whole_files import replace_file

ATTEMPTS = ".attempts"


def quarter_unchanged(quarter: str, params: Path, outputs: Path, notebook: Path) -> tuple[str, ...]:
    """Return the services of a quarter if every one has its report and nothing is to be done; else nothing.

    Parameters
    ----------
    quarter : str
        As it was typed: a name that no run has noted leads nowhere.
    params, outputs, notebook : Path
    """
    try:
        return _unchanged(quarter, params, outputs, notebook)
    except OSError:
        # Something cannot be read: the long way says which, report by report.
        return ()


def _unchanged(quarter: str, params: Path, outputs: Path, notebook: Path) -> tuple[str, ...]:
    noted = _noted(outputs, quarter)
    services = sorted(path.stem for path in (params / "services").glob("*.yaml"))
    if noted != library_digest(params) or not (outputs / "index.html").is_file():
        return ()
    same = all(_same(quarter, service, params, outputs, notebook) for service in services)
    return tuple(services) if same else ()


def library_digest(params: Path) -> str:
    """Return the digest of all that people wrote in params/: a mistake in a file that no report reads is told too."""
    files = sorted(path for path in params.rglob("*") if path.suffix in {".yaml", ".md"} and path.is_file())
    return digest_of({path.relative_to(params).as_posix(): text_digest(path) for path in files})


def note_quarter(quarter: str, digest: str, outputs: Path) -> None:
    """Keep the digest of params with which every report of a quarter went well; forget reports that are gone."""
    replace_file(_note_path(outputs, quarter), (json.dumps({"params": digest}) + "\n").encode())
    for path in (outputs / keys.FOLDER / quarter).glob("*.json"):
        if not (outputs / quarter / path.stem).is_dir():
            path.unlink(missing_ok=True)


def _note_path(outputs: Path, quarter: str) -> Path:
    return outputs / keys.FOLDER / f"{quarter}.json"


def _noted(outputs: Path, quarter: str) -> str | None:
    folder = outputs / keys.FOLDER
    # What was typed is only ever compared with names that are there, so that it never becomes part of a path.
    if quarter not in {path.stem for path in folder.glob("*.json")}:
        return None
    try:
        return str(json.loads(_note_path(outputs, quarter).read_bytes())["params"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _same(quarter: str, service: str, params: Path, outputs: Path, notebook: Path) -> bool:
    folder, kept = outputs / quarter / service, keys.kept_parts(outputs, quarter, service)
    if kept is None or not _went_well(outputs / ATTEMPTS / quarter / f"{service}.json"):
        return False
    stands = standing(folder)
    if stands.altered or stands.keys != kept.keys:
        return False
    general: dict[str, Callable[[], str]] = {
        keys.PROGRAM: program_digest,
        keys.ENVIRONMENT: environment_digest,
        keys.LOOK: look_digest,
        keys.NOTEBOOK: lambda: notebook_digest(notebook),
        keys.RELEASE: lambda: keys.release_digest({path.name: path for path in kept_versions(folder)}),
    }
    every = {**kept.compute, **kept.render}
    files = ((name, digest) for name, digest in every.items() if name not in general)
    return all(general[name]() == every.get(name) for name in general) and all(_as_they_were(files, params))


def _as_they_were(files: Iterator[tuple[str, str]], params: Path) -> Iterator[bool]:
    for name, digest in files:
        within = name.removeprefix("params/")
        now = file_digest(params.parent / name) if within == name else text_digest(params / within)
        yield now == digest


def _went_well(attempt: Path) -> bool:
    try:
        return bool(json.loads(attempt.read_bytes())["exit_code"] == 0)
    except (OSError, ValueError, TypeError, KeyError):
        return False
