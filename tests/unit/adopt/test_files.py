"""Every form of file is opened, and one that cannot be is refused without a word of what it holds."""

from pathlib import Path

import pytest

from fairclaim.data.adopt.drafting import draft
from fairclaim.data.adopt.grids import read_grids
from fairclaim.data.adopt.source_text import _scalar, source_text
from fairclaim.data.adopt.trying import as_source, try_out
from fairclaim.errors import DataRefused
from fairclaim.params.reading import parse_yaml

HEAD = "Referral ID{0}Person ID{0}Date Referred{0}Date Discharged"


def _lines(sign: str) -> str:
    rows = [f"R{n}{sign}P{n}{sign}{n + 12}/01/2025{sign}{n + 12}/02/2025" for n in range(1, 9)]
    return "\n".join([HEAD.format(sign), *rows]) + "\n"


@pytest.mark.parametrize(
    ("sign", "name", "encoding"),
    [(",", ",", "utf-8"), (";", ";", "utf-8"), ("\t", "tab", "utf-8"), ("|", "|", "utf-8"), ("\t", "tab", "utf-16")],
)
def test_a_text_file_is_read_whatever_divides_it(sign: str, name: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_lines(sign), encoding=encoding)
    drafted = draft([(path, "a.txt")])
    source = as_source(source_text(drafted, "a", "us"), "a.yaml")
    (part,) = source.tables["referrals"]
    assert (part.delimiter, part.encoding) == (name, encoding)
    assert dict(try_out(source, tmp_path).rows) == {"referrals": 8}


def test_windows_1252_is_told_from_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(_lines(",").replace("Person ID", "Person ID £").encode("windows-1252"))
    (grid,) = read_grids(path, "a.csv")
    assert grid.text is not None
    assert grid.text.encoding == "windows-1252"
    assert grid.rows[0][1] == "Person ID £"


def test_parquet_and_duckdb_are_read(tmp_path: Path) -> None:
    import duckdb

    made = "select 'R' || i as referral_id, 'P' || i as person_id, date '2025-01-01' + i::integer as date_referred, date '2025-03-01' as discharge_date from range(20) t(i)"
    with duckdb.connect(str(tmp_path / "b.duckdb")) as connection:
        connection.execute(f"create table referral as {made}")
        connection.execute(f"copy (select * from referral) to '{tmp_path / 'a.parquet'}'")
    for name in ("a.parquet", "b.duckdb"):
        source = as_source(source_text(draft([(tmp_path / name, name)]), "a", "us"), "a.yaml")
        assert dict(try_out(source, tmp_path).rows) == {"referrals": 20}


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.doc", b"x", "kind of file is not read"),
        ("a.xlsx", b"Secret Person", "cannot be read"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"PK\x00\x01Secret Person", "is no text"),
        ("a.parquet", b"Secret Person", "cannot be read"),
        ("a.db", b"Secret Person", "cannot be read"),
        ("missing.csv", None, "is missing"),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused_without_its_content(
    name: str, content: bytes | None, what: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(DataRefused) as refused:
        draft([(tmp_path / name, name)])
    (problem,) = refused.value.problems
    assert what in problem.what
    assert "Secret" not in str(problem)
    assert str(tmp_path) not in str(problem)


def test_all_files_that_cannot_be_opened_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataRefused) as refused:
        draft([(tmp_path / name, name) for name in ("a.csv", "b.xlsx")])
    assert [problem.where for problem in refused.value.problems] == ["a.csv", "b.xlsx"]


def test_two_files_of_one_system_are_linked_by_their_ids(tmp_path: Path) -> None:
    (tmp_path / "referrals.csv").write_text(_lines(","))
    visits = "\n".join(
        ["Thing,Visit date,Outcome", *[f"R{n},{n + 12}/01/2025,Seen" for n in range(1, 9) for _ in range(3)]]
    )
    (tmp_path / "visits.csv").write_text(visits)
    more = "\n".join([_lines(",").strip(), *[f"R{n},P{n},13/01/2025,13/02/2025" for n in range(9, 20)]])
    (tmp_path / "referrals.csv").write_text(more)
    visits = "\n".join(["Thing,Visit date,Outcome", *[f"R{n},13/01/2025,Seen" for n in range(1, 20) for _ in range(3)]])
    (tmp_path / "visits.csv").write_text(visits)
    drafted = draft([(tmp_path / name, name) for name in ("referrals.csv", "visits.csv")])
    guess = drafted.parts["contacts"][0].columns["referral_id"]
    assert (guess.header, guess.confidence, guess.why) == ("Thing", "likely", "its ids are those of referrals.csv")


