"""What is ugly in an extract and is read all the same, by a stated rule, and what is told about it."""

import re
import zipfile
from datetime import date, datetime

import pytest
from made_extracts import REFERRALS, book, duck, lay, parquet, part, same, source, sqlite, text

from fairclaim.data.reading.extracts import read_extract
from fairclaim.data.reading.oddities import Oddity

AS_AT = date(2025, 6, 2)
ANN = "r1,pa,2025-01-02,2025-01-10"
BOB = "r2,pb,2025-01-03,"
GOOD = text(REFERRALS, ANN, BOB)
REFERRED = part("referrals.csv", REFERRALS)
CONTACTS = "referral_id,at,attended"
SCORES = "referral_id,instrument,time_point,at,score"


def opened(folder, files, **tables):
    lay(folder, **files)
    return read_extract(source(**tables), folder, "extract", as_at=AS_AT)


def rows(extract, table, *columns):
    frame = extract.tables[table].order_by("row").to_pyarrow().select(list(columns)).to_pylist()
    return [tuple(row.values()) for row in frame]


def shrunk(make):
    """A workbook that says of itself that it has one cell, as some programs write it."""

    def made(path):
        make(path)
        with zipfile.ZipFile(path) as whole:
            inside = {name: whole.read(name) for name in whole.namelist()}
        sheet = inside["xl/worksheets/sheet1.xml"]
        inside["xl/worksheets/sheet1.xml"] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', sheet)
        assert inside["xl/worksheets/sheet1.xml"] != sheet
        with zipfile.ZipFile(path, "w") as whole:
            for name, content in inside.items():
                whole.writestr(name, content)

    return made


WHOLE = "referral_id", "person_id", "referred_at_on", "discharged_at_on"
EXPECTED = [("r1", "pa", date(2025, 1, 2), date(2025, 1, 10)), ("r2", "pb", date(2025, 1, 3), None)]
LIST = REFERRALS.split(",")
TWO_ROWS = {
    "referral_id": "Referral id",
    "person_id": "Referral person_id",
    "referred_at": "When from",
    "discharged_at": "When to",
}
IN_SHEET = [LIST, ["r1", "pa", date(2025, 1, 2), date(2025, 1, 10)], ["r2", "pb", datetime(2025, 1, 3), None]]
SQL = "referral_id TEXT, person_id TEXT, referred_at DATE, discharged_at DATE"
IN_SQL = [("r1", "pa", "2025-01-02", "2025-01-10"), ("r2", "pb", "2025-01-03", None)]
STAMPS = "referral_id TEXT, person_id TEXT, referred_at TIMESTAMP, discharged_at TIMESTAMP"
COLUMNS = {
    "referral_id": ["r1", "r2"],
    "person_id": ["pa", "pb"],
    "referred_at": [datetime(2025, 1, 2), datetime(2025, 1, 3)],
    "discharged_at": [date(2025, 1, 10), None],
}


