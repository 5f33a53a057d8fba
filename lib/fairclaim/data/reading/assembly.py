"""One contract table from its parts: read, shaped, converted, put together and judged."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from fairclaim.data.contract.tables import NEVER_EMPTY
from fairclaim.data.reading.breaches import breaches
from fairclaim.data.reading.cells import blanked
from fairclaim.data.reading.mapping import mapping_problems
from fairclaim.data.reading.oddities import Oddity, after_freeze, repeated
from fairclaim.data.reading.origins import Origins
from fairclaim.data.reading.parts import PartRead, read_part
from fairclaim.errors import Problem
from fairclaim.params.sources import Source


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """One contract table, or what is wrong with it.

    Parameters
    ----------
    frame : DataFrame
        Converted columns; `row` numbers the rows through all parts. Empty without columns where a file was not read.
    problems : list of Problem
    oddities : list of Oddity
    day_only : frozenset of str
        Time columns in which at least one entry is a day without a time.
    origins : Origins
        Names files and rows; a frame's index is each row's position among all rows read.
    """

    frame: pd.DataFrame
    problems: list[Problem]
    oddities: list[Oddity]
    day_only: frozenset[str]
    origins: Origins


def assemble(source: Source, table: str, folder: Path, told: str, as_at: date | None) -> Assembled:
    """Read one table of a source; `told` is the folder as messages name it, `as_at` the freeze date if there is one."""
    problems = mapping_problems(source, table, told)
    if problems:
        return _refused(problems)
    reads: list[PartRead] = []
    for number in range(len(source.tables[table])):
        read = read_part(source, table, number, folder, told)
        if isinstance(read, list):
            problems += read
        else:
            reads.append(read)
            problems += read.converted.problems
    return _together(table, reads, problems, as_at, whole=len(reads) == len(source.tables[table]))


def _together(
    table: str, reads: list[PartRead], problems: list[Problem], as_at: date | None, *, whole: bool
) -> Assembled:
    origins = Origins(tuple(read.origin for read in reads), tuple(len(read.shaped.text) for read in reads))
    if not reads:
        return _refused(problems)
    frame = _joined([read.converted.frame for read in reads])
    if frame.empty and table in NEVER_EMPTY and whole:
        return _refused([*problems, _no_rows(reads, origins)])
    again, late = repeated(table, frame), after_freeze(table, frame, as_at)
    failed = frozenset(column for read in reads for column in read.converted.failed)
    problems = problems + breaches(table, frame[~again], origins, failed)
    oddities = [*_left_out(table, reads), *_clocks(table, reads), *_dropped(table, again, late)]
    kept = frame[~again & ~late]
    if kept.empty and late.any() and table in NEVER_EMPTY:
        todo = "check 'as_at' of the quarter's file, and how dates are written"
        problems.append(Problem("every row is dated after the freeze date", origins.files(), todo=todo))
    kept = kept.assign(row=np.arange(len(kept)))
    day_only = frozenset(column for read in reads for column in read.converted.day_only)
    return Assembled(kept, problems, oddities, day_only, origins)


def _refused(problems: list[Problem]) -> Assembled:
    return Assembled(pd.DataFrame(), problems, [], frozenset(), Origins((), ()))


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    if len(frames) == 1:
        return frames[0]
    columns = list(dict.fromkeys(column for frame in frames for column in frame))
    kinds = {column: next(frame[column].dtype for frame in frames if column in frame) for column in columns}
    # A column that one part does not have is blank in its rows, and keeps its type.
    whole = [frame.reindex(columns=columns).astype(kinds) for frame in frames]
    filled = [frame for frame in whole if len(frame)] or whole[:1]
    joined = pd.concat(filled, ignore_index=True)
    for column in columns:
        if joined[column].dtype == object:
            joined[column] = blanked(joined[column], joined[column].isna())
    return joined


def _no_rows(reads: list[PartRead], origins: Origins) -> Problem:
    if any(read.shaped.read for read in reads):
        todo = "check 'only' and 'skip_where_blank' of the table in the source"
        return Problem("every row is left out", origins.files(), "", "at least one row", todo)
    return Problem("a header and no rows", origins.files(), "", "at least one row", "extract it again")


def _left_out(table: str, reads: list[PartRead]) -> list[Oddity]:
    found = []
    for read in reads:
        made, part = read.shaped, read.origin.part
        if made.read and made.only == made.read:
            headers = ", ".join(f"'{header}'" for header in part.only)
            done = f"all of {part.file} left out, as 'only' of {headers} says: check its entries"
            found.append(Oddity(table, "rows of other records, and none that belongs here", made.only, done))
        if made.unsaid:
            found.append(Oddity(table, "rows that are blank in every mapped column", made.unsaid, "left out"))
        if made.skipped:
            what = f"rows with a blank in {' or '.join(part.skip_where_blank)}"
            found.append(Oddity(table, what, made.skipped, "left out, as the source says"))
    return found


def _clocks(table: str, reads: list[PartRead]) -> list[Oddity]:
    skipped = sum(sum(read.converted.skipped.values()) for read in reads)
    again = sum(sum(read.converted.repeated.values()) for read in reads)
    found = [
        Oddity(table, "times in the hour that the clocks skip in March", skipped, "taken as the end of that hour"),
        Oddity(table, "times in the hour that the clocks repeat in October", again, "taken as its first pass"),
    ]
    return [oddity for oddity in found if oddity.rows]


def _dropped(table: str, again: np.ndarray, late: np.ndarray) -> list[Oddity]:
    found = [
        Oddity(table, "rows that repeat another row in every column", int(again.sum()), "counted once"),
        Oddity(
            table, "rows dated after the freeze date", int((late & ~again).sum()), "left out: not known on that date"
        ),
    ]
    return [oddity for oddity in found if oddity.rows]
