"""A bad extract ends in one clear message that tells all that is wrong with it, and never a value of a row."""

import shutil
from pathlib import Path

import pytest

from fairclaim.data.reading.extracts import Extract, open_extract, read_extract
from fairclaim.errors import DataRefused
from fairclaim.params.load import load_spec
from fairclaim.params.sources import Part, Source
from fairclaim.params.spec import RunSpec

PARAMS = Path(__file__).parents[2] / "params"
HEADER = "month,org_type,org_code,org_name,two_hour_standard_met_pct"
APRIL = "2024-04-01,Provider,SECRET-7,Secret name,71.5"
FILE = "ucr_two_hour_2024_25_monthly.csv"
TOLD = f"data/demo/2024-25-q4/{FILE}"


@pytest.fixture
def spec(tmp_path: Path) -> RunSpec:
    shutil.copytree(PARAMS, tmp_path / "params")
    return load_spec("demo-ucr-provider", "2024-25-q4", tmp_path / "params")


def given(spec: RunSpec, content: str | bytes | None) -> Path:
    path = spec.root / TOLD
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is not None:
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


BAD = {
    "a column is missing": (
        "month,org_type,org_code,name,pct\n2024-04-01,Provider,SECRET-7,Secret name,71.5\n",
        f"{TOLD}: a column is missing: 'org_name', 'two_hour_standard_met_pct'. Found: columns 'month', 'org_type', "
        "'org_code', 'name', 'pct'. Allowed: columns 'month', 'org_type', 'org_code', 'org_name', "
        "'two_hour_standard_met_pct'. What to do: extract the missing columns, or correct the source's mapping.",
    ),
    "no header row": (
        f"{APRIL}\n{APRIL.replace('04-01', '05-01')}\n",
        f"{TOLD}: the first line holds none of the columns needed. Allowed: columns 'month', 'org_type', 'org_code', "
        "'org_name', 'two_hour_standard_met_pct'. "
        "What to do: put the header into the first line, or correct the source's mapping.",
    ),
    "text in a number column": (
        f"{HEADER}\n{APRIL}\n2024-05-01,Provider,SECRET-7,Secret name,suppressed\n2024-06-01,Provider,SECRET-7,,nan\n",
        f"{TOLD} → two_hour_standard_met_pct: text in a column of numbers. Found: 2 rows (rows 3, 4). "
        "Allowed: numbers such as 84.5. "
        "What to do: put a number there, or leave the cell blank where there is none.",
    ),
    "two rows for one month": (
        f"{HEADER}\n{APRIL}\n{APRIL.replace('71.5', '72.5')}\n2024-05-01,Provider,SECRET-7,Secret name,70\n",
        f"{TOLD} → month, org_type, org_code: two rows for one month of one organisation. Found: 2 rows (rows 2, 3). "
        "Allowed: one row for each. What to do: keep the right one and run again.",
    ),
    "an empty file": (
        "",
        f"{TOLD}: the file is empty. Allowed: a header and its rows. What to do: extract it again.",
    ),
    "a file of blanks": (
        "\ufeff \r\n\r\n",
        f"{TOLD}: the file is empty. Allowed: a header and its rows. What to do: extract it again.",
    ),
    "a header alone": (
        f"{HEADER}\n,,,,\n",
        f"{TOLD}: a header and no rows. Allowed: at least one row. What to do: extract it again.",
    ),
    "Latin-1 bytes": (
        f"{HEADER}\n2024-04-01,Provider,SECRET-7,Secret Hôpital,71.5\n".encode("latin-1"),
        f"{TOLD}: the file is not UTF-8. Allowed: text in UTF-8. What to do: open it in Excel, choose Save As, and "
        "save it as 'CSV UTF-8 (comma delimited)', or set 'encoding:' for the table in the source.",
    ),
    "UTF-16 bytes": (
        f"{HEADER}\n{APRIL}\n".encode("utf-16"),
        f"{TOLD}: the file is not UTF-8. Found: UTF-16. "
        "What to do: set 'encoding: utf-16' for the table in the source.",
    ),
    "a missing file": (
        None,
        f"{TOLD}: the file is missing. What to do: put the file there, correct its name in the source, or write the table "
        "with its reason under 'not_supplied:' in the quarter's file.",
    ),
    "an entry that is no date": (
        f"{HEADER}\n{APRIL}\n31/12/2024,Provider,SECRET-7,Secret name,70\n2024-02-30,Provider,SECRET-7,Secret name,70\n",
        f"{TOLD} → month: an entry that is not a date. Found: 2 rows (rows 3, 4). Allowed: dates like 2025-03-31, with "
        "or without a time. "
        "What to do: correct the rows, or set 'dates:' of the table in the source (iso, day-first or month-first).",
    ),
    "a month in its middle": (
        f"{HEADER}\n{APRIL}\n2024-05-15,Provider,SECRET-7,Secret name,70\n",
        f"{TOLD} → month: an entry that is not allowed. Found: 1 row (row 3). Allowed: the first day of a month. "
        "What to do: correct the rows and extract again.",
    ),
    "a percentage over 100": (
        f"{HEADER}\n{APRIL}\n2024-05-01,Provider,SECRET-7,Secret name,100.1\n",
        f"{TOLD} → two_hour_standard_met_pct: a figure that is no percentage. Found: 1 row. "
        "Allowed: 0 to 100. What to do: correct the rows.",
    ),
    "a blank code": (
        f"{HEADER}\n{APRIL}\n2024-05-01,Provider, ,Secret name,70\n",
        f"{TOLD} → org_code: a blank where there must be an entry. Found: 1 row (row 3). "
        "What to do: fill in the rows, or leave them out.",
    ),
    "a header twice": (
        f"{HEADER},month\n{APRIL},2024-05-01\n",
        f"{TOLD} → month: two columns have the same header. Allowed: one. "
        "What to do: keep the right one and name the other differently.",
    ),
    "a comma inside a cell": (
        f"{HEADER}\n{APRIL}\n2024-05-01,Provider,SECRET-7,Secret, name,70\n",
        f"{TOLD}: rows with more or fewer cells than the header. Found: 1 row (row 3). Allowed: 5 cells. "
        "What to do: put quotation marks around cells that hold the delimiter, and extract again.",
    ),
    "a quotation mark left open": (
        f'{HEADER}\n2024-04-01,Provider,SECRET-7,"Secret name,71.5\n',
        f"{TOLD}: the file cannot be read as CSV. Allowed: cells divided by commas. What to do: look for a quotation "
        "mark that is opened and not closed, and save it as CSV again.",
    ),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD.keys())