@pytest.mark.parametrize(
    ("files", "referrals"),
    [
        pytest.param({"a_csv": GOOD}, part("a.csv", REFERRALS), id="CSV"),
        pytest.param(
            {"a_csv": text(f"\ufeff{REFERRALS}", ANN, BOB, ",,,", "")}, part("a.csv", REFERRALS), id="Excel's CSV"
        ),
        pytest.param(
            {"a_txt": text(REFERRALS.replace(",", "\t"), ANN.replace(",", "\t"), BOB.replace(",", "\t"))},
            part("a.txt", REFERRALS, delimiter="tab"),
            id="tabs",
        ),
        pytest.param(
            {
                "a_csv": text(
                    REFERRALS.replace(",", ";"), ANN.replace(",", ";"), BOB.replace(",", ";"), encoding="utf-16"
                )
            },
            part("a.csv", REFERRALS, delimiter=";", encoding="utf-16"),
            id="semicolons in UTF-16",
        ),
        pytest.param(
            {
                "a_csv": text(
                    "Extract",
                    "",
                    " Referral\u00a0 id ,person_id,referred_at,discharged_at",
                    ANN,
                    BOB,
                    "Total,2,,",
                    "x,y,z,!",
                )
            },
            part("a.csv", {**same(REFERRALS), "referral_id": "Referral id"}, header_row=3, footer=["total"]),
            id="title, spaces in a header, totals",
        ),
        pytest.param(
            {"a_csv": text("Extract", "Referral,,When,", "id,person_id,from,to", ANN, BOB)},
            part("a.csv", TWO_ROWS, header_row=3, header_rows=2),
            id="headers in two rows",
        ),
        pytest.param({"a_xlsx": book(*IN_SHEET)}, part("a.xlsx", REFERRALS), id="a workbook"),
        pytest.param(
            {"a_xlsx": book(["Referral", None, "When"], ["id", "person_id", "from", "to"], *IN_SHEET[1:])},
            part("a.xlsx", TWO_ROWS, header_row=2, header_rows=2),
            id="headers in two rows of a sheet, the upper one shorter",
        ),
        pytest.param(
            {
                "a_xlsx": book(
                    sheets={"Notes": [["x"]], "Referrals ": [["Title"], [], *IN_SHEET, [], ["TOTAL (both)", 2]]}
                )
            },
            part("a.xlsx", REFERRALS, sheet="referrals", header_row=3, footer=["Total"]),
            id="a sheet with title and totals",
        ),
        pytest.param(
            {"a_xlsx": book(*IN_SHEET, [], ["visits"], ["r1", "x", "y", "z"])},
            part("a.xlsx", REFERRALS, last_row=3),
            id="another table below",
        ),
        pytest.param(
            {"a_csv": text(REFERRALS, ANN, BOB, "r3,pc,2025-01-04,")},
            part("a.csv", REFERRALS, last_row=3),
            id="a last row",
        ),
        pytest.param(
            {"a_xlsx": book(*[[*line, None, "other"] for line in IN_SHEET], [None, None, None, None, None, "other"])},
            part("a.xlsx", REFERRALS),
            id="another table beside, and longer",
        ),
        pytest.param(
            {"a_xlsx": book(*IN_SHEET[:2], ["r2", "pb", "03/01/2025", None])},
            part("a.xlsx", REFERRALS, dates="day-first"),
            id="true dates and typed ones in one column",
        ),
        pytest.param(
            {"a_xlsx": shrunk(book(*IN_SHEET))}, part("a.xlsx", REFERRALS), id="a workbook that belies its size"
        ),
        pytest.param({"a_db": sqlite(episodes=(SQL, IN_SQL))}, part("a.db", REFERRALS), id="SQLite, its only table"),
        pytest.param(
            {"a_sqlite": sqlite(other=("x TEXT", []), Episodes=(SQL, IN_SQL))},
            part("a.sqlite", REFERRALS, table=" EPISODES"),
            id="SQLite, one of two tables",
        ),
        pytest.param({"a_duckdb": duck(episodes=(SQL, IN_SQL))}, part("a.duckdb", REFERRALS), id="DuckDB, days"),
        pytest.param(
            {"a_duckdb": duck(episodes=(STAMPS, IN_SQL))}, part("a.duckdb", REFERRALS), id="DuckDB, all midnight"
        ),
        pytest.param({"a_parquet": parquet(**COLUMNS)}, part("a.parquet", REFERRALS), id="Parquet"),
    ],
)
def test_every_form_of_file_gives_the_same_table(tmp_path, files, referrals):
    extract = opened(tmp_path, files, referrals=referrals)
    assert rows(extract, "referrals", *WHOLE) == EXPECTED
    assert extract.day_only == {("referrals", "referred_at"), ("referrals", "discharged_at")}


