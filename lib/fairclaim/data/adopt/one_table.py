"""One table of a file to the parts that it feeds, with a word on every column that is left out."""

import re

from fairclaim.data.adopt.columns import Column
from fairclaim.data.adopt.guesses import RegionDraft
from fairclaim.data.adopt.identifying import WHO, identifying
from fairclaim.data.adopt.keys import Ids, find_keys
from fairclaim.data.adopt.regions import Region
from fairclaim.data.adopt.tables import KEYS, main_table, tables_beside, unfit
from fairclaim.data.adopt.vocabulary import vocabulary, words
from fairclaim.data.adopt.wide import find_wide, wide_parts
from fairclaim.data.adopt.wording import say
from fairclaim.data.contract.tables import CONTRACT


def draft_region(region: Region, ids: Ids) -> RegionDraft:
    """Draft the parts of one region; their constants, codes and dates are filled in by `finish`."""
    found = RegionDraft(region, doubts=list(region.doubts))
    encoding = region.grid.text.doubt if region.grid.text is not None else ""
    found.doubts += [encoding] if encoding else []
    shipped = _submission(region)
    if shipped or _is_key_of_codes(region):
        found.doubts.append(shipped or say("key_of_codes"))
        found.set_aside = True
        return found
    free = _free(found)
    _fill(found, free, ids)
    if not any(part.table != "scores" or "instrument" in part.columns for part in found.parts):
        found.doubts.append(say("no_contract_table"))
    if region.beside and found.parts:
        _beside(found)
    _tell_left(found, free)
    return found


def _free(found: RegionDraft) -> list[Column]:
    """Return the columns that may be mapped; keep of the others why they may not."""
    free = []
    for column in found.region.columns:
        if column.is_prose:
            found.left_out[column.header] = say("free_text")
        elif who := identifying(column):
            found.identifying[column.header] = who
            found.left_out[column.header] = say(WHO.get(who, "who"), who=who)
        elif column.header in found.region.doubled:
            found.left_out[column.header] = say("doubled")
        else:
            free.append(column)
    return free


def _fill(found: RegionDraft, free: list[Column], ids: Ids) -> None:
    region, keys = found.region, find_keys(free, ids.besides(found.region.place))
    rest = [column for column in free if not any(guess.column is column for guess in keys.values())]
    wide = find_wide(rest, region)
    rest = [column for column in rest if not any(one.column is column for one in wide)]
    main = main_table(region, rest, keys)
    if main is not None and not (wide and main.table == "scores" and "score" not in main.columns):
        found.parts.append(main)
        rest = [column for column in rest if id(column) not in found.used]
        if main.table in {"referrals", "people"} and keys:
            found.parts += [part for part in tables_beside(region, rest) if part.table != main.table]
    if keys:
        dates = [column for column in free if column.share("date") > 0.5]
        found.parts += wide_parts(wide, region, dates, main)
    for part in found.parts:
        own = {key: keys[key] for key in KEYS if key in keys and key in CONTRACT[part.table].columns}
        part.columns = {**own, **part.columns}


def _beside(found: RegionDraft) -> None:
    for part in found.parts:
        key = next((key for key in KEYS if key in part.columns), None)
        if key is not None and key not in part.skip:
            part.skip.append(key)
    found.doubts.append(say("beside"))


def _tell_left(found: RegionDraft, free: list[Column]) -> None:
    used = found.used
    left = [column for column in free if id(column) not in used]
    tables = sorted({part.table for part in found.parts} | {"referrals", "contacts", "scores"})
    wrong = {header: why for table in tables for header, why in unfit(left, table).items()}
    for column in left:
        plain = say("not_known" if column.filled else "is_blank")
        found.left_out[column.header] = wrong.get(column.header, plain)


def _submission(region: Region) -> str:
    for source, known in vocabulary().submissions.items():
        if any(re.search(known.pattern, name, re.IGNORECASE) for name in region.names):
            return say("submission", name=known.name, source=source)
    return ""


def _is_key_of_codes(region: Region) -> bool:
    headers = [words(column.full) for column in region.columns]
    known = set(vocabulary().keys_of_codes)
    return 1 < len(headers) <= 4 and sum(1 for own in headers if own and own <= known) >= 2
