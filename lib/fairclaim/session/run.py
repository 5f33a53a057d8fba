"""What a notebook holds: one call opens the run, one call shows each part of it. No cell computes."""

from dataclasses import dataclass
from pathlib import Path

from fairclaim.claims.ledger import Ledger
from fairclaim.kinds import Family
from fairclaim.params.spec import RunSpec

SPEC_FILE = "spec.json"
COHORTS_FOLDER = "cohorts"
LEDGER_FILE = "claims.json"


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
        ledger = _from_frozen(spec, here / COHORTS_FOLDER)
        (here / LEDGER_FILE).write_text(ledger_json(ledger), encoding="utf-8", newline="\n")
        return Run(ledger)
    return Run(build(service, quarter, Path(params_dir)))


def build(service: str, quarter: str, params_dir: Path) -> Ledger:
    """Build a report's ledger from the files, without a notebook."""
    from fairclaim.data.cohorts import build_cohorts
    from fairclaim.data.extracts import open_extract
    from fairclaim.data.synthetic import ensure
    from fairclaim.params.load import load_spec
    from fairclaim.session.assess import assess
    from fairclaim.session.tell import tell

    spec = load_spec(service, quarter, params_dir)
    ensure(spec)
    return tell(assess(spec, build_cohorts(spec, open_extract(spec))))


def ledger_json(ledger: Ledger) -> str:
    """Write a ledger as text: the same ledger always gives the same bytes."""
    return ledger.model_dump_json(indent=1) + "\n"


def _from_frozen(spec: RunSpec, folder: Path) -> Ledger:
    from fairclaim.data.freeze import load
    from fairclaim.session.assess import assess
    from fairclaim.session.tell import tell

    return tell(assess(spec, load(folder)))