@pytest.mark.parametrize(
    ("files", "file"),
    [
        pytest.param({"a_csv": text("referral_id,at,attended", "r1,2025-01-03 00:00,yes")}, "a.csv", id="CSV"),
        pytest.param(
            {"a_xlsx": book(CONTACTS.split(","), ["r1", datetime(2025, 1, 3), "yes"], shown="dd/mm/yyyy hh:mm")},
            "a.xlsx",
            id="a workbook that shows hours",
        ),
        pytest.param(
            {
                "a_duckdb": duck(
                    v=(
                        'referral_id TEXT, "at" TIMESTAMP, attended TEXT',
                        [("r1", "2025-01-03 00:00:00", "yes"), ("r2", "2025-01-03 10:30:00", "no")],
                    )
                )
            },
            "a.duckdb",
            id="a database with one hour that is not midnight",
        ),
    ],
)
def test_midnight_is_a_time_where_the_file_says_so(tmp_path, files, file):
    extract = opened(tmp_path, {"referrals_csv": GOOD, **files}, referrals=REFERRED, contacts=part(file, CONTACTS))
    assert ("contacts", "at") not in extract.day_only
    assert rows(extract, "contacts", "at")[0] == (datetime(2025, 1, 3),)


@pytest.mark.parametrize(
    ("dates", "written"),
    [
        pytest.param("iso", ("2025-01-02", "2025-01-10 09:30"), id="iso"),
        pytest.param("day-first", ("02/01/2025", "10.1.2025 09:30"), id="day first"),
        pytest.param("month-first", ("01/02/2025", "1-10-2025 09:30"), id="month first"),
        pytest.param({"referred_at": "month-first"}, ("1/2/2025", "2025-01-10T09:30"), id="a form for each column"),
    ],
)
def test_three_forms_of_date(tmp_path, dates, written):
    files = {"referrals_csv": text(REFERRALS, f"r1,pa,{written[0]},{written[1]}")}
    extract = opened(tmp_path, files, referrals={**REFERRED, "dates": dates})
    assert rows(extract, "referrals", "referred_at_on", "discharged_at") == [
        (date(2025, 1, 2), datetime(2025, 1, 10, 9, 30))
    ]


def test_numbers_of_a_workbook_are_the_plain_figures(tmp_path):
    sheet = [
        SCORES.split(","),
        [101, "TOM", "start", date(2025, 1, 3), 2.5],
        [101.0, "TOM", "end", date(2025, 1, 9), 4],
    ]
    files = {"referrals_csv": text(REFERRALS, "101,pa,2025-01-02,"), "a_xlsx": book(*sheet)}
    extract = opened(tmp_path, files, referrals=REFERRED, scores=part("a.xlsx", SCORES))
    assert rows(extract, "scores", "referral_id", "score") == [("101", 2.5), ("101", 4.0)]


def test_codes_are_matched_without_spaces_and_capitals(tmp_path):
    visits = text("ref,day,Seen?", "r1,2025-01-03, 5 ", "r1,2025-01-04,dna", "r1,2025-01-05,YES", "r1,2025-01-06,")
    given = part(
        "visits.csv",
        {"referral_id": "ref", "at": "day", "attended": "Seen?"},
        codes={"attended": {"5": "yes", "DNA ": "no", "": "cancelled"}},
    )
    extract = opened(tmp_path, {"referrals_csv": GOOD, "visits_csv": visits}, referrals=REFERRED, contacts=given)
    assert rows(extract, "contacts", "attended") == [("yes",), ("no",), ("yes",), ("cancelled",)]


def test_words_for_nothing_are_blanks(tmp_path):
    files = {"referrals_csv": text(REFERRALS, "r1,pa,2025-01-02, n/a ", "r2,pb,2025-01-03,NULL")}
    extract = opened(tmp_path, files, referrals={**REFERRED, "blank": ["N/A", "null"]})
    assert rows(extract, "referrals", "discharged_at") == [(None,), (None,)]


