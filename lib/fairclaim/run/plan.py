"""What is to be done for one report, and why: nothing, its page alone, or the whole of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fairclaim.params.spec import RunSpec
from fairclaim.run import keys
from fairclaim.run.digests import (
    ABSENT,
    environment_digest,
    file_digest,
    look_digest,
    notebook_digest,
    program_digest,
    text_digest,
)
from fairclaim.run.keys import Parts, kept_parts
from fairclaim.run.standing import standing
from fairclaim.run.versions import kept_versions, next_version

_NEEDED = frozenset({"claims.json", "notebook.ipynb"})


@dataclass(frozen=True, slots=True)
class Work:
    """What a run has to do.

    Parameters
    ----------
    kind : {"nothing", "page", "report"}
    why : tuple of str
        What is not as it was, one clause each; empty where nothing is to be done.
    """

    kind: Literal["nothing", "page", "report"]
    why: tuple[str, ...] = ()


def plan(spec: RunSpec, outputs: Path, notebook: Path) -> Work:
    """Hold what the report would be made of now against what the published one was made of."""
    quarter, service = str(spec.quarter), spec.service.id
    stands = standing(outputs / quarter / service)
    now, before = parts(spec, outputs, notebook), kept_parts(outputs, quarter, service)
    if not stands.keys:
        return Work("report", ("no report of this version of fairclaim stands there",))
    altered = tuple(f"{name} is not as it was published" for name in sorted(stands.altered))
    if now.keys["compute"] != stands.keys.get("compute"):
        known = before is not None and before.keys == stands.keys
        return Work("report", _changed(before.compute if before and known else {}, now.compute))
    if stands.altered & _NEEDED:
        return Work("report", altered)
    if now.keys["render"] != stands.keys.get("render"):
        return Work("page", _changed(before.render if before else {}, now.render) + altered)
    return Work("page", altered) if altered else Work("nothing")


def parts(
    spec: RunSpec, outputs: Path, notebook: Path, read: Mapping[str, str] | None = None, *, keep: bool = False
) -> Parts:
    """Return what the report would be made of now.

    Parameters
    ----------
    read : mapping of str to str, optional
        File of the extract → SHA-256, as a run noted it when it read them: that is then what it was made of, whatever
        has become of the files since.
    keep : bool
        The report that stands there is about to be kept beside the new one.
    """
    folder = outputs / str(spec.quarter) / spec.service.id
    versions = {path.name: path for path in kept_versions(folder)} | (
        {next_version(folder).name: folder} if keep else {}
    )
    compute = {
        keys.PROGRAM: program_digest(),
        keys.ENVIRONMENT: environment_digest(),
        keys.NOTEBOOK: notebook_digest(notebook),
        keys.RELEASE: keys.release_digest(versions),
        **dict(spec.fingerprints),
        **_extract(spec),
        **(read or {}),
    }
    commentary = f"commentary/{spec.quarter}/{spec.service.id}.md"
    return Parts(compute, {keys.LOOK: look_digest(), f"params/{commentary}": text_digest(spec.params_dir / commentary)})


def _extract(spec: RunSpec) -> dict[str, str]:
    """Return the digest of each file that the run reads, or that it is absent; others are none of the report's."""
    quarter = spec.quarter_file
    folders = [(spec.source.folder or quarter.extract, quarter.not_supplied)]
    if quarter.revises is not None and spec.source.folder is None:
        folders.append((quarter.revises.extract, quarter.revises.not_supplied))
    told = (f"{folder}/{file}" for folder, without in folders for file in _files(spec, frozenset(without)))
    return {name: file_digest(spec.root / name) for name in told}


def _files(spec: RunSpec, without: frozenset[str]) -> list[str]:
    return sorted({part.file for table, its in spec.source.tables.items() if table not in without for part in its})


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    if not before:
        return ("what the published report was made of is no longer known",)
    gone = [f"{name} is gone" for name in before if now.get(name, ABSENT) == ABSENT != before[name]]
    new = [f"{name} is new" for name in now if before.get(name, ABSENT) == ABSENT != now[name]]
    both = before.keys() & now.keys()
    other = [f"{n} changed" for n in now if n in both and before[n] != now[n] and ABSENT not in (before[n], now[n])]
    return (*other, *new, *gone)
