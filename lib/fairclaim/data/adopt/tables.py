"""Which contract table a table of a file is, and which of its columns feed it."""

from collections.abc import Iterable
from dataclasses import dataclass

from fairclaim.data.adopt.columns import Column
from fairclaim.data.adopt.fitting import fit, kind_of
from fairclaim.data.adopt.guesses import Drafted, Guess
from fairclaim.data.adopt.regions import Region
from fairclaim.data.adopt.vocabulary import match, names_table, vocabulary, words
from fairclaim.data.adopt.wording import say
from fairclaim.data.contract.tables import CONTRACT

KEYS = ("referral_id", "person_id")
# Tables that a sheet with one row for each referral often feeds besides, by columns that say so themselves.
BESIDE = ("people", "deaths", "followups", "packages", "safety_events")
_LEAST = 0.9


@dataclass(frozen=True, slots=True)
class Scored:
    """One contract table as the answer, with how much speaks for it."""

    score: float
    drafted: Drafted


def main_table(region: Region, free: list[Column], keys: dict[str, Guess]) -> Drafted | None:
    """Choose the contract table that a region is; None where nothing says so."""
    scored = [found for table in CONTRACT if (found := _scored(table, region, free, keys)) is not None]
    enough = [found for found in scored if found.score >= _LEAST]
    # People have attributes on every kind of sheet: one is about them only if it is about nothing else.
    best = max(enough, key=lambda found: (found.drafted.table != "people", found.score), default=None)
    return best.drafted if best is not None else None


def _scored(table: str, region: Region, free: list[Column], keys: dict[str, Guess]) -> Scored | None:
    named = _named(table, region)
    columns = assigned(table, free, needs_table=True)
    plain = assigned(table, free, needs_table=False)
    needed = [name for name, known in CONTRACT[table].columns.items() if known.required and name not in KEYS]
    says_so = [name for name in plain if name in needed or table == "people"]
    # Two dates that a referral has are enough, where neither says by itself whose it is.
    both = table == "referrals" and bool(keys) and {"referred_at", "discharged_at"} <= set(columns)
    if not columns or not (named or says_so or both):
        return None
    score = 1.0 * named + sum(_worth(table, name, guess) for name, guess in columns.items())
    score -= sum(_missed(table, name) for name in needed if name not in columns)
    score -= _ill_suited(table, keys)
    return Scored(score, Drafted(table, region, columns))


def _named(table: str, region: Region) -> bool:
    return any(names_table(name, table) for name in region.names)


def _worth(table: str, name: str, guess: Guess) -> float:
    strength = {"sure": 1.0, "likely": 0.75, "check": 0.5}[guess.confidence]
    known = CONTRACT[table].columns[name]
    return strength * (1.0 if known.required else 0.6 if table == "people" else 0.35)


def _missed(table: str, name: str) -> float:
    return 0.3 if CONTRACT[table].columns[name].nullable or name in {"instrument", "point", "kind"} else 0.7


def _ill_suited(table: str, keys: dict[str, Guess]) -> float:
    """Count against a table that its rows stand for something else than the region's do."""
    wanted = [key for key in KEYS if key in CONTRACT[table].columns and CONTRACT[table].columns[key].required]
    absent = 0.8 * bool(wanted and not any(key in keys for key in KEYS))
    aggregate = 0.5 * bool(not wanted and "referral_id" in keys and "referral_id" not in CONTRACT[table].columns)
    own = keys.get("referral_id") if table == "referrals" else keys.get("person_id") if table == "people" else None
    repeated = own is not None and own.column is not None and own.column.unique < 0.7
    return absent + aggregate + 1.0 * repeated


def assigned(table: str, free: Iterable[Column], *, needs_table: bool) -> dict[str, Guess]:
    """Give each column of a contract table, but for the keys, the column that is most like it."""
    ranked: list[tuple[float, int, str, Column, Guess]] = []
    for ours, usual in vocabulary().tables[table].columns.items():
        for place, column in enumerate(free):
            dated = kind_of(table, ours) == "date" and column.share("date") > 0.9
            like = match(column.full, usual, needs_table=needs_table, dated=dated)
            held = fit(column, table, ours) if like is not None else None
            if like is None or held is None or not held.holds:
                continue
            if like.strength < 0.75 and _is_elsewhere(column, table):
                continue
            why = like.why or ("" if like.confidence == "sure" else say("usual_here", table=table.replace("_", " ")))
            guess = Guess(column, like.confidence, why)
            strength = like.strength - 0.2 * bool(held.doubt) + 0.01 * CONTRACT[table].columns[ours].required
            ranked.append((strength, -place, ours, column, guess.doubted(held.doubt) if held.doubt else guess))
    found: dict[str, Guess] = {}
    taken: set[int] = set()
    for _, _, ours, column, guess in sorted(ranked, key=lambda item: item[:3], reverse=True):
        if ours not in found and id(column) not in taken:
            found[ours] = guess
            taken.add(id(column))
    return {ours: found[ours] for ours in CONTRACT[table].columns if ours in found}


def _is_elsewhere(column: Column, table: str) -> bool:
    """Whether the header says by itself that it belongs to another table, so that likeness to ours is chance."""
    others = (
        headers for name, known in vocabulary().tables.items() if name != table for headers in known.columns.values()
    )
    return any(words(phrase) == words(column.full) for headers in others for phrase in headers.sure)


def tables_beside(region: Region, free: list[Column]) -> list[Drafted]:
    """Find the tables that a sheet of referrals feeds besides, by headers that need nothing else to be understood."""
    found = []
    for table in BESIDE:
        columns = assigned(table, free, needs_table=False)
        needed = [name for name, known in CONTRACT[table].columns.items() if known.required and name not in KEYS]
        missing = [name for name in needed if name not in columns and kind_of(table, name) != "word"]
        if not columns or missing or (not needed and not columns):
            continue
        skip = [name for name in needed if name in columns and kind_of(table, name) == "date"]
        found.append(Drafted(table, region, columns, skip=skip))
        free = [column for column in free if id(column) not in {id(guess.column) for guess in columns.values()}]
    return found


def unfit(free: Iterable[Column], table: str) -> dict[str, str]:
    """Say of each column whose header promises what its entries do not hold, what is wrong."""
    told: dict[str, str] = {}
    for column in free:
        for ours, usual in vocabulary().tables[table].columns.items():
            like = match(column.full, usual, needs_table=False)
            held = fit(column, table, ours) if like is not None and like.strength >= 1 else None
            if held is not None and not held.holds:
                told[column.header] = say("headed_like", table=table, ours=ours, reason=held.doubt)
    return told