def test_scores_side_by_side_are_read_by_two_parts(tmp_path):
    wide = text(
        "ref,admitted,left,Barthel in,Barthel out,who",
        "r1,02/01/2025,10/01/2025,11,15,x",
        "r2,03/01/2025,,9,,y",
    )

    def scores(point, day, score):
        return part(
            "wide.csv",
            {"referral_id": "ref", "at": day, "score": score},
            constants={"instrument": "Barthel Index", "time_point": point},
            dates="day-first",
            skip_where_blank=["score"],
        )

    referrals = part(
        "wide.csv",
        {"referral_id": "ref", "person_id": "who", "referred_at": "admitted", "discharged_at": "left"},
        dates="day-first",
    )
    given = [scores("start", "admitted", "Barthel in"), scores("discharge", "left", "Barthel out")]
    extract = opened(tmp_path, {"wide_csv": wide}, referrals=referrals, scores=given)
    assert rows(extract, "scores", "row", "referral_id", "instrument", "time_point", "at_on", "score") == [
        (0, "r1", "Barthel Index", "start", date(2025, 1, 2), 11.0),
        (1, "r2", "Barthel Index", "start", date(2025, 1, 3), 9.0),
        (2, "r1", "Barthel Index", "discharge", date(2025, 1, 10), 15.0),
    ]
    assert extract.mapped["scores"] == set(SCORES.split(","))
    assert extract.oddities == (Oddity("scores", "rows with a blank in score", 1, "left out, as the source says"),)


def test_parts_may_give_different_optional_columns(tmp_path):
    files = {
        "north_csv": text(f"{REFERRALS},team,seen", f"{ANN},N,2025-01-04 10:00"),
        "south_csv": text(f"{REFERRALS},why", f"{BOB},fall"),
    }
    extract = opened(
        tmp_path,
        files,
        referrals=[
            part("north.csv", {**same(f"{REFERRALS},team"), "first_contact_at": "seen"}),
            part("south.csv", {**same(REFERRALS), "reason": "why"}, constants={"team": "S"}),
        ],
    )
    assert rows(extract, "referrals", "row", "referral_id", "team", "first_contact_at", "reason") == [
        (0, "r1", "N", datetime(2025, 1, 4, 10), None),
        (1, "r2", "S", None, "fall"),
    ]
    assert extract.mapped["referrals"] == {*LIST, "team", "first_contact_at", "reason"}


def test_one_file_feeds_several_tables_by_its_kind_of_record(tmp_path):
    files = {
        "referrals_csv": GOOD,
        "all_csv": text(
            "type,ref,day,word", "Visit,r1,2025-01-03,yes", " incident,r1,2025-01-04,low", "visit ,r2,2025-01-05,no"
        ),
    }
    named = {"referral_id": "ref", "at": "day"}
    extract = opened(
        tmp_path,
        files,
        referrals=REFERRED,
        contacts=part("all.csv", {**named, "attended": "word"}, only={"type": ["VISIT"]}),
        safety_events=part("all.csv", {**named, "harm": "word"}, only={"type": ["incident", "accident"]}),
        complaints=part("all.csv", named, only={"type": ["complaint"]}),
    )
    assert rows(extract, "contacts", "row", "referral_id", "attended") == [(0, "r1", "yes"), (1, "r2", "no")]
    assert rows(extract, "safety_events", "referral_id", "harm") == [("r1", "low")]
    assert extract.tables["complaints"].count().execute() == 0
    # No complaint may be good news, or a word that was misspelt: it is told.
    done = "all of all.csv left out, as 'only' of 'type' says: check its entries"
    assert extract.oddities == (Oddity("complaints", "rows of other records, and none that belongs here", 3, done),)


def test_tables_that_were_not_supplied_are_not_looked_for(tmp_path):
    lay(tmp_path, referrals_csv=GOOD)
    given = source(referrals=REFERRED, deaths=part("deaths.csv", "person_id,at"))
    extract = read_extract(given, tmp_path, "extract", not_supplied={"deaths"})
    assert (set(extract.tables), set(extract.mapped)) == ({"referrals"}, {"referrals"})
    assert [name for name, _ in extract.fingerprints] == ["extract/referrals.csv"]


