"""What one report was made of, part by part, and the two keys that follow from it.

*Compute*: everything that a ledger and the cells of a notebook depend on. *Render*: that, and what is added to it when
the page is made (commentary, exporter, templates). The parts lie beside the reports, in `outputs/.keys/`, because they
may name folders of this machine; the published record holds the two keys alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fairclaim.run.digests import digest_of, file_digest

FOLDER = ".keys"
LOOK = "how pages are made"
NOTEBOOK = "the notebook"
PROGRAM = "the program"
ENVIRONMENT = "Python or an installed package"
RELEASE = "the reports that were kept as they were sent"


@dataclass(frozen=True, slots=True)
class Parts:
    """Name of each thing that a report is made of → its digest.

    Parameters
    ----------
    compute, render : mapping of str to str
        Names are words, or paths of files from the project's root.
    """

    compute: Mapping[str, str]
    render: Mapping[str, str]

    @property
    def keys(self) -> dict[str, str]:
        """Both keys, as `run.json` holds them."""
        compute = digest_of(self.compute)
        return {"compute": compute, "render": digest_of({**self.render, "compute": compute})}

    def as_read_first(self, first: "Parts") -> "Parts":
        """Return these, with the notebook and all of the page's as they were before anything was read.

        What changes while a report is made is then no part of it, and the next run sees the change.
        """
        return Parts({**self.compute, NOTEBOOK: first.compute[NOTEBOOK]}, first.render)


def kept_parts(outputs: Path, quarter: str, service: str) -> Parts | None:
    """Read what the published report was made of; None where nothing, or nothing readable, was kept."""
    try:
        told = json.loads(_path(outputs, quarter, service).read_bytes())
        return Parts(_words(told["compute"]), _words(told["render"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def parts_as_bytes(parts: Parts) -> bytes:
    """Write parts for `kept_parts` to read."""
    return (json.dumps({"compute": dict(parts.compute), "render": dict(parts.render)}, indent=1) + "\n").encode()


def parts_path(outputs: Path, quarter: str, service: str) -> Path:
    """Return where the parts of a report are kept."""
    return _path(outputs, quarter, service)


def release_digest(versions: Mapping[str, Path]) -> str:
    """Return the digest of the reports that stay beside the newest: what a page says of them depends on their records.

    Parameters
    ----------
    versions : mapping of str to Path
        Name of each folder, as it is or will be → where it stands now.
    """
    return digest_of({name: file_digest(folder / "run.json") for name, folder in versions.items()})


def _path(outputs: Path, quarter: str, service: str) -> Path:
    return outputs / FOLDER / quarter / f"{service}.json"


def _words(found: Mapping[str, str]) -> dict[str, str]:
    return {str(name): str(digest) for name, digest in found.items()}
