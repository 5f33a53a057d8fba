"""What `check` finds amiss: one extract spoilt in one place, and what is said of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import QUARTER, SERVICE, Rows, Tables, small_project

from fairclaim.params.load import load_spec
from fairclaim.session.readiness import Readiness, readiness


def checked(root: Path, spoil=None, **changes: tuple[str, str, str]) -> Readiness:
    return readiness(load_spec(SERVICE, QUARTER, small_project(root, spoil, **changes)))


def without(table: str, drop: Callable[[dict[str, str]], bool]) -> Callable[[Tables], None]:
    """Take rows out of a table."""

    def spoil(tables: Tables) -> None:
        tables[table] = [row for row in tables[table] if not drop(row)]

    return spoil


def renamed(table: str, share: int) -> Callable[[Tables], None]:
    """Give every so-many-th row of a table an id that is in no other."""

    def spoil(tables: Tables) -> None:
        tables[table] = [
            row | {"referral_id": f"X{row['referral_id']}"} if number % share == 0 else row
            for number, row in enumerate(tables[table])
        ]

    return spoil


def in_quarter(rows: Rows) -> set[str]:
    return {row["referral_id"] for row in rows if "2025-01-01" <= row["referred_at"] <= "2025-03-31"}


def without_scores_of_the_quarter(tables: Tables) -> None:
    own = in_quarter(tables["referrals"])
    tables["scores"] = [row for row in tables["scores"] if row["referral_id"] not in own]


NOT_SUPPLIED = {
    "kept": (f"quarters/{QUARTER}.yaml", "as_at:", "not_supplied: {safety_events: The system was moved}\nas_at:")
}
EARLY = {"frozen": (f"quarters/{QUARTER}.yaml", "2025-06-02", "2025-05-01")}
TAKEN_OUT = {"taken": ("measures/no-package.yaml", "immature: refused", "immature: excluded")}
LINKED_TO = {"kept": (f"quarters/{QUARTER}.yaml", "as_at:", "linked_to: {packages: 2025-04-30}\nas_at:")}
UNCONFIRMED = {
    "new": (
        "sources/small.yaml",
        "{file: followups.csv, columns",
        "{file: followups.csv, unconfirmed: [point, reached], columns",
    )
}

GAPS = [
    # what was done                     how                                    weight          where           what is said                                                         what to do
    ("a table is not supplied",         None, NOT_SUPPLIED,                    "no figure",    "harm",         "Safety is not shown, and claims about people stop at 'compared'.",  "run without it"),
    ("  … and the reason is given",     None, NOT_SUPPLIED,                    "no figure",    "harm",         "The reason given: The system was moved.",                           "Ask for the table"),
    ("frozen before windows close",     None, EARLY,                           "no figure",    "no-package",   "6 of 36 windows of January to March 2025 are still open",          "All will be closed on 12 May 2025"),
    ("  … where they are taken out",    None, EARLY | TAKEN_OUT,               "look at it",   "no-package",   "still open on the freeze date, and not counted.",                   "set as_at to that day or later"),
    ("a feed ends early",               without("contacts", lambda r: r["at"] > "2025-03-01"), {}, "weaker claim", "contacts", "Contacts and visits end on 24 February 2025, 98 days before the freeze, and the measures look for them up to 2 April 2025", "Extract again"),
    ("a feed is stated to end early",   None, LINKED_TO,                       "weaker claim", "packages",     "end on 30 April 2025, 33 days before the freeze",                   "ask why they stop there"),
    ("a feed begins late",              without("followups", lambda r: r["at"] < "2024-06-01"), {}, "weaker claim", "followups", "Follow-ups begin on 2 June 2024, but they are looked for from 12 February 2024 on.", "counted alike"),
    ("a month is missing",              without("packages", lambda r: r["started_at"][:7] == "2024-09"), {}, "weaker claim", "packages", "Packages of care have no row at all in September 2024", "Extract those months again"),
    ("a table is empty",                without("deaths", bool), {},             "look at it",   "deaths",       "There is not one row of records of deaths.",                        "Ask whether there were none"),
    ("ids link badly",                  renamed("followups", 4), {},           "weaker claim", "followups",    "Only 75 in every 100 of the rows of follow-ups belong to a referral", "write the referral's id alike"),
    ("coverage has fallen",             without_scores_of_the_quarter, {},     "weaker claim", "scores",       "0 in every 100 of the quarter's referrals have scores, but in the year before it was 100 in every 100", "recording changed"),
    ("fewer than 80 % followed up",     without("followups", lambda r: int(r["referral_id"][1:]) % 3 == 1), {}, "weaker claim", "no-package", "In January to March 2025, what happened is known for 66 in every 100 people (24 of 36); 80 in every 100 are asked for. The claim stops at 'compared'.", "Follow up those who are missing"),
    ("fewer than 60 % followed up",     without("followups", lambda r: int(r["referral_id"][1:]) % 3 != 0), {}, "weaker claim", "no-package", "In January to March 2025, what happened is known for 33 in every 100 people (12 of 36); 80 in every 100 are asked for. The claim stops at 'measured'.", "Follow up"),
    ("too few were audited",            without("audits", lambda r: int(r["referral_id"][1:]) % 3 == 0), {}, "weaker claim", "no-package", "24 outcomes were audited. Even if all are found as recorded", "Audit at least 35"),
    ("headers nobody has checked",      None, UNCONFIRMED,                     "look at it",   "followups",    "'point', 'reached'",                                                "params/sources/small.yaml"),
    ("nobody in last year's quarter",   without("referrals", lambda r: r["referred_at"] < "2024-06-01"), {}, "no figure", "no-package", "Nobody is counted in January to March 2024.", "Check that the extract holds that quarter"),
]  # fmt: skip


def test_nothing_is_amiss_where_nothing_was_spoilt(tmp_path):
    found = checked(tmp_path)
    assert [gap.what for gap in found.gaps] == []
    assert (found.verdict, found.exit_code) == ("ready", 0)


@pytest.mark.parametrize(
    ("done", "spoil", "changes", "weight", "where", "what", "todo"), GAPS, ids=[g[0] for g in GAPS]
)
def test_what_is_amiss_is_told_with_what_it_costs_and_what_to_do(
    tmp_path, done, spoil, changes, weight, where, what, todo
):
    found = checked(tmp_path, spoil, **changes)
    assert found.problems == ()
    told = [gap for gap in found.gaps if gap.where.startswith(where) and what in gap.what]
    assert len(told) == 1, [(gap.weight, gap.where, gap.what) for gap in found.gaps]
    assert told[0].weight == weight
    assert todo in told[0].todo
    assert (found.verdict, found.exit_code) == ("ready with gaps", 1)


def test_the_worst_is_told_first(tmp_path):
    """Contacts are looked at before follow-ups, but an unchecked header is the lesser matter."""
    unchecked = (
        "sources/small.yaml",
        "{file: contacts.csv, columns",
        "{file: contacts.csv, unconfirmed: [at], columns",
    )
    weights = [gap.weight for gap in checked(tmp_path, renamed("followups", 4), **NOT_SUPPLIED, new=unchecked).gaps]
    assert weights == sorted(weights, key=["no figure", "weaker claim", "look at it"].index)
    assert set(weights) == {"no figure", "weaker claim", "look at it"}
