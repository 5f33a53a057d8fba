"""The index, made anew from what stands published and from how the latest attempt at each report ended."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from fairclaim.claims.ledger import Ledger, Table
from fairclaim.claims.pictures import NoPicture
from fairclaim.kinds import Outcome
from fairclaim.run.publish import published_reports
from fairclaim.run.record import RunRecord, noted_attempts
from fairclaim.run.versions import kept_versions, made
from fairclaim.run.whole_files import replace_file

if TYPE_CHECKING:
    from fairclaim.report.index import Attempt, Earlier, Published


def remake_index(outputs: Path) -> Path:
    """Write `index.html` whole, and return its path."""
    from fairclaim.report.index import index_page

    attempts = {(record.quarter, record.service): record for record in noted_attempts(outputs)}
    known = sorted({*published_reports(outputs), *attempts})
    records = [_published(outputs, *names, attempts.get(names)) for names in known]
    replace_file(outputs / "index.html", index_page(records).encode())
    return outputs / "index.html"


def _published(outputs: Path, quarter: str, service: str, record: RunRecord | None) -> "Published":
    from fairclaim.report.index import Published

    attempt = None if record is None else _attempt(record)
    path = outputs / quarter / service / "claims.json"
    try:
        ledger = _ledger(path, path.stat().st_ino, path.stat().st_mtime_ns) if path.is_file() else None
    except ValidationError:
        ledger, attempt = None, attempt or _other_version()
    earlier = _earlier(outputs / quarter / service)
    return Published(quarter=quarter, service=service, ledger=ledger, attempt=attempt, earlier=earlier)


@lru_cache(maxsize=4096)
def _ledger(path: Path, _node: int, _changed: int) -> Ledger:
    """Read what the index tells of a ledger, once for each that is published: it is made anew after every report."""
    ledger = Ledger.model_validate_json(path.read_bytes())
    entries = tuple(entry.model_copy(update=_NOT_IN_THE_INDEX) for entry in ledger.entries)
    return ledger.model_copy(update={"entries": entries, "fingerprints": (), "not_told": ()})


# Most of a ledger. Hundreds of them are held at a time.
_NOT_IN_THE_INDEX = {
    "table": Table(caption="", columns=(), rows=()),
    "picture": NoPicture(reason="not in the index"),
    **dict.fromkeys(("definition", "flow", "breakdowns", "checks", "evidence"), ()),
    **dict.fromkeys(("completion", "card")),
}


def _earlier(folder: Path) -> "tuple[Earlier, ...]":
    from fairclaim.report.index import Earlier

    dated = ((version.name, made(version).as_at) for version in kept_versions(folder))
    return tuple(Earlier(folder=name, as_at=as_at) for name, as_at in dated if as_at is not None)


def _attempt(record: RunRecord) -> "Attempt":
    from fairclaim.report.index import Attempt

    return Attempt(
        verdict=record.outcome, when=record.when or date.today(), message=" ".join(map(str, record.problems))
    )


def _other_version() -> "Attempt":
    from fairclaim.report.index import Attempt

    message = "The ledger that stands here was made by another version of fairclaim. What to do: run the report again."
    return Attempt(verdict=Outcome.COULD_NOT_RUN, when=date.today(), message=message)
