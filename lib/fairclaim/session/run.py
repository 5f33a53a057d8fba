"""What a notebook holds: one call opens the run, one call shows each part of it. No cell computes."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fairclaim.claims.ledger import Ledger
from fairclaim.kinds import Family
from fairclaim.params.spec import RunSpec
from fairclaim.session.peak import MEMORY_FILE, peak_mib

if TYPE_CHECKING:
    from fairclaim.session.frozen import Frozen

SPEC_FILE = "spec.json"
COHORTS_FOLDER = "cohorts"
LEDGER_FILE = "claims.json"
NOTICES_FILE = "notices.json"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A finished piece of the page, for Jupyter to show and for the exporter to place."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "A part of the report."


@dataclass(frozen=True, slots=True)
class Run:
    """One report, already assessed and read for its audience. Every method only shows."""

    ledger: Ledger

    def front(self) -> Fragment:
        """Page one: what may be said, how sure, what it does not show, what got worse, what is asked."""
        from fairclaim.show.front import front

        return Fragment(front(self.ledger))

    def section(self, family: Family) -> Fragment:
        """Every claim of one family of measures; nothing where none was asked for, which the appendix says."""
        from fairclaim.show.claim import section

        return Fragment(section(self.ledger, family))

    def appendix(self) -> Fragment:
        """How the service is meant to help, then how each number was made, and what it rests on."""
        from fairclaim.show.appendix import appendix

        return Fragment(appendix(self.ledger))


def open_run(service: str, quarter: str, params_dir: str) -> Run:
    """Open a report.

    Where the runner has left the resolved specification and the frozen cohorts in the working folder, they are used,
    and the ledger is left beside them. Anywhere else (an analyst pressing Run All) all is built from the files.

    Parameters
    ----------
    service, quarter : str
        Ids under params/services/ and params/quarters/.
    params_dir : str
        The params folder, from the working folder.

    Raises
    ------
    FairclaimError
        With every problem found, in words that say what to do.
    """
    here = Path.cwd()
    left_by_runner = here / SPEC_FILE
    if left_by_runner.is_file():
        spec = RunSpec.model_validate_json(left_by_runner.read_bytes())
        ledger = _from_frozen(spec, here)
        (here / LEDGER_FILE).write_text(ledger_json(ledger), encoding="utf-8", newline="\n")
        (here / MEMORY_FILE).write_text(str(peak_mib()), encoding="ascii")
        return Run(ledger)
    return Run(build(service, quarter, Path(params_dir)))


def build(service: str, quarter: str, params_dir: Path) -> Ledger:
    """Build a report's ledger from the files, without a notebook.

    What only the folder of reports knows (an extract that changed without a word) is not told.
    """
    from fairclaim.params.load import load_spec
    from fairclaim.session.frozen import frozen

    spec = load_spec(service, quarter, params_dir)
    return _ledger(spec, frozen(spec))


def ledger_json(ledger: Ledger) -> str:
    """Write a ledger as text: the same ledger always gives the same bytes."""
    return ledger.model_dump_json(indent=1) + "\n"


def _from_frozen(spec: RunSpec, here: Path) -> Ledger:
    from fairclaim.session.frozen import take_up

    noted = here / NOTICES_FILE
    notices = json.loads(noted.read_bytes()) if noted.is_file() else []
    return _ledger(spec, take_up(here / COHORTS_FOLDER), tuple(notices))


def _ledger(spec: RunSpec, frozen: "Frozen", notices: tuple[str, ...] = ()) -> Ledger:
    from fairclaim.session.assess import assess
    from fairclaim.session.frozen import earlier_spec
    from fairclaim.session.revised import Before
    from fairclaim.session.tell import tell

    earlier, before = earlier_spec(spec), None
    if earlier is not None and frozen.earlier is not None:
        before = Before(assess(earlier, frozen.earlier.cohorts), frozen.rows)
    return tell(assess(spec, frozen.cohorts), before=before, notices=notices, overdue=frozen.overdue)