@pytest.mark.parametrize("header", ["born in", "Date of birth (first of the month)"])
def test_months_of_birth_are_read_though_they_lie_decades_back(tmp_path, header):
    people = [f"p{n},19{n}-05-01" for n in range(30, 50)]
    referrals = [f"r{n},p{n},2025-01-02," for n in range(30, 50)]
    files = {"people_csv": text(f"person_id,{header}", *people), "referrals_csv": text(REFERRALS, *referrals)}
    given = part("people.csv", {"person_id": "person_id", "birth_month": header})
    extract = opened(tmp_path, files, referrals=REFERRED, people=given)
    assert rows(extract, "people", "person_id", "birth_month")[0] == ("p30", date(1930, 5, 1))


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param([str(n) for n in range(1930, 1990)], id="four figures that could be years"),
        pytest.param([str(n) for n in range(19800001, 19800061)], id="eight figures that begin like a year"),
        pytest.param([f"19{n}-AB" for n in range(10, 90)], id="a year of the old register and a letter"),
    ],
)
def test_ids_that_look_like_years_are_no_dates_of_birth(tmp_path, ids):
    files = {"referrals_csv": text(REFERRALS, *[f"{own},{own},2025-01-02," for own in ids])}
    assert opened(tmp_path, files, referrals=REFERRED).tables["referrals"].count().execute() == len(ids)


@pytest.mark.parametrize(
    ("entry", "ends"),
    [
        ("Total", True),
        (" TOTAL: 12", True),
        ("total (all)", True),
        ("Totally", False),
        ("Grand total", False),
        ("r2", False),
    ],
)
def test_a_footer_is_a_row_that_starts_with_one_of_its_words(tmp_path, entry, ends):
    files = {"referrals_csv": text(REFERRALS, ANN, f"{entry},pb,2025-01-03,", "r3,pc,2025-01-04,")}
    extract = opened(tmp_path, files, referrals={**REFERRED, "footer": ["total", "sum"]})
    assert extract.tables["referrals"].count().execute() == (1 if ends else 3)


PEOPLE = "person_id,sex"
INCIDENTS = "referral_id,at,harm"

