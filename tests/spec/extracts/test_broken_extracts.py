"""What is wrong with an extract, and the one complete message that a person gets: everything at once, never a value."""

from datetime import date, datetime
from pathlib import Path

import psutil
import pytest
from made_extracts import REFERRALS, book, duck, lay, parquet, part, raw, same, source, sqlite, text

from fairclaim.data.reading.extracts import read_extract
from fairclaim.errors import DataRefused

ANN = "SECRET-1,SECRET-A,2025-01-02,2025-01-10"
BOB = "SECRET-2,SECRET-B,2025-01-03,"
GOOD = text(REFERRALS, ANN, BOB)
REFERRED = part("referrals.csv", REFERRALS)
HEADER = REFERRALS.split(",")
IN_SHEET = [HEADER, ["SECRET-1", "SECRET-A", date(2025, 1, 2), date(2025, 1, 10)]]
CONTACTS = "referral_id,at,attended"
SCORES = "referral_id,instrument,time_point,at,score"
FOUR = "columns 'referral_id', 'person_id', 'referred_at', 'discharged_at'"
MAP = "params/sources/made.yaml → tables"
PSEUDONYMISE = (
    "Allowed: keys and codes that tell nobody who a person is. "
    "What to do: run `fairclaim pseudonymise` where it links tables, or leave the column out."
)
CORRECT = "What to do: correct the rows and extract again."
FORMS = "What to do: correct the rows, or set 'dates:' of the table in the source (iso, day-first or month-first)."
# Numbers that pass the check, and belong to nobody: they begin with 999.
NHS = ["9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069", "9990000077", "9990000085"]


def people(*ids: str) -> tuple[str, ...]:
    return (REFERRALS, *(f"SECRET-{n},{who},2025-01-02,2025-01-10" for n, who in enumerate(ids)))