def test_ids_that_link_to_no_referral_are_doubted(tmp_path: Path) -> None:
    (tmp_path / "referrals.csv").write_text(_lines(","))
    (tmp_path / "visits.csv").write_text(
        "Referral ID,Visit date,Outcome\n" + "\n".join(f"0{n},13/01/2025,Seen" for n in range(9))
    )
    drafted = draft([(tmp_path / name, name) for name in ("referrals.csv", "visits.csv")])
    assert any("0% of the ids under 'Referral ID'" in doubt for doubt in drafted.doubts)


def test_nhs_numbers_as_the_only_key_are_left_to_pseudonymise(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(_lines(",").replace("Person ID", "NHS Number"))
    guess = draft([(tmp_path / "a.csv", "a.csv")]).parts["referrals"][0].columns["person_id"]
    assert guess.header == "TODO"
    assert "fairclaim pseudonymise" in guess.why


def test_a_table_of_a_national_submission_is_left_to_its_shipped_source(tmp_path: Path) -> None:
    (tmp_path / "CYP101Referral.csv").write_text(_lines(","))
    drafted = draft([(tmp_path / "CYP101Referral.csv", "CYP101Referral.csv")])
    assert drafted.parts == {}
    assert any("params/sources/csds.yaml" in doubt for doubt in drafted.regions[0].doubts)


def test_people_whose_rows_differ_are_doubted_by_the_column_that_differs(tmp_path: Path) -> None:
    rows = [f"R{n},P{n // 2},{n + 10}/01/2025,{n + 10}/02/2025,F,{70 + n}" for n in range(8)]
    (tmp_path / "a.csv").write_text("\n".join([HEAD.format(",") + ",Sex,Age", *rows]))
    (people,) = draft([(tmp_path / "a.csv", "a.csv")]).parts["people"]
    assert [doubt for doubt in people.doubts if "differ in" in doubt] == [
        "4 people have several rows that differ in 'Age', which is refused: take age out, or keep people in a list of their own"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "No",
        "1",
        "a: b",
        "#x",
        "£",
        "it's",
        "A/B (c)",
        "null",
        "x #y",
        "'",
        '"',
        "tab\t",
        "- a",
        "N",
        "2024-01-01",
        "~",
        "a, b",
        "[x]",
    ],
)
def test_any_header_is_written_so_that_yaml_reads_it_back(text: str) -> None:
    assert parse_yaml(f"key: {_scalar(text)}", "here") == ({"key": text}, [])


def test_codes_on_few_rows_are_counted_and_not_listed(tmp_path: Path) -> None:
    rows = [f"R{n},13/01/2025,{'Seen' if n else 'Rang A B'}" for n in range(9)]
    (tmp_path / "visits.csv").write_text("\n".join(["Referral ID,Visit date,Outcome", *rows]))
    text = source_text(draft([(tmp_path / "visits.csv", "visits.csv")]), "a", "us")
    assert "Rang" not in text
    plain = " ".join(text.replace("#", " ").split())
    assert "not known yet: 1 code in 1 row. They could say who somebody is and are not listed here" in plain


def test_two_columns_with_one_header_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(_lines(",").replace("Date Discharged", "Date Referred"))
    (one,) = draft([(tmp_path / "a.csv", "a.csv")]).regions
    assert one.left_out["Date Referred"] == "two columns have this header: rename one and adopt again"
    assert all(guess.header != "Date Referred" for part in one.parts for guess in part.columns.values())


def test_headings_and_sums_between_the_rows_are_left_out_when_it_is_read(tmp_path: Path) -> None:
    first, *rows = _lines(",").splitlines()
    lines = [first, "JANUARY,,,", *rows[:4], "Total,,,4", "FEBRUARY,,,", *rows[4:], "Total,,,4"]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    drafted = draft([(tmp_path / "a.csv", "a.csv")])
    source = as_source(source_text(drafted, "a", "us"), "a.yaml")
    assert source.tables["referrals"][0].skip_where_blank == ["person_id"]
    trial = try_out(source, tmp_path)
    assert (trial.problems, dict(trial.rows)) == ((), {"referrals": 8})
