"""One column of a table as it is judged: how much of it is dates, numbers, ids, codes or prose."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fairclaim.data.adopt.cells import Cell, as_text, date_kind, is_dressed_number, is_number, number_of, year_of
from fairclaim.data.adopt.vocabulary import codes

_LONGEST_CODE = 30
_MOST_CODES = 12
_LEAST_ROWS = 5
_SHORT_DATES = ("short year", "words")


@dataclass(frozen=True)
class Column:
    """A header and the cells below it.

    Parameters
    ----------
    header : str
        As the reader of the file will look it up.
    full : str
        With the heading above it, where headers stand in two rows: what is judged.
    cells : sequence
        One for each row; None where blank.
    """

    header: str
    full: str
    cells: Sequence[Cell] = field(repr=False)

    @cached_property
    def counts(self) -> Counter[Cell]:
        """Entries and how often each stands there; words that stand for nothing are left out."""
        nothing = set(codes().blank)
        return Counter(cell for cell in self.cells if cell is not None and str(cell).casefold() not in nothing)

    @cached_property
    def filled(self) -> int:
        """Rows with an entry."""
        return sum(self.counts.values())

    @cached_property
    def nothings(self) -> tuple[str, ...]:
        """Words of the column that stand for nothing, as they are written."""
        known = set(codes().blank)
        return tuple(sorted({cell for cell in self.cells if isinstance(cell, str) and cell.casefold() in known}))

    def entry(self, row: int) -> Cell:
        """Return what stands in a row; None where it is blank, or a word that stands for nothing."""
        cell = self.cells[row]
        return cell if cell in self.counts else None

    def share(self, kind: str) -> float:
        """Share of the entries that are dates or numbers."""
        if not self.filled:
            return 0.0
        held = self.date_kinds.total() if kind == "date" else self.numbers
        return held / self.filled

    @cached_property
    def date_kinds(self) -> Counter[str]:
        """How many entries are dates of each way of writing."""
        kinds: Counter[str] = Counter()
        for cell, rows in self.counts.items():
            if kind := date_kind(cell):
                kinds[kind] += rows
        return kinds

    @cached_property
    def numbers(self) -> int:
        """Entries that are read as numbers."""
        return sum(rows for cell, rows in self.counts.items() if is_number(cell))

    @cached_property
    def dressed_numbers(self) -> int:
        """Entries that are numbers with a sign or commas, which are not read as such."""
        return sum(rows for cell, rows in self.counts.items() if is_dressed_number(cell))

    @cached_property
    def unique(self) -> float:
        """Distinct entries for each entry: 1 where none stands twice."""
        return len(self.counts) / self.filled if self.filled else 0.0

    @cached_property
    def folded(self) -> Counter[str]:
        """Entries without case and doubled spaces, for codes."""
        counts: Counter[str] = Counter()
        for cell, rows in self.counts.items():
            counts[folded(as_text(cell))] += rows
        return counts

    @cached_property
    def is_prose(self) -> bool:
        """Whether the entries are sentences: long, and hardly one like another."""
        texts = [(cell, rows) for cell, rows in self.counts.items() if isinstance(cell, str)]
        if not texts or sum(rows for _, rows in texts) < 0.5 * self.filled:
            return False
        length = sum(len(text) * rows for text, rows in texts) / sum(rows for _, rows in texts)
        spaced = sum(rows for text, rows in texts if text.count(" ") >= 3) / sum(rows for _, rows in texts)
        return (length > 40 and self.unique > 0.2) or (spaced > 0.5 and self.unique > 0.5)

    @cached_property
    def is_codes(self) -> bool:
        """Whether the entries could be codes: few, or often the same."""
        return bool(self.filled) and not self.is_prose and (len(self.folded) <= 40 or self.unique < 0.2)

    @cached_property
    def years(self) -> list[int]:
        """Years of its dates, one for each distinct entry."""
        return [year for cell in self.counts if date_kind(cell) and (year := year_of(cell)) is not None]

    @cached_property
    def texts(self) -> frozenset[str]:
        """Distinct entries as text, to be compared with another column's; never told."""
        return frozenset(as_text(cell) for cell in self.counts)

    def outside(self, low: float, high: float) -> int:
        """Rows whose number lies outside a scale."""
        return sum(
            rows for cell, rows in self.counts.items() if (n := number_of(cell)) is not None and not low <= n <= high
        )

    def tellable(self, known: Iterable[str] = ()) -> dict[str, int] | None:
        """Return the codes that may be written down, with their rows; None where they may not.

        A short list of short codes that are each on several rows says nothing of anybody; so does a known code.
        """
        usual = set(known)
        strange = {code: rows for code, rows in self.written.items() if folded(code) not in usual}
        few = len(self.folded) <= _MOST_CODES
        if all(few and _is_short_code(code) and self.folded[folded(code)] >= _LEAST_ROWS for code in strange):
            return dict(self.written)
        return None

    @cached_property
    def written(self) -> dict[str, int]:
        """Entries as text, each way of writing on its own."""
        counts: Counter[str] = Counter()
        for cell, rows in self.counts.items():
            counts[as_text(cell)] += rows
        return dict(counts)


def _is_short_code(code: str) -> bool:
    # Digits in a row could be an id or a telephone number, however often it stands there.
    return len(code) <= _LONGEST_CODE and not re.search(r"\d{4}", code)


def folded(text: str) -> str:
    """Write a code without case and doubled spaces."""
    return " ".join(text.casefold().split())