BROKEN = {
    # Files.
    "a file that feeds two tables is missing once": (
        {"referrals_csv": GOOD},
        {"referrals": REFERRED, "contacts": part("visits.csv", CONTACTS), "scores": part("visits.csv", SCORES)},
        "extract/visits.csv: the file is missing. What to do: put the file there, correct its name in the source, or "
        "write the table with its reason under 'not_supplied:' in the quarter's file.",
    ),
    "an empty file": (
        {"referrals_csv": raw(b" \r\n\r\n")},
        {"referrals": REFERRED},
        "extract/referrals.csv: the file is empty. Allowed: a header and its rows. What to do: extract it again.",
    ),
    "a header and no referrals": (
        {"referrals_csv": text(REFERRALS, ",,,")},
        {"referrals": REFERRED},
        "extract/referrals.csv: a header and no rows. Allowed: at least one row. What to do: extract it again.",
    ),
    "accents that are not UTF-8": (
        {"referrals_csv": text(REFERRALS, "SECRET-é,SECRET-A,2025-01-02,", encoding="cp1252")},
        {"referrals": REFERRED},
        "extract/referrals.csv: the file is not UTF-8. Allowed: text in UTF-8. What to do: open it in Excel, choose Save "
        "As, and save it as 'CSV UTF-8 (comma delimited)', or set 'encoding:' for the table in the source.",
    ),
    "UTF-16 that nobody stated": (
        {"referrals_csv": text(REFERRALS, ANN, encoding="utf-16")},
        {"referrals": REFERRED},
        "extract/referrals.csv: the file is not UTF-8. Found: UTF-16. "
        "What to do: set 'encoding: utf-16' for the table in the source.",
    ),
    "UTF-16 that it is not": (
        {"referrals_csv": text(REFERRALS, ANN)},
        {"referrals": {**REFERRED, "encoding": "utf-16"}},
        "extract/referrals.csv: the file is not UTF-16. Allowed: text in UTF-16. What to do: open it in Excel, choose Save "
        "As, and save it as 'CSV UTF-8 (comma delimited)', or set 'encoding:' for the table in the source.",
    ),
    "UTF-8 that is said to be Windows-1252": (
        {"referrals_csv": text(REFERRALS, ANN.replace("SECRET-A", "SECRET-é"))},
        {"referrals": {**REFERRED, "encoding": "windows-1252"}},
        "extract/referrals.csv: the file is not Windows-1252. Found: UTF-8. "
        "What to do: set 'encoding: utf-8' for the table in the source.",
    ),
    "semicolons read with commas": (
        {"referrals_csv": text(REFERRALS.replace(",", ";"), ANN.replace(",", ";"))},
        {"referrals": REFERRED},
        "extract/referrals.csv: the header looks divided by semicolons. Allowed: cells divided by commas. "
        "What to do: set delimiter: ';' for the table in the source.",
    ),
    "quoted semicolons read with commas": (
        {"referrals_csv": text(";".join(f'"{name}"' for name in HEADER), '"SECRET-1";"SECRET-A";"";""')},
        {"referrals": REFERRED},
        "extract/referrals.csv: the header looks divided by semicolons. Allowed: cells divided by commas. "
        "What to do: set delimiter: ';' for the table in the source.",
    ),
    "tabs read with strokes": (
        {"referrals_txt": text(REFERRALS.replace(",", "\t"), ANN.replace(",", "\t"))},
        {"referrals": part("referrals.txt", REFERRALS, delimiter="|")},
        "extract/referrals.txt: the header looks divided by tabs. Allowed: cells divided by upright strokes. "
        "What to do: set delimiter: tab for the table in the source.",
    ),
    "a quotation mark left open": (
        {"referrals_csv": text(REFERRALS, 'SECRET-1,"SECRET-A,2025-01-02,')},
        {"referrals": REFERRED},
        "extract/referrals.csv: the file cannot be read as CSV. Allowed: cells divided by commas. What to do: look for a "
        "quotation mark that is opened and not closed, and save it as CSV again.",
    ),
    "rows with too many cells, told by their numbers": (
        {"referrals_csv": text(REFERRALS, ANN, *[f"SECRET-{n},SECRET, the,2025-01-02," for n in range(3, 8)])},
        {"referrals": REFERRED},
        "extract/referrals.csv: rows with more or fewer cells than the header. Found: 5 rows (rows 3, 4, 5 and 2 more). "
        "Allowed: 4 cells. What to do: put quotation marks around cells that hold the delimiter, and extract again.",
    ),
    "an older form of workbook": (
        {"referrals_xls": raw(b"SECRET")},
        {"referrals": part("referrals.xls", REFERRALS)},
        f"{MAP} → referrals → file: files of this form cannot be read. Found: 'referrals.xls'. Allowed: .csv, .txt, .xlsx, "
        ".parquet, .sqlite, .db, .duckdb. What to do: save it as .xlsx or as CSV in UTF-8.",
    ),
    # Headers.
    "a column is missing": (
        {"referrals_csv": text(REFERRALS.replace("discharged_at", "closed"), ANN)},
        {"referrals": REFERRED},
        "extract/referrals.csv: a column is missing: 'discharged_at'. Found: columns 'referral_id', 'person_id', "
        f"'referred_at', 'closed'. Allowed: {FOUR}. "
        "What to do: extract the missing columns, or correct the source's mapping.",
    ),
    "no header: the first row is a person's and is not shown": (
        {"referrals_csv": text(ANN, BOB)},
        {"referrals": REFERRED},
        f"extract/referrals.csv: the first line holds none of the columns needed. Allowed: {FOUR}. "
        "What to do: put the header into the first line, or correct the source's mapping.",
    ),
    "a row in which one header stands by chance is not shown either": (
        {"referrals_csv": text("SECRET-1,person_id,2025-01-02,", ANN)},
        {"referrals": REFERRED},
        "extract/referrals.csv: a column is missing: 'referral_id', 'referred_at', 'discharged_at'. "
        f"Allowed: {FOUR}. What to do: extract the missing columns, or correct the source's mapping.",
    ),
    "a header row that is none": (
        {"referrals_csv": text("Monthly extract", REFERRALS, ANN)},
        {"referrals": {**REFERRED, "header_row": 3}},
        f"extract/referrals.csv: row 3 holds none of the columns needed. Allowed: {FOUR}. "
        "What to do: correct 'header_row' in the source, or correct the source's mapping.",
    ),
    "a header row beyond the file": (
        {"referrals_csv": GOOD},
        {"referrals": {**REFERRED, "header_row": 4}},
        "extract/referrals.csv: the file ends before its header row. Found: header_row: 4. "
        "What to do: correct 'header_row' of the table in the source.",
    ),
    "a header of two rows in the first row": (
        {"referrals_csv": GOOD},
        {"referrals": {**REFERRED, "header_rows": 2}},
        f"{MAP} → referrals → header_rows: there is no row above the header row. Found: 2. Allowed: 1. "
        "What to do: name the lower of the two rows as 'header_row'.",
    ),
    "a header of two rows, the lower one beyond the sheet": (
        {"book_xlsx": book(*IN_SHEET)},
        {"referrals": part("book.xlsx", REFERRALS, header_row=3, header_rows=2)},
        "extract/book.xlsx: the file ends before its header row. Found: header_row: 3. "
        "What to do: correct 'header_row' of the table in the source.",
    ),
    "a header twice": (
        {"referrals_csv": text(f"{REFERRALS},person_id", f"{ANN},SECRET-A")},
        {"referrals": REFERRED},
        "extract/referrals.csv → person_id: two columns have the same header. Allowed: one. "
        "What to do: keep the right one and name the other differently.",
    ),
    "the header that chooses rows is missing": (
        {"referrals_csv": GOOD},
        {"referrals": {**REFERRED, "only": {"record type": ["referral"]}}},
        "extract/referrals.csv: a column is missing: 'record type'. "
        f"Found: {FOUR}. Allowed: {FOUR}, 'record type'. "
        "What to do: extract the missing columns, or correct the source's mapping.",
    ),
    # Workbooks.
    "a CSV file that was named .xlsx": (
        {"book_xlsx": GOOD},
        {"referrals": part("book.xlsx", REFERRALS)},
        "extract/book.xlsx: the file cannot be read as a workbook. Allowed: an Excel workbook (.xlsx). "
        "What to do: open it in Excel, take off its password if it has one, and save it as .xlsx.",
    ),
    "several sheets and none named": (
        {"book_xlsx": book(sheets={"Notes": [["SECRET"]], "Data": IN_SHEET})},
        {"referrals": part("book.xlsx", REFERRALS)},
        "extract/book.xlsx: the workbook has several sheets. Found: 2 sheets. Allowed: 'Notes', 'Data'. "
        "What to do: name one as 'sheet:' of the table in the source.",
    ),
    "no such sheet": (
        {"book_xlsx": book(sheets={"Notes": [["SECRET"]], "Data": IN_SHEET})},
        {"referrals": part("book.xlsx", REFERRALS, sheet="Referrals")},
        "extract/book.xlsx, sheet 'Referrals': the workbook has no such sheet. Allowed: 'Notes', 'Data'. "
        "What to do: correct 'sheet:' of the table in the source.",
    ),
    "a header row beyond the sheet": (
        {"book_xlsx": book(*IN_SHEET)},
        {"referrals": part("book.xlsx", REFERRALS, header_row=9)},
        "extract/book.xlsx: the file ends before its header row. Found: header_row: 9. "
        "What to do: correct 'header_row' of the table in the source.",
    ),
    "a blank header row": (
        {"book_xlsx": book([], [], *IN_SHEET)},
        {"referrals": part("book.xlsx", REFERRALS)},
        "extract/book.xlsx: the header row is blank. Found: header_row: 1. "
        "What to do: correct 'header_row' of the table in the source.",
    ),
    "a title above the header": (
        {"book_xlsx": book(["SECRET title"], *IN_SHEET)},
        {"referrals": part("book.xlsx", REFERRALS)},
        f"extract/book.xlsx: the first line holds none of the columns needed. Allowed: {FOUR}. "
        "What to do: put the header into the first line, or correct the source's mapping.",
    ),
    "Excel's numbers of days": (
        {"book_xlsx": book(HEADER, ["SECRET-1", "SECRET-A", 45659, None], ["SECRET-2", "SECRET-B", 45660.5, None])},
        {"referrals": part("book.xlsx", REFERRALS)},
        "extract/book.xlsx → referred_at: numbers of days where dates should be. Found: 2 rows (rows 2, 3). "
        "Allowed: dates like 2025-03-31, with or without a time. "
        "What to do: show the column as dates in Excel (Format Cells), save, and extract again.",
    ),
    "dates that were typed as text": (
        {"book_xlsx": book(*IN_SHEET, ["SECRET-2", "SECRET-B", "03/01/2025", None])},
        {"referrals": part("book.xlsx", REFERRALS)},
        "extract/book.xlsx → referred_at: an entry that is not a date. Found: 1 row (row 3). "
        f"Allowed: dates like 2025-03-31, with or without a time. {FORMS}",
    ),
    "a formula that failed": (
        {"book_xlsx": book(*IN_SHEET, [], ["SECRET-2", "#N/A", date(2025, 1, 3), None])},
        {"referrals": part("book.xlsx", REFERRALS)},
        "extract/book.xlsx → person_id: a formula that failed. Found: 1 row (row 4). Allowed: an entry, or a blank cell. "
        "What to do: mend the formula, or list the entry under 'blank:' in the source.",
    ),
    # Databases.
    "no such table in an SQLite file": (
        {"record_db": sqlite(visits=("id TEXT", [("SECRET",)]), episodes=("id TEXT", []))},
        {"referrals": part("record.db", REFERRALS, table="referrals")},
        "extract/record.db, table 'referrals': the database has no such table. Allowed: 'episodes', 'visits'. "
        "What to do: correct 'table:' of the table in the source.",
    ),
    "several tables and none named": (
        {"record_sqlite": sqlite(visits=("id TEXT", [("SECRET",)]), episodes=("id TEXT", []))},
        {"referrals": part("record.sqlite", REFERRALS)},
        "extract/record.sqlite: the database has several tables, or none. Found: 2. Allowed: 'episodes', 'visits'. "
        "What to do: name one as 'table:' of the table in the source.",
    ),
    "a column that an SQLite table lacks": (
        {
            "record_db": sqlite(
                episodes=("referral_id TEXT, person_id TEXT, referred_at TEXT", [("SECRET", "SECRET", "")])
            )
        },
        {"referrals": part("record.db", REFERRALS)},
        "extract/record.db: a column is missing: 'discharged_at'. Found: columns 'referral_id', 'person_id', "
        f"'referred_at'. Allowed: {FOUR}. What to do: extract the missing columns, or correct the source's mapping.",
    ),
    "no SQLite file at all": (
        {"record_db": raw(b"SECRET " * 100)},
        {"referrals": part("record.db", REFERRALS, table="referrals")},
        "extract/record.db, table 'referrals': the file cannot be read as an SQLite database. Allowed: an SQLite database. "
        "What to do: close whatever else has it open, or extract it again.",
    ),
    "no such table in a DuckDB file": (
        {"record_duckdb": duck(visits=("id TEXT", [("SECRET",)]))},
        {"referrals": part("record.duckdb", REFERRALS, table="referrals")},
        "extract/record.duckdb, table 'referrals': the database has no such table. Allowed: 'visits'. "
        "What to do: correct 'table:' of the table in the source.",
    ),
    "no DuckDB file at all": (
        {"record_duckdb": raw(b"SECRET " * 100)},
        {"referrals": part("record.duckdb", REFERRALS)},
        "extract/record.duckdb: the file cannot be read as a DuckDB database. Allowed: a DuckDB database. "
        "What to do: close whatever else has it open, or extract it again.",
    ),
    "no Parquet file at all": (
        {"record_parquet": raw(b"SECRET " * 100)},
        {"referrals": part("record.parquet", REFERRALS)},
        "extract/record.parquet: the file cannot be read as a Parquet file. Allowed: a Parquet file. "
        "What to do: close whatever else has it open, or extract it again.",
    ),
    "a column of lists": (
        {
            "record_parquet": parquet(
                **{name: [["SECRET"]] if name == "person_id" else ["2025-01-02"] for name in HEADER}
            )
        },
        {"referrals": part("record.parquet", REFERRALS)},
        "extract/record.parquet → person_id: a column of lists or structures. Allowed: text, numbers, dates, yes or no. "
        "What to do: map another column.",
    ),
    # The mapping.
    "a table that the contract does not know": (
        {},
        {"wishes": part("w.csv", "id")},
        f"{MAP} → wishes: no table of this name is known. Allowed: people, referrals, contacts, scores, goals, packages, "
        "support_hours, plans, stability_checks, hospital_spells, escalations, deaths, followups, safety_events, "
        "complaints, experience, oversight, audits, themes, learning_log, costs, capacity, activity_plan, series. "
        "What to do: use one of the names.",
    ),
    "required columns that are not mapped": (
        {"referrals_csv": GOOD},
        {"referrals": part("referrals.csv", "referral_id,person_id")},
        f"{MAP} → referrals: no column is mapped for referred_at, discharged_at. "
        "What to do: map a header under 'columns', or state one entry for all rows under 'constants'.",
    ),
    "keys that are no columns of the table": (
        {"visits_csv": text(CONTACTS, "SECRET-1,2025-01-03,yes")},
        {
            "contacts": part(
                "visits.csv",
                {**same(CONTACTS), "when": "at"},
                constants={"where": "home"},
                codes={"seen": {"1": "yes"}},
                dates={"on": "iso"},
                skip_where_blank=["score"],
            )
        },
        "\n".join(
            f"{MAP} → contacts → {key}: contacts has no such column. Found: '{name}'. "
            "Allowed: referral_id, at, attended, kind. What to do: name columns of the list."
            for key, name in [
                ("columns", "when"),
                ("constants", "where"),
                ("codes", "seen"),
                ("dates", "on"),
                ("skip_where_blank", "score"),
            ]
        ),
    ),
    "codes and dates of columns that have no header": (
        {"visits_csv": text("referral_id,at", "SECRET-1,2025-01-03")},
        {
            "contacts": part(
                "visits.csv", "referral_id,at", constants={"attended": "yes"}, codes={"attended": {"1": "yes"}}
            )
        },
        f"{MAP} → contacts → codes: no header is mapped to the column. Found: 'attended'. What to do: map it, or leave it out.",
    ),
    "a form of date for a column of words": (
        {"visits_csv": text(CONTACTS, "SECRET-1,2025-01-03,yes")},
        {"contacts": part("visits.csv", CONTACTS, dates={"at": "iso", "attended": "day-first"})},
        f"{MAP} → contacts → dates: the column holds no dates. Found: 'attended'. What to do: leave it out.",
    ),
    "a word that the column's list does not have": (
        {"visits_csv": text(CONTACTS, "SECRET-1,2025-01-03,1")},
        {"contacts": part("visits.csv", CONTACTS, codes={"attended": {"1": "seen", "2": "no"}})},
        f"{MAP} → contacts → codes → attended: a word that the column's list does not have. Found: 'seen'. "
        "Allowed: yes, no, cancelled. What to do: use words of the list.",
    ),
    "a constant that the column's list does not have, in the second of two parts": (
        {"visits_csv": text(CONTACTS, "SECRET-1,2025-01-03,yes")},
        {"contacts": [part("visits.csv", CONTACTS), part("visits.csv", "referral_id,at", constants={"attended": "y"})]},
        f"{MAP} → contacts → part 2 → constants → attended: a word that the column's list does not have. Found: 'y'. "
        "Allowed: yes, no, cancelled. What to do: use words of the list.",
    ),
    "a header and a constant at once": (
        {"visits_csv": text(CONTACTS, "SECRET-1,2025-01-03,yes")},
        {"contacts": part("visits.csv", CONTACTS, constants={"attended": "yes"})},
        f"{MAP} → contacts: a column has both a header and a constant. Found: 'attended'. What to do: keep one of the two.",
    ),
    "a sheet of a file that has none": (
        {"referrals_csv": GOOD},
        {"referrals": {**REFERRED, "sheet": "Data"}},
        f"{MAP} → referrals → sheet: a file of this form has no sheets. Found: 'referrals.csv'. "
        "What to do: take 'sheet' out, or correct the file.",
    ),
    "a constant that is no date": (
        {"referrals_csv": GOOD},
        {
            "referrals": REFERRED,
            "safety_events": part("referrals.csv", "referral_id", constants={"at": "soon", "harm": "low"}),
        },
        f"{MAP} → safety_events → constants → at: an entry that is not a date. Found: 2 rows (rows 2, 3). "
        f"Allowed: dates like 2025-03-31, with or without a time. {FORMS}",
    ),
    # Codes, blanks and numbers.
    "codes that nobody translated": (
        {"referrals_csv": GOOD, "visits_csv": text(CONTACTS, *[f"SECRET-1,2025-01-0{n},{n}" for n in range(1, 6)])},
        {"referrals": REFERRED, "contacts": part("visits.csv", CONTACTS, codes={"attended": {"1": "yes", "2": "no"}})},
        "extract/visits.csv → attended: an entry that is not allowed. Found: 3 rows (rows 4, 5, 6). Allowed: yes, no or "
        "cancelled. What to do: translate the code under 'codes:' in the source, or correct the rows.",
    ),
    "a code in one of two files": (
        {
            "referrals_csv": GOOD,
            "north_csv": text(CONTACTS, "SECRET-1,2025-01-03,yes"),
            "south_csv": text(CONTACTS, "SECRET-2,2025-01-03,Y"),
        },
        {"referrals": REFERRED, "contacts": [part("north.csv", CONTACTS), part("south.csv", CONTACTS)]},
        "extract/south.csv → attended: an entry that is not allowed. Found: 1 row (row 2). Allowed: yes, no or "
        "cancelled. What to do: translate the code under 'codes:' in the source, or correct the rows.",
    ),
    "words for nothing where there must be an entry": (
        {"referrals_csv": text(REFERRALS, ANN, "SECRET-2, n/a ,2025-01-03,", "SECRET-3,,2025-01-03,")},
        {"referrals": {**REFERRED, "blank": ["N/A"]}},
        "extract/referrals.csv → person_id: a blank where there must be an entry. Found: 2 rows (rows 3, 4). "
        "What to do: fill in the rows, or leave them out.",
    ),
    "rows are told by their numbers in the file, whatever was left out above": (
        {
            "all_csv": text(
                "Extract",
                f"{REFERRALS},type",
                "",
                f"{ANN},visit",
                ",,,,x",
                "SECRET-3,,2025-01-02,,referral",
                f"{BOB},referral",
            )
        },
        {"referrals": part("all.csv", REFERRALS, header_row=2, only={"type": ["referral", "x"]})},
        "extract/all.csv → person_id: a blank where there must be an entry. Found: 1 row (row 6). "
        "What to do: fill in the rows, or leave them out.",
    ),
    "blank keys are blanks and no doubles": (
        {"referrals_csv": text(REFERRALS, ANN, ",SECRET-B,2025-01-03,", ",SECRET-C,2025-01-03,")},
        {"referrals": REFERRED},
        "extract/referrals.csv → referral_id: a blank where there must be an entry. Found: 2 rows (rows 3, 4). "
        "What to do: fill in the rows, or leave them out.",
    ),
    "text in a column of numbers": (
        {"referrals_csv": GOOD, "scores_csv": text(SCORES, "SECRET-1,Barthel Index,start,2025-01-03,about 12")},
        {"referrals": REFERRED, "scores": part("scores.csv", SCORES)},
        "extract/scores.csv → score: text in a column of numbers. Found: 1 row (row 2). Allowed: numbers such as 84.5. "
        "What to do: put a number there, or leave the cell blank where there is none.",
    ),
    "an age that nobody has": (
        {"people_csv": text("person_id,age", "SECRET-A,131")},
        {"people": part("people.csv", "person_id,age")},
        "extract/people.csv → age: an entry that is not allowed. Found: 1 row (row 2). Allowed: a number from 0 to 120. "
        f"{CORRECT}",
    ),
    # Dates.
    "day first where nobody said so": (
        {"referrals_csv": text(REFERRALS, "SECRET-1,SECRET-A,02/01/2025,10/01/2025")},
        {"referrals": REFERRED},
        "\n".join(
            f"extract/referrals.csv → {column}: an entry that is not a date. Found: 1 row (row 2). "
            f"Allowed: dates like 2025-03-31, with or without a time. {FORMS}"
            for column in ("referred_at", "discharged_at")
        ),
    ),
    "day first where month first was said": (
        {"referrals_csv": text(REFERRALS, "SECRET-1,SECRET-A,02/01/2025,31/01/2025")},
        {"referrals": {**REFERRED, "dates": "month-first"}},
        "extract/referrals.csv → discharged_at: an entry that is not a date. Found: 1 row (row 2). "
        f"Allowed: dates like 03/31/2025, with or without a time. {FORMS}",
    ),
    "one column of another form": (
        {
            "referrals_csv": text(
                REFERRALS, "SECRET-1,SECRET-A,31/01/2025,2025-02-01", "SECRET-2,SECRET-A,01/02/2025,02/02/2025"
            )
        },
        {"referrals": {**REFERRED, "dates": {"referred_at": "day-first"}}},
        "extract/referrals.csv → discharged_at: an entry that is not a date. Found: 1 row (row 3). "
        f"Allowed: dates like 2025-03-31, with or without a time. {FORMS}",
    ),
    "a discharge before the referral": (
        {"referrals_csv": text(REFERRALS, ANN, "SECRET-2,SECRET-B,2025-01-03,2025-01-02")},
        {"referrals": REFERRED},
        "extract/referrals.csv: an entry that is not allowed. Found: 1 row (row 3). "
        f"Allowed: a discharge on or after the day of referral. {CORRECT}",
    ),
    # What would identify people.
    "NHS numbers": (
        {"referrals_csv": text(*people(*NHS[:6]))},
        {"referrals": REFERRED},
        f"extract/referrals.csv → person_id: the column holds NHS numbers. Found: 6 of 6 different entries. {PSEUDONYMISE}",
    ),
    "NHS numbers with spaces, among local ids": (
        {
            "referrals_csv": text(
                *people(*(f"{n[:3]} {n[3:6]} {n[6:]}" for n in NHS), *(f"SECRET-{n}" for n in range(40)))
            )
        },
        {"referrals": REFERRED},
        f"extract/referrals.csv → person_id: the column holds NHS numbers. Found: 8 of 48 different entries. {PSEUDONYMISE}",
    ),
    "NHS numbers as Excel's numbers": (
        {"book_xlsx": book(HEADER, *[[f"SECRET-{n}", int(n), date(2025, 1, 2), None] for n in NHS])},
        {"referrals": part("book.xlsx", REFERRALS)},
        f"extract/book.xlsx → person_id: the column holds NHS numbers. Found: 8 of 8 different entries. {PSEUDONYMISE}",
    ),
    "postcodes": (
        {"people_csv": text("person_id,area", *[f"SECRET-{n},ZZ9{n} {n}ZZ" for n in range(6)])},
        {"people": part("people.csv", {"person_id": "person_id", "site": "area"})},
        f"extract/people.csv → area: the column holds full postcodes. Found: 6 of 6 different entries. {PSEUDONYMISE}",
    ),
    "headers that promise NHS numbers, names and addresses": (
        {
            "referrals_csv": text(
                "id,NHSNumber,start,end,Patient Surname,Home address", "1,SECRET,2025-01-02,,SECRET,SECRET"
            )
        },
        {
            "referrals": part(
                "referrals.csv",
                {
                    "referral_id": "id",
                    "person_id": "NHSNumber",
                    "referred_at": "start",
                    "discharged_at": "end",
                    "team": "Patient Surname",
                    "risk": "Home address",
                },
            )
        },
        "\n".join(
            f"extract/referrals.csv → {header}: the header says that the column holds {what}. {PSEUDONYMISE}"
            for header, what in [
                ("NHSNumber", "NHS numbers"),
                ("Patient Surname", "names"),
                ("Home address", "addresses"),
            ]
        ),
    ),
    "a header that promises dates of birth": (
        {"referrals_csv": GOOD},
        {"referrals": part("referrals.csv", {**same(REFERRALS), "first_contact_at": "D.O.B."})},
        f"extract/referrals.csv → D.O.B.: the header says that the column holds dates of birth. {PSEUDONYMISE}",
    ),
    "dates decades before all others": (
        {
            "referrals_csv": text(
                f"{REFERRALS},day", *[f"SECRET-{n},SECRET-A,2025-01-02,2025-01-10,19{n}-05-06" for n in range(30, 50)]
            )
        },
        {"referrals": part("referrals.csv", {**same(REFERRALS), "first_contact_at": "day"})},
        "extract/referrals.csv → day: the dates lie decades before all others, as dates of birth do. "
        "Allowed: keys and codes that tell nobody who a person is. What to do: leave the column out, or map the first day of "
        "the month of birth to birth_month of the table people.",
    ),
    "dates decades before all others, in a column of text": (
        {
            "referrals_csv": text(
                f"{REFERRALS},day", *[f"SECRET-{n},SECRET-A,2025-01-02,2025-01-10,06/05/19{n}" for n in range(30, 50)]
            )
        },
        {"referrals": part("referrals.csv", {**same(REFERRALS), "reason": "day"})},
        "extract/referrals.csv → day: the dates lie decades before all others, as dates of birth do. "
        "Allowed: keys and codes that tell nobody who a person is. What to do: leave the column out, or map the first day of "
        "the month of birth to birth_month of the table people.",
    ),
    "a month of birth that is a day of birth": (
        {"people_csv": text("person_id,born", "SECRET-A,1941-03-01", "SECRET-B,1941-03-17")},
        {"people": part("people.csv", {"person_id": "person_id", "birth_month": "born"})},
        "extract/people.csv → born: an entry that is not allowed. Found: 1 row (row 3). "
        f"Allowed: the first day of the month of birth, never the day itself. {CORRECT}",
    ),
    # Rows that contradict each other.
    "one referral twice, in two files and told two ways": (
        {
            "north_csv": text(REFERRALS, ANN),
            "south_csv": text("Extract", REFERRALS, BOB, ANN.replace("01-10", "01-11")),
        },
        {"referrals": [part("north.csv", REFERRALS), part("south.csv", REFERRALS, header_row=2)]},
        "extract/north.csv → referral_id and extract/south.csv → referral_id: two rows for one referral. Found: 2 rows (row 2 "
        "of extract/north.csv; row 4 of extract/south.csv). Allowed: one row for each. "
        "What to do: keep the right one and run again.",
    ),
    "two scores of one instrument at one time": (
        {
            "referrals_csv": GOOD,
            "scores_csv": text(SCORES, *[f"SECRET-1,Barthel Index,start,2025-01-03,{score}" for score in (11, 12, 12)]),
        },
        {"referrals": REFERRED, "scores": part("scores.csv", SCORES)},
        "extract/scores.csv → referral_id, instrument, time_point, at: two scores of one instrument and time point at one "
        "time. Found: 2 rows (rows 2, 3). Allowed: one row for each. What to do: keep the right one and run again.",
    ),
    # Links.
    "ids that link nowhere, from two files": (
        {
            "referrals_csv": GOOD,
            "in_csv": text("id,at,harm", "secret-01,2025-01-03,low"),
            "out_csv": text("ref,at,harm"),
        },
        {
            "referrals": REFERRED,
            "safety_events": [
                part("in.csv", {"referral_id": "id", "at": "at", "harm": "harm"}),
                part("out.csv", {"referral_id": "ref", "at": "at", "harm": "harm"}),
            ],
        },
        "extract/in.csv → id and extract/out.csv → ref: not one row belongs to a referral of the extract. What to do: check "
        "that both files write the referral's id in the same way (zeros in front, spaces).",
    ),
    "ten stays in hospital, none of the service's people": (
        {
            "referrals_csv": GOOD,
            "spells_csv": text(
                "person_id,admitted_at,discharged_at,kind", *[f"secret{n},2025-01-03,,planned" for n in range(10)]
            ),
        },
        {"referrals": REFERRED, "hospital_spells": part("spells.csv", "person_id,admitted_at,discharged_at,kind")},
        "extract/spells.csv → person_id: not one row belongs to a person of the extract. What to do: check "
        "that both files write the person's key in the same way (zeros in front, spaces).",
    ),
    "every referral left out": (
        {"referrals_csv": text(f"{REFERRALS},type", f"{ANN},SECRET")},
        {"referrals": {**REFERRED, "only": {"type": ["referral"]}}},
        "extract/referrals.csv: every row is left out. Allowed: at least one row. "
        "What to do: check 'only' and 'skip_where_blank' of the table in the source.",
    ),
    "every referral after the freeze date": (
        {"referrals_csv": text(REFERRALS, "SECRET-1,SECRET-A,2025-06-03,")},
        {"referrals": REFERRED},
        "extract/referrals.csv: every row is dated after the freeze date. "
        "What to do: check 'as_at' of the quarter's file, and how dates are written.",
    ),
    # Several faults.
    "everything is told at once": (
        {
            "referrals_csv": text(REFERRALS, ANN, "SECRET-2,,soon,"),
            "visits_csv": text(CONTACTS, "SECRET-1,2025-01-03,maybe"),
            "book_xlsx": book(["SECRET"]),
        },
        {
            "referrals": REFERRED,
            "contacts": part("visits.csv", CONTACTS),
            "scores": part("book.xlsx", SCORES),
            "deaths": part("deaths.csv", "person_id,at"),
        },
        "extract/referrals.csv → referred_at: an entry that is not a date. Found: 1 row (row 3). Allowed: dates like "
        f"2025-03-31, with or without a time. {FORMS}\n"
        "extract/referrals.csv → person_id: a blank where there must be an entry. Found: 1 row (row 3). "
        "What to do: fill in the rows, or leave them out.\n"
        "extract/visits.csv → attended: an entry that is not allowed. Found: 1 row (row 2). Allowed: yes, no or cancelled. "
        "What to do: translate the code under 'codes:' in the source, or correct the rows.\n"
        "extract/book.xlsx: the first line holds none of the columns needed. Allowed: columns 'referral_id', 'instrument', "
        "'time_point', 'at', 'score'. What to do: put the header into the first line, or correct the source's mapping.\n"
        "extract/deaths.csv: the file is missing. What to do: put the file there, correct its name in the source, or write "
        "the table with its reason under 'not_supplied:' in the quarter's file.",
    ),
}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(("files", "tables", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_each_broken_extract_ends_in_one_complete_message(tmp_path, monkeypatch, files, tables, message):
    lay(tmp_path, **files)
    monkeypatch.chdir(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(DataRefused) as refused:
        read_extract(source(**tables), tmp_path, "extract", as_at=date(2025, 6, 2))
    told = str(refused.value)
    assert told == message
    assert tree(tmp_path) == before
    assert "secret" not in told.lower()
    assert str(tmp_path) not in told
    assert not any(number in told.replace(" ", "") for number in (*NHS, "45659", "1941"))


@pytest.mark.parametrize(
    ("files", "file"),
    [
        pytest.param({"a_xlsx": book(["SECRET", datetime(2025, 1, 2)])}, "a.xlsx", id="a workbook"),
        pytest.param({"a_db": sqlite(x=("id TEXT", [("SECRET",)]))}, "a.db", id="SQLite"),
        pytest.param({"a_duckdb": duck(x=("id TEXT", [("SECRET",)]))}, "a.duckdb", id="DuckDB"),
        pytest.param({"a_parquet": parquet(id=["SECRET"])}, "a.parquet", id="Parquet"),
    ],
)
def test_a_file_that_is_refused_is_let_go_of(tmp_path, files, file):
    # On Windows a file that is still open cannot be replaced by the mended one.
    lay(tmp_path, **files)
    with pytest.raises(DataRefused):
        read_extract(source(referrals=part(file, REFERRALS)), tmp_path, "extract")
    assert [opened.path for opened in psutil.Process().open_files() if opened.path.endswith(file)] == []
