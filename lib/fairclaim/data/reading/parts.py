"""One part of a table: its cells read, shaped to the contract's names, converted and judged by themselves."""

from dataclasses import dataclass
from pathlib import Path

from fairclaim.data.reading.conversion import Converted, convert
from fairclaim.data.reading.forms import read_cells
from fairclaim.data.reading.identifying import identifying_texts
from fairclaim.data.reading.origins import Origin
from fairclaim.data.reading.shaping import Shaped, shaped
from fairclaim.data.reading.told import told_file, told_key
from fairclaim.errors import Problem
from fairclaim.params.sources import Source


@dataclass(frozen=True, slots=True, eq=False)
class PartRead:
    """One part's rows: where they came from, what was left out, and what they became, with its problems."""

    origin: Origin
    shaped: Shaped
    converted: Converted


def read_part(source: Source, table: str, number: int, folder: Path, told: str) -> PartRead | list[Problem]:
    """Read one part (counted from 0) of a table of the source, or tell why it has no rows to judge."""
    part = source.tables[table][number]
    file = told_file(part, told)
    cells = read_cells(folder, part, file, told)
    if isinstance(cells, list):
        return cells
    made = shaped(part, cells)
    origin = Origin(part, file, told_key(source, table, number), made.rows)
    converted = convert(table, made.text, origin, true_dates=cells.true_dates)
    converted.problems.extend(identifying_texts(table, made.text, origin))
    return PartRead(origin, made, converted)