def test_each_bad_file_ends_in_one_complete_message(spec, content, message):
    given(spec, content)
    if content is None:
        (spec.root / TOLD).parent.mkdir(parents=True, exist_ok=True)
    with pytest.raises(DataRefused) as refused:
        open_extract(spec)
    assert str(refused.value) == message
    assert "secret" not in str(refused.value).lower()
    assert str(spec.root) not in str(refused.value)


def test_a_missing_folder_is_one_problem_and_not_one_for_each_file(spec):
    with pytest.raises(DataRefused) as refused:
        open_extract(spec)
    assert str(refused.value) == (
        "data/demo/2024-25-q4: the folder of the extract is missing. What to do: put the extract there, or correct "
        "the folder in params/quarters (or in the source)."
    )


def test_excel_s_mark_is_simply_read(spec):
    given(spec, f"\ufeff{HEADER}\r\n{APRIL}\r\n,,,,\r\n")
    assert open_extract(spec).tables["series"].count().execute() == 1


def test_a_script_in_a_cell_is_data_and_stays_as_it_is(spec):
    given(spec, f"{HEADER}\n2024-04-01,Provider,Z01,<script>alert(1)</script>,71.5\n")
    assert list(open_extract(spec).tables["series"].to_pandas()["org_name"]) == ["<script>alert(1)</script>"]


PEOPLE = {
    "referrals": "referral_id,person_id,referred_at,discharged_at",
    "contacts": "referral_id,at,attended",
    "scores": "referral_id,instrument,time_point,at,score",
    "safety_events": "referral_id,at,harm",
}


