"""From the tables of all files to drafted parts of one source, in two rounds: the first finds the referrals' ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fairclaim.data.adopt.beside import first_contacts, sites
from fairclaim.data.adopt.finishing import finish
from fairclaim.data.adopt.grids import Grid, read_grids
from fairclaim.data.adopt.guesses import Drafted, RegionDraft
from fairclaim.data.adopt.keys import Ids
from fairclaim.data.adopt.links import complete_keys, link_doubts
from fairclaim.data.adopt.one_table import draft_region
from fairclaim.data.adopt.regions import find_regions
from fairclaim.data.adopt.wording import say
from fairclaim.data.contract.tables import CONTRACT
from fairclaim.errors import DataRefused, FairclaimError, Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """What was guessed of all files: their tables in the order they lie, and doubts about the whole."""

    regions: tuple[RegionDraft, ...]
    doubts: tuple[str, ...]

    @property
    def parts(self) -> dict[str, list[Drafted]]:
        """Contract table → its parts, in the contract's order; none without a part."""
        every = [part for one in self.regions for part in one.parts]
        found = {table: [part for part in every if part.table == table] for table in CONTRACT}
        return {table: parts for table, parts in found.items() if parts}


def draft(files: Sequence[tuple[Path, str]]) -> Draft:
    """Draft the mapping of several files.

    Parameters
    ----------
    files : sequence of (Path, str)
        Each file, and its name as the source will hold it.

    Raises
    ------
    DataRefused
        With every file that cannot be opened. A file that is understood in part is drafted in part, with doubts.
    """
    grids = _opened(files)
    regions = [region for grid in grids for region in find_regions(grid)]
    ids = Ids()
    for _ in range(2):
        # What the first round knows of referrals tells the second which other columns hold their ids.
        drafts = [draft_region(region, ids) for region in regions]
        ids = _ids(drafts)
    first_contacts(drafts)
    for one in drafts:
        complete_keys(one, ids)
        for part in one.parts:
            finish(part)
    sites(drafts)
    empty = [say("no_table", grid=grid.name) for grid in grids if not any(region.grid is grid for region in regions)]
    return Draft(tuple(drafts), (*empty, *link_doubts(drafts, ids)))


def _opened(files: Sequence[tuple[Path, str]]) -> list[Grid]:
    grids: list[Grid] = []
    problems: list[Problem] = []
    for path, name in files:
        try:
            grids += read_grids(path, name)
        except FairclaimError as error:
            problems += error.problems
    if problems:
        raise DataRefused(*problems)
    return grids


def _ids(drafts: Sequence[RegionDraft]) -> Ids:
    found: dict[str, dict[str, frozenset[str]]] = {"referral_id": {}, "person_id": {}}
    for one in drafts:
        for part in one.parts:
            for key, known in found.items():
                column = part.column_of(key) if part.table == "referrals" else None
                if column is not None:
                    known[one.region.place] = column.texts
    return Ids(found["referral_id"], found["person_id"])
