"""What a drafted part needs besides its columns: constants, date forms, codes, and doubts about its rows."""

import re

from fairclaim.data.adopt.columns import Column, folded
from fairclaim.data.adopt.dates import date_form
from fairclaim.data.adopt.fitting import kind_of, meaning, usual_codes
from fairclaim.data.adopt.guesses import Constant, Drafted, Guess
from fairclaim.data.adopt.wide import instrument_in, occasion_in
from fairclaim.data.adopt.wording import say
from fairclaim.data.contract.tables import CONTRACT, codes_of
from fairclaim.errors import counted


def finish(part: Drafted) -> None:
    """Fill in everything that follows from the columns of a part."""
    _constants(part)
    _missing(part)
    for ours, guess in part.columns.items():
        if guess.column is None or not guess.column.filled:
            continue
        if kind_of(part.table, ours) == "date":
            form = date_form(guess.column, true_dates=part.region.grid.form != "text")
            part.dates[ours] = form
        elif usual_codes(part.table, ours):
            _codes(part, ours, guess.column)
    columns = [guess.column for guess in part.columns.values() if guess.column is not None]
    part.blank = sorted({word for column in columns for word in column.nothings})
    _odd_rows(part)
    _blanks(part)
    _twice(part)


def _constants(part: Drafted) -> None:
    """Find what the name of the sheet or of a column says for all rows."""
    headers = [guess.column.full for guess in part.columns.values() if guess.column is not None]
    said = " ".join((*headers, *part.region.names))
    given = set(part.columns) | set(part.constants)
    if part.table == "scores" and "instrument" not in given:
        _name(part, "instrument", instrument_in(said), "no_instrument")
    if part.table == "followups" and "point" not in given:
        found = (point for text in (*headers, *part.region.names) if re.search(r"\d", point := occasion_in(text, "")))
        _name(part, "point", next(found, ""), "no_point")
    if part.table == "contacts" and "attended" not in given:
        part.constants["attended"] = Constant("yes", "check", say("taken_place"))


def _name(part: Drafted, ours: str, found: str, otherwise: str) -> None:
    if found:
        part.constants[ours] = Constant(found, "likely", say("named"))
    else:
        # As a header that does not exist it is refused until somebody fills it in; as a constant it would be read.
        part.columns[ours] = Guess(None, "check", say(otherwise))


def _missing(part: Drafted) -> None:
    for ours, known in CONTRACT[part.table].columns.items():
        if known.required and ours not in part.columns and ours not in part.constants:
            about = known.description[:1].lower() + known.description[1:]
            key = "no_word" if kind_of(part.table, ours) in {"word", "closed"} else "no_column"
            part.columns[ours] = Guess(None, "check", say(key, about=about.rstrip(". …?")))
    order = list(CONTRACT[part.table].columns)
    part.columns = dict(sorted(part.columns.items(), key=lambda item: order.index(item[0])))


def _codes(part: Drafted, ours: str, column: Column) -> None:
    """Write down the codes whose meaning is known, and list or count those whose is not."""
    usual, closed = usual_codes(part.table, ours), codes_of(part.table, ours)
    # The reader compares codes without case and stray spaces, so each stands here once.
    once = {folded(code): code for code in sorted(column.written, reverse=True)}
    meant = {plain: word for plain in once if (word := meaning(plain, usual))}
    known = {code: meant[plain] for plain, code in once.items() if plain in meant and plain != meant[plain]}
    part.codes[ours] = dict(sorted(known.items(), key=lambda item: (item[1], item[0])))
    strange = sorted(code for plain, code in once.items() if plain not in meant)
    if not strange or not closed:
        # An open column may hold any code: what is not one of the usual ones stays as it is written.
        return
    rows = sum(column.folded[folded(code)] for code in strange)
    told = column.tellable(meant)
    part.strange[ours] = strange if told else []
    allowed = ", ".join(closed[:-1]) + f" or {closed[-1]}"
    facts = {"header": column.header, "codes": counted(len(strange), "code"), "rows": counted(rows, "row")}
    part.doubts.append(say("codes_listed" if told else "codes_counted", ours=ours, allowed=allowed, **facts))


def _odd_rows(part: Drafted) -> None:
    """Leave out headings and sums within the table by an entry that they do not have, if there is one."""
    if not part.region.odd:
        return
    rows = counted(part.region.odd, "row")
    able: list[tuple[int, str, Column]] = []
    for ours, guess in part.columns.items():
        column, known = guess.column, CONTRACT[part.table].columns[ours]
        if column is not None and not known.nullable and column.header in part.region.odd_blank:
            able.append((0 if ours in part.skip else 1 + len(column.cells) - column.filled, ours, column))
    if not able:
        part.doubts.append(say("odd_kept", rows=rows))
        return
    # One that every entry fills leaves out nothing else.
    _, ours, column = min(able, key=lambda item: item[0])
    part.skip += [ours] if ours not in part.skip else []
    part.doubts.append(say("odd_left", rows=rows, header=column.header))


def _blanks(part: Drafted) -> None:
    """Count the rows without an entry where there must be one, unless the part leaves them out."""
    for ours, guess in part.columns.items():
        known, column = CONTRACT[part.table].columns[ours], guess.column
        if column is None or known.nullable or ours in part.skip:
            continue
        rows = _left(part, column)
        if rows:
            downwards = kind_of(part.table, ours) == "key" and rows > 0.3 * len(column.cells)
            hint = say("merged_down") if downwards else ""
            facts = {"header": column.header, "table": part.table, "ours": ours, "hint": hint}
            part.doubts.append(say("blanks", rows=counted(rows, "row"), **facts))


def _left(part: Drafted, column: Column) -> int:
    """Count the blanks of a column among the rows that the part does not leave out."""
    kept = [other for ours in part.skip if (other := part.column_of(ours)) is not None]
    there = [all(other.entry(row) is not None for other in kept) for row in range(len(column.cells))]
    return sum(1 for row, held in enumerate(there) if held and column.entry(row) is None)


def _twice(part: Drafted) -> None:
    """Count the ids that stand on several rows where the contract wants one row for each."""
    own = {"people": "person_id", "referrals": "referral_id"}.get(part.table, "")
    column = part.column_of(own)
    if column is None or column.unique == 1:
        return
    if part.table == "referrals":
        again = sum(1 for rows in column.counts.values() if rows > 1)
        part.doubts.append(say("referrals_twice", header=column.header, n=counted(again, "id")))
        return
    for ours, guess in part.columns.items():
        if guess.column is not None and (people := _differing(column, guess.column)):
            n = "1 person has" if people == 1 else f"{people:,} people have"
            part.doubts.append(say("people_twice", header=guess.column.header, n=n, ours=ours))


def _differing(key: Column, other: Column) -> int:
    """Count the ids beside which another column has several entries."""
    beside: dict[object, set[object]] = {}
    for row in range(len(key.cells)):
        beside.setdefault(key.entry(row), set()).add(other.entry(row))
    return sum(1 for who, entries in beside.items() if who is not None and len(entries) > 1)