def people(folder: Path, dates: str = "iso", **lines: list[str]) -> Extract:
    for name, header in PEOPLE.items():
        (folder / f"{name}.csv").write_text("\n".join([header, *lines.get(name, [])]) + "\n", encoding="utf-8")
    tables = {
        name: Part(file=f"{name}.csv", columns={c: c for c in header.split(",")}, dates=dates)
        for name, header in PEOPLE.items()
    }
    return read_extract(Source(version=1, id="people", name="n", publisher="p", tables=tables), folder, "extract")


ANN = "SECRET-1,SECRET-2,2025-01-02,2025-01-10"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(
            {"referrals": [ANN, ANN.replace("01-10", "01-11")]},
            "extract/referrals.csv → referral_id: two rows for one referral. Found: 2 rows (rows 2, 3). Allowed: one row for each. "
            "What to do: keep the right one and run again.",
            id="two rows for one referral",
        ),
        pytest.param(
            {"referrals": ["SECRET-1,SECRET-2,2025-01-02,2025-01-01"]},
            "extract/referrals.csv: an entry that is not allowed. Found: 1 row (row 2). Allowed: a discharge on or after the "
            "day of referral. What to do: correct the rows and extract again.",
            id="discharged before the referral",
        ),
        pytest.param(
            {"referrals": [ANN], "contacts": ["SECRET-1,2025-01-03,maybe", "SECRET-1,2025-01-04,perhaps"]},
            "extract/contacts.csv → attended: an entry that is not allowed. Found: 2 rows (rows 2, 3). Allowed: yes, no or cancelled. "
            "What to do: translate the code under 'codes:' in the source, or correct the rows.",
            id="a word that is not in the set",
        ),
        pytest.param(
            {"referrals": [ANN], "safety_events": ["secret-01,2025-01-03,low"]},
            "extract/safety_events.csv → referral_id: not one row belongs to a referral of the extract. What to do: "
            "check that both files write the referral's id in the same way (zeros in front, spaces).",
            id="ids that link nowhere",
        ),
        pytest.param(
            {"referrals": [ANN], "scores": ["SECRET-1,SECRET,start,2025-01-03,1e400"]},
            "extract/scores.csv → score: text in a column of numbers. Found: 1 row (row 2). Allowed: numbers such as 84.5. "
            "What to do: put a number there, or leave the cell blank where there is none.",
            id="a number without end",
        ),
        pytest.param(
            {},
            "extract/referrals.csv: a header and no rows. Allowed: at least one row. What to do: extract it again.",
            id="no referrals, though events may be none",
        ),
    ],
)
def test_people_s_tables(tmp_path, lines, message):
    with pytest.raises(DataRefused) as refused:
        people(tmp_path, **lines)
    assert str(refused.value) == message
    assert "secret" not in str(refused.value).lower()


def test_all_problems_of_all_tables_are_told_at_once(tmp_path):
    with pytest.raises(DataRefused) as refused:
        people(
            tmp_path,
            referrals=[ANN, ANN.replace("01-10", "01-11"), "SECRET-3,,2025-01-02,soon"],
            contacts=["SECRET-1,yesterday,perhaps"],
            scores=["SECRET-1,Barthel,start,2025-01-02,many"],
        )
    assert [(problem.where, problem.what) for problem in refused.value.problems] == [
        ("extract/referrals.csv → discharged_at", "an entry that is not a date"),
        ("extract/referrals.csv → person_id", "a blank where there must be an entry"),
        ("extract/referrals.csv → referral_id", "two rows for one referral"),
        ("extract/contacts.csv → at", "an entry that is not a date"),
        ("extract/contacts.csv → attended", "an entry that is not allowed"),
        ("extract/scores.csv → score", "text in a column of numbers"),
    ]


def test_a_source_that_maps_too_little_is_told_its_place(tmp_path):
    tables = {
        "referrals": Part(file="r.csv", columns={"referral_id": "id", "person_id": "who"}),
        "wishes": Part(file="w.csv", columns={"referral_id": "id"}),
    }
    with pytest.raises(DataRefused) as refused:
        read_extract(Source(version=1, id="people", name="n", publisher="p", tables=tables), tmp_path, "extract")
    assert [(problem.where, problem.what) for problem in refused.value.problems] == [
        ("params/sources/people.yaml → tables → referrals", "no column is mapped for referred_at, discharged_at"),
        ("params/sources/people.yaml → tables → wishes", "no table of this name is known"),
    ]
