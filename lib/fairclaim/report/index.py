"""The index of all reports: services by quarter, worst news first."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from fairclaim.claims.ledger import Entry, Ledger
from fairclaim.kinds import WORST_FIRST, Finding, Outcome
from fairclaim.show.markup import environment

_TEMPLATES = Path(__file__).parent / "templates" / "commissioner"


class Attempt(BaseModel):
    """How the last run of a report ended.

    Parameters
    ----------
    verdict : Outcome
    when : date
    message : str
        What is wrong and what to do, as the run told it; empty where all went well.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Outcome
    when: date
    message: str


class Earlier(BaseModel):
    """A version of a report that was made from another extract, and stays as it was sent.

    Parameters
    ----------
    folder : str
        Its folder, beside that of the newest.
    as_at : date
        The day on which its extract was frozen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str
    as_at: date


class Published(BaseModel):
    """What stands under `outputs/` for one service and quarter.

    Parameters
    ----------
    quarter, service : str
        Ids; the report lies at `<quarter>/<service>/report.html`.
    ledger : Ledger or None
        That of the report shown; None where none was ever made.
    attempt : Attempt or None
        The last run, if it is known.
    earlier : tuple of Earlier
        The versions that this one took the place of, the latest first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    quarter: str
    service: str
    ledger: Ledger | None
    attempt: Attempt | None
    earlier: tuple[Earlier, ...] = ()

    @property
    def href(self) -> str:
        """Where the report lies, from the index."""
        return self.href_of(self.service)

    def href_of(self, folder: str) -> str:
        """Where the report of a folder of this quarter lies, from the index."""
        return f"{quote(self.quarter)}/{quote(folder)}/report.html"

    @property
    def lead(self) -> Entry | None:
        """The claim that the report itself leads with."""
        if self.ledger is None:
            return None
        told = self.ledger.front
        ids = (*told.worse, *told.may_say, *told.described)
        return self.ledger.entry(ids[0]) if ids else None

    @property
    def counts(self) -> tuple[tuple[str, str], ...]:
        """How many claims have each finding, those on harm first and apart: (which claims, how many of what)."""
        if self.ledger is None:
            return ()
        entries = self.ledger.entries
        harm = [entry for entry in entries if entry.family == "safety"]
        others = [entry for entry in entries if entry.family != "safety"]
        named = (("Harm", harm), ("Other claims" if harm else "Claims", others))
        # A report without a word on harm says so: its silence is not safety.
        return tuple((name, _counted(found)) for name, found in named if found or name == "Harm")

    @property
    def failed(self) -> bool:
        """Whether the last run ended in anything but a report; one that finds too little to estimate is a report."""
        return self.attempt is not None and self.attempt.verdict not in {Outcome.OK, Outcome.NOT_ENOUGH_DATA}


def index_page(records: Sequence[Published]) -> str:
    """Return the page that leads to every report: newest quarter first, in it the worst news first."""
    newest = sorted(records, key=lambda record: record.quarter, reverse=True)
    quarters = [(_words(group), group) for group in _by_quarter(newest)]
    return environment(_TEMPLATES).get_template("catalogue.html.j2").render(quarters=quarters)


def _by_quarter(newest: list[Published]) -> list[list[Published]]:
    return [sorted(group, key=_worst_first) for _, group in groupby(newest, key=lambda record: record.quarter)]


def _words(group: list[Published]) -> str:
    return next((record.ledger.quarter_words for record in group if record.ledger), group[0].quarter)


_BAD_FIRST = (
    Finding.WORSE,
    Finding.CANNOT_SAY,
    Finding.NO_CLEAR_DIFFERENCE,
    Finding.TOO_SMALL,
    Finding.BETTER,
    Finding.DESCRIBED,
)


def _counted(entries: Sequence[Entry]) -> str:
    """Write how many claims have each finding, bad news first: "1 worse, 2 better"."""
    told = sorted((e for e in entries if e.supplied), key=lambda entry: _BAD_FIRST.index(entry.finding))
    counts = Counter(entry.finding_words or entry.finding.value for entry in told)
    said = [f"{count} {words}" for words, count in counts.items()]
    if absent := sum(not entry.supplied for entry in entries):
        said.append(f"{absent} not supplied")
    return ", ".join(said) or "nothing measured"


_UNCLEAR_FIRST = (Finding.CANNOT_SAY, Finding.NO_CLEAR_DIFFERENCE, Finding.DESCRIBED, Finding.TOO_SMALL)


def _worst_first(record: Published) -> tuple[int, int, int, bool, str]:
    """What is worse goes first (harm to people before all else), then what has no report, then what cannot be told."""
    lead = record.lead
    if lead is None or record.ledger is None:
        return 1, -1, 0, not record.failed, record.service
    if worse := record.ledger.front.worse:
        return 0, WORST_FIRST.index(lead.family), -len(worse), not record.failed, record.service
    place = 2 + (_UNCLEAR_FIRST.index(lead.finding) if lead.finding in _UNCLEAR_FIRST else len(_UNCLEAR_FIRST))
    return place, 0, 0, not record.failed, record.service
