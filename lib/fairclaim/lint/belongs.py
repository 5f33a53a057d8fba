"""Which report a file belongs to, and so which evidence its words are held against."""

from pathlib import Path

from pydantic import ValidationError

from fairclaim.lint.evidence import ByClaim, ByDesign, earned, within_reach
from fairclaim.lint.licence import Design

LEDGER = "claims.json"


def evidence_for(path: Path, design: Design) -> ByClaim | ByDesign:
    """Find what licenses the words of a file.

    A page with a ledger beside it, and commentary (`params/commentary/<quarter>/<service>.md`), belong to a report:
    to what its claims earned, or, where none was made yet, to what their designs could license. Everything else is
    held against the design.
    """
    path = path.resolve()
    if path.suffix.lower() in (".html", ".htm", ".ipynb"):
        return _from_ledger(path.parent / LEDGER) or ByDesign(design)
    params = path.parents[2] if len(path.parents) > 2 else path.parent
    if path.parent.parent.name != "commentary" or not (params / "house.yaml").is_file():
        return ByDesign(design)
    quarter, service = path.parent.name, path.stem
    made = _from_ledger(params.parent / "outputs" / quarter / service / LEDGER)
    return made or _from_params(service, quarter, params)


def _from_ledger(path: Path) -> ByClaim | None:
    from fairclaim.claims.ledger import Ledger

    try:
        return earned(Ledger.model_validate_json(path.read_bytes()))
    except (OSError, ValidationError):
        # No report yet, or one that another version wrote: then nothing is known to have been earned.
        return None


def _from_params(service: str, quarter: str, params: Path) -> ByClaim:
    from fairclaim.params.load import load_spec

    return within_reach(load_spec(service, quarter, params))