ODD = {
    "nothing odd": ({"safety_events": [INCIDENTS, "r1,2025-01-05,low"]}, []),
    "a row twice": (
        {"safety_events": [INCIDENTS, "r1,2025-01-05,low", "r1,2025-01-05,low", "r1,2025-01-05,none"]},
        [("safety_events", "rows that repeat another row in every column", 1, "counted once")],
    ),
    "a row twice, written differently": (
        {"safety_events": [INCIDENTS, "r1,2025-01-05,low", "r1, 2025-01-05 ,LOW"]},
        [("safety_events", "rows that repeat another row in every column", 1, "counted once")],
    ),
    "two supervisions due on one day are two": (
        {"oversight": ["kind,due_at,held_at", "s,2025-01-05,", "s,2025-01-05,"]},
        [],
    ),
    "two reviews of one referral are one": (
        {
            "oversight": [
                "kind,due_at,held_at,referral_id",
                "s,2025-01-05,,r1",
                "s,2025-01-05,,r1",
                "s,2025-01-05,,",
                "s,2025-01-05,,",
            ]
        },
        [("oversight", "rows that repeat another row in every column", 1, "counted once")],
    ),
    "an event before its referral": (
        {"safety_events": [INCIDENTS, "r1,2025-01-01,low", "r1,2025-01-02,low"]},
        [("safety_events", "rows dated before their referral", 1, "kept")],
    ),
    "a death before a referral": (
        {"deaths": ["person_id,at", "pa,2025-01-01"]},
        [("deaths", "rows dated before a referral of the person", 1, "kept")],
    ),
    "a stay in hospital before the referral is no surprise": (
        {"hospital_spells": ["person_id,admitted_at,discharged_at,kind", "pa,2024-12-01,2025-01-02,emergency"]},
        [],
    ),
    "two referrals open at once": (
        {"referrals": [REFERRALS, ANN, "r3,pa,2025-01-09,2025-01-20"]},
        [("referrals", "referrals that began while another of the same person was open", 1, "kept")],
    ),
    "a referral that is still open, and two after it": (
        {"referrals": [REFERRALS, BOB, "r3,pb,2025-01-09,2025-01-10", "r4,pb,2025-02-09,2025-02-10"]},
        [("referrals", "referrals that began while another of the same person was open", 2, "kept")],
    ),
    "a referral on the day of the last discharge does not overlap": (
        {"referrals": [REFERRALS, ANN, "r3,pa,2025-01-10,"]},
        [],
    ),
    "a referral of somebody whom the people table lacks": (
        {"people": [PEOPLE, "pa,female"]},
        [
            (
                "referrals",
                "referrals of somebody whom the people table does not hold",
                1,
                "kept, their age, sex and the rest not known",
            )
        ],
    ),
    "rows of a referral that is not there": (
        {"safety_events": [INCIDENTS, "r1,2025-01-05,low", "r9,2025-01-05,low", "r8,2025-01-05,low"]},
        [("safety_events", "rows of a referral that the extract does not hold", 2, "not counted for anybody")],
    ),
    "a complaint that names no referral is not lost": (
        {"complaints": ["referral_id,at", ",2025-01-05", ",2025-01-06"]},
        [],
    ),
    "the dead of other services": (
        {"deaths": ["person_id,at", "px,2025-01-05", "py,2025-01-05"]},
        [("deaths", "rows of a person who has no referral in the extract", 2, "not counted for anybody")],
    ),
    "dated after the freeze date": (
        {"safety_events": [INCIDENTS, "r1,2025-06-02 23:59,low", "r1,2025-06-03,low"]},
        [("safety_events", "rows dated after the freeze date", 1, "left out: not known on that date")],
    ),
    "discharged after the freeze date": (
        {"referrals": [REFERRALS, "r1,pa,2025-01-02,2025-06-03"]},
        [("referrals", "discharges dated after the freeze date", 1, "kept: measures count to that date")],
    ),
    "what is due later is due all the same": ({"oversight": ["kind,due_at,held_at", "review,2025-09-01,"]}, []),
    "the hours that the clocks skip and repeat": (
        {"safety_events": [INCIDENTS, "r1,2025-03-30 01:30,low"], "contacts": [CONTACTS, "r1,2024-10-27 01:30,yes"]},
        [
            ("safety_events", "times in the hour that the clocks skip in March", 1, "taken as the end of that hour"),
            ("contacts", "times in the hour that the clocks repeat in October", 1, "taken as its first pass"),
            ("contacts", "rows dated before their referral", 1, "kept"),
        ],
    ),
}


@pytest.mark.parametrize(("given", "odd"), ODD.values(), ids=ODD.keys())
def test_each_oddity_is_told_and_handled(tmp_path, given, odd):
    lines = {"referrals": [REFERRALS, ANN, BOB], **given}
    files = {f"{table}_csv": text(*own) for table, own in lines.items()}
    extract = opened(tmp_path, files, **{table: part(f"{table}.csv", own[0]) for table, own in lines.items()})
    assert sorted(extract.oddities, key=str) == sorted((Oddity(*one) for one in odd), key=str)
    gone = sum(one[2] for one in odd if one[3].startswith(("counted once", "left out")))
    held = sum(extract.tables[table].count().execute() for table in lines)
    assert held == sum(len(own) - 1 for own in lines.values()) - gone


def test_the_order_of_oddities_is_the_order_of_the_source(tmp_path):
    files = {"referrals_csv": GOOD, "a_csv": text(INCIDENTS, *["r9,2025-01-05,low", "r1,2025-01-05,low"] * 2)}
    extract = opened(tmp_path, files, safety_events=part("a.csv", INCIDENTS), referrals=REFERRED)
    assert [oddity.what for oddity in extract.oddities] == [
        "rows that repeat another row in every column",
        "rows of a referral that the extract does not hold",
    ]


def test_without_a_freeze_date_nothing_is_too_late(tmp_path):
    lay(tmp_path, referrals_csv=text(REFERRALS, "r1,pa,2031-01-02,"))
    assert read_extract(source(referrals=REFERRED), tmp_path, "extract").tables["referrals"].count().execute() == 1
