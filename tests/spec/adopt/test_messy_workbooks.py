"""Six kinds of mess and some more: what `adopt` makes of each, or the doubt that it must state.

Each workbook is written by tests/made/messy_workbooks.py; what its columns are stands in tests/made/messy_truth.py, which
was written before the guesser had seen any of them.
"""

import re
from pathlib import Path

import messy_workbooks as made
import pytest
from messy_truth import TRUTH, verdicts

from fairclaim.data.adopt.cells import as_text
from fairclaim.data.adopt.drafting import Draft, draft
from fairclaim.data.adopt.fitting import usual_codes
from fairclaim.data.adopt.source_text import source_text
from fairclaim.data.adopt.telling import told
from fairclaim.data.adopt.trying import as_source, try_out
from fairclaim.data.contract.tables import CONTRACT
from fairclaim.params.sources import Source

# workbook, what is messy about it, words that the doubts must hold, rows that its draft reads
READ = [
    ("merged_headers", "headers in two rows, merged both ways, under a title", ["two rows (3 and 4)", "no column says when it was scored"], {"referrals": 60, "scores": 113}),
    ("totals_row", "sums and a remark below the rows", ["begins with 'TOTAL'", "no table of referrals"], {"contacts": 90}),
    ("three_date_formats", "dates of Excel, typed by day, and exported", [], {"referrals": 70, "contacts": 70}),
    ("wide_scores", "each instrument's scores side by side", ["no column says when it was scored", "free text"], {"referrals": 64, "scores": 236}),
    ("codes_with_spaces", "stray spaces and capitals in codes", [], {"people": 30, "referrals": 30, "contacts": 120, "safety_events": 60}),
    ("two_tables", "a second table below, and a key of codes beside", ["another table follows below", "another table stands beside", "a key of codes"], {"referrals": 40, "safety_events": 15}),
    ("two_sites", "a sheet for each site, each with its own titles", ["is its name the team or site?", "'READ ME': no table was recognised"], {"referrals": 90}),
    ("one_sheet_of_everything", "one sheet that feeds five tables, with names in it", ["could identify people (NHS numbers)", "pseudonymise"], {"people": 75, "referrals": 75, "contacts": 68, "scores": 135, "deaths": 3}),
    ("semicolon_csv", "semicolons and windows-1252", ["windows-1252: check signs"], {"packages": 55}),
    ("database", "a SQLite file", [], {"referrals": 50, "contacts": 150}),
]  # fmt: skip
UNSEEN = [maker.__name__ for maker in (*made.BLIND, *made.AGAIN, *made.LAST)]
EVERY = [maker.__name__ for maker in (*made.MESSY, *made.BLIND, *made.AGAIN, *made.LAST)]


def _drafted(name: str, folder: Path) -> tuple[Draft, Source, str]:
    path = getattr(made, name)(folder)
    drafted = draft([(path, path.name)])
    text = source_text(drafted, "drafted", "the desk")
    return drafted, as_source(text, "drafted.yaml"), text + "\n".join(told(drafted))


@pytest.mark.parametrize(("name", "mess", "doubts", "rows"), READ, ids=[case[0] for case in READ])
def test_a_messy_workbook_is_read_as_its_keeper_would_have_it(
    name: str, mess: str, doubts: list[str], rows: dict[str, int], tmp_path: Path
) -> None:
    drafted, source, said = _drafted(name, tmp_path)
    found = verdicts(drafted, TRUTH[name])
    assert {key: verdict for key, verdict in found.items() if verdict != "right"} == {}
    plain = " ".join(said.replace("#", " ").split())
    assert [doubt for doubt in doubts if doubt not in plain] == []
    trial = try_out(source, tmp_path)
    assert trial.problems == ()
    assert dict(trial.rows) == rows


@pytest.mark.parametrize("name", UNSEEN)
def test_a_workbook_that_the_guesser_was_not_made_for_is_mapped_right_or_doubted(name: str, tmp_path: Path) -> None:
    drafted, _, _ = _drafted(name, tmp_path)
    found = verdicts(drafted, TRUTH[name])
    assert [key for key, verdict in found.items() if verdict not in {"right", "doubted"}] == []


@pytest.mark.parametrize("name", EVERY)
def test_no_entry_of_a_row_is_told_or_written(name: str, tmp_path: Path) -> None:
    drafted, _, said = _drafted(name, tmp_path)
    usual = {code for table in CONTRACT for column in CONTRACT[table].columns for code in usual_codes(table, column)}
    headers = {column.header for one in drafted.regions for column in one.region.columns}
    hidden = set()
    for one in drafted.regions:
        for column in one.region.columns:
            for cell, rows in column.folded.items():
                tellable = cell in usual or (len(column.folded) <= 12 and len(cell) <= 30 and rows >= 5)
                if not tellable and len(cell) > 3:
                    hidden.add(cell)
            # Dates and ids are looked for as they are written, too.
            hidden |= {
                as_text(cell).casefold() for cell in column.counts if len(as_text(cell)) > 5 and column.unique > 0.5
            }
    plain = re.sub(r"\s+", " ", said.casefold())
    for header in headers:
        plain = plain.replace(header.casefold(), "")
    assert [cell for cell in hidden if re.search(rf"(?<!\w){re.escape(cell)}(?!\w)", plain)] == []


def test_dates_are_written_down_in_the_form_of_each_column(tmp_path: Path) -> None:
    _, source, _ = _drafted("three_date_formats", tmp_path)
    (referrals,) = source.tables["referrals"]
    assert {ours: referrals.form_of(ours) for ours in ("referred_at", "first_contact_at", "discharged_at")} == {
        "referred_at": "iso",
        "first_contact_at": "day-first",
        "discharged_at": "iso",
    }


def test_codes_are_translated_once_whatever_their_case_and_spaces(tmp_path: Path) -> None:
    _, source, _ = _drafted("codes_with_spaces", tmp_path)
    (contacts,) = source.tables["contacts"]
    assert contacts.codes["attended"] == {"Canx": "cancelled", "DNA": "no", "N": "no", "Y": "yes"}


def test_scores_side_by_side_become_a_part_for_each_occasion(tmp_path: Path) -> None:
    _, source, _ = _drafted("wide_scores", tmp_path)
    told_as = [
        (part.constants["instrument"], part.constants["time_point"], part.columns["at"])
        for part in source.tables["scores"]
    ]
    assert told_as == [
        ("Barthel Index", "start", "Admission Date"),
        ("Barthel Index", "discharge", "Discharge Date"),
        ("EQ VAS", "start", "Admission Date"),
        ("EQ VAS", "discharge", "Discharge Date"),
    ]
    assert all(part.skip_where_blank == ["score"] for part in source.tables["scores"])
