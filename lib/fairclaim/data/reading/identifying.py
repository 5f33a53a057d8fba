"""What the entries of a column say about whom it identifies: NHS numbers, postcodes.

Ten digits with a check digit that fits are no proof: of ten-digit ids drawn at random one in eleven passes. So a column
is judged by its different ten-digit entries together. It is refused if at least a quarter of them pass, and if chance
would let that many pass in fewer than one of a million such columns, by the binomial distribution with p = 1/11. Six
are the fewest for which that can hold (1/11 to the sixth is 0.0000006). The quarter is asked for besides, since ids
that are numbered through are not drawn at random: of ten in a row at most one passes, so they stay near a tenth.
A column in which NHS numbers stand among local ids is caught by the same rule, for only ten-digit entries are judged.
"""

from collections.abc import Iterator, Sequence
from math import comb

import numpy as np
import pandas as pd

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.data.reading.cells import as_text
from fairclaim.data.reading.identifying_headers import identifying_header
from fairclaim.data.reading.mapping import IDENTIFYING_TODO
from fairclaim.data.reading.origins import Origin
from fairclaim.errors import Problem

ALLOWED = "keys and codes that tell nobody who a person is"
_SHARE = 0.25
_BY_CHANCE = 1e-6
# Above this many entries a quarter is past chance whatever their number: 50 of 200 has a chance below 1e-10.
_MANY = 200
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODES, _MOSTLY = 5, 0.5


def identifying_texts(table: str, text: pd.DataFrame, origin: Origin) -> list[Problem]:
    """List columns of text or keys, under contract names, whose entries are NHS numbers or postcodes."""
    # Published figures are about organisations.
    if table == "series":
        return []
    return [
        problem
        for name in text
        if name in origin.part.columns and is_open_text(table, str(name))
        for problem in _judged(pd.Series(text[name].dropna().unique(), dtype="string"), origin.where(str(name)))
    ]


def is_open_text(table: str, name: str) -> bool:
    """Whether a contract column holds text or keys that no closed list bounds."""
    column = CONTRACT[table].columns[name]
    return str(column.dtype) == "str" and not (column.metadata or {}).get("closed")


def identifying(header: str, entries: Sequence[object]) -> str | None:
    """Say why a column of any file looks as if it names people; None if it does not.

    Parameters
    ----------
    header : str
        Empty where there is none.
    entries : sequence
        The column's cells below its header: text, numbers or dates. None and blanks tell nothing.

    Notes
    -----
    Dates of birth are told by their header alone: without other dates to hold them against, they are dates like others.
    """
    promised = identifying_header(header)
    if promised:
        return f"its header says that it holds {promised}"
    texts = {text for text in map(as_text, entries) if text is not None}
    held = [what for what, _, _ in _held(pd.Series(sorted(texts), dtype="string"))]
    return f"it holds {' and '.join(held)}" if held else None


def _judged(different: pd.Series, where: str) -> Iterator[Problem]:
    for what, entries, of in _held(different):
        found = f"{entries:,} of {of:,} different entries"
        yield Problem(f"the column holds {what}", where, found, ALLOWED, IDENTIFYING_TODO)


def _held(different: pd.Series) -> Iterator[tuple[str, int, int]]:
    digits = different.str.replace(r"[ -]|\.0$", "", regex=True)
    ten = pd.Series(digits[digits.str.fullmatch(r"[0-9]{10}").astype(bool)].unique(), dtype="string")
    valid = int(nhs_numbers(ten).sum())
    if past_chance(valid, len(ten)):
        yield "NHS numbers", valid, len(different)
    codes = int(different.str.fullmatch(_POSTCODE, case=False).astype(bool).sum())
    if codes >= max(_POSTCODES, _MOSTLY * len(different)):
        yield "full postcodes", codes, len(different)


def nhs_numbers(ten_digits: pd.Series) -> "np.ndarray":
    """Mark the strings of ten digits whose last is the check digit of an NHS number (modulus 11)."""
    if ten_digits.empty:
        return np.zeros(0, dtype=bool)
    figures = np.frombuffer("".join(ten_digits).encode("ascii"), dtype=np.uint8).reshape(-1, 10).astype(int) - ord("0")
    # A remainder of 0 gives the digit 0; one that would give 10 is never issued, and no single digit equals it.
    expected = (11 - figures[:, :9] @ np.arange(10, 1, -1) % 11) % 11
    fits: np.ndarray = expected == figures[:, 9]
    return fits


def past_chance(valid: int, entries: int) -> bool:
    """Say whether so many of so many different ten-digit entries pass the check that chance does not explain it."""
    if entries == 0 or valid < _SHARE * entries:
        return False
    if entries > _MANY:
        return True
    # In whole numbers: of 11 to the n equally likely outcomes, those with this many passes or more.
    as_many = sum(comb(entries, k) * 10 ** (entries - k) for k in range(valid, entries + 1))
    return bool(as_many < _BY_CHANCE * 11**entries)
