"""Keys for people: the same for one number however it is written, no way back, and copies that hold nothing else of them."""

import csv
import re
import stat
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from fairclaim.data.pseudonymise.copies import copy_with_keys
from fairclaim.data.pseudonymise.giving_away import letter
from fairclaim.data.pseudonymise.keys import read_key, write_new_key
from fairclaim.data.pseudonymise.person_keys import local_id, nhs_number, person_key
from fairclaim.data.pseudonymise.sheets import Wanted
from fairclaim.errors import DataRefused

SECRET = bytes(range(32))
# Numbers with a right check digit that are in print as examples and belong to nobody.
NUMBERS = ["9434765919", "9434765870", "9876543210"]
BY_NUMBER = Wanted("NHS Number")


def table(path: Path, rows: list[list[object]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def cells(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def refused(tmp_path: Path, *files: Path, wanted: Wanted = BY_NUMBER) -> str:
    with pytest.raises(DataRefused) as error:
        copy_with_keys(files, tmp_path / "keyed", wanted, SECRET)
    assert not (tmp_path / "keyed").exists()
    assert not list(tmp_path.glob(".*"))
    return str(error.value)


@pytest.mark.parametrize(
    ("entry", "number"),
    [
        ("9434765919", "9434765919"),
        ("943 476 5919", "9434765919"),
        ("943-476-5919", "9434765919"),
        (" 943\u00a0476\u00a05919 ", "9434765919"),
        (9434765919, "9434765919"),
        (9434765919.0, "9434765919"),
        ("9434765919.0", "9434765919"),
        ("9434765918", None),  # the check digit is wrong
        ("943476591", None),
        ("94347659190", None),
        ("9.43476591E+09", None),
        ("0000000000", None),
        ("9999999999", None),
        ("3000000060", None),  # the check would be 10, which is never given out
        ("n/k", None),
        ("", None),
        (None, None),
        (True, None),
        ("٩٤٣٤٧٦٥٩١٩", None),
    ],
)
def test_nhs_numbers_however_they_are_written(entry, number):
    assert nhs_number(entry) == number


def test_the_check_digit_is_modulus_11():
    # By hand for 943476591?: 9*10+4*9+3*8+4*7+7*6+6*5+5*4+9*3+1*2 = 299 = 27*11 + 2, and 11 - 2 = 9.
    assert [last for last in range(10) if nhs_number(f"943476591{last}")] == [9]


@pytest.mark.parametrize(
    ("entry", "identifier"),
    [(" ab12 ", "AB12"), ("00123", "00123"), (123.0, "123"), (123, "123"), ("  ", None), (None, None)],
)
def test_other_ids_are_trimmed_and_in_capitals(entry, identifier):
    assert local_id(entry) == identifier


def test_hmac_sha256_of_rfc_4231():
    # Test case 1 of RFC 4231, b0344c61…2e32cff7, in base 32 by another program (openssl and base32).
    assert person_key("Hi There", b"\x0b" * 20) == "wa2eyyoy3m4fgxfiv7hk"


def test_a_key_computed_by_another_program():
    assert person_key("9434765919", SECRET) == "3vogalxlghlay7anmywi"


def test_another_secret_gives_another_key():
    assert person_key(NUMBERS[0], SECRET) != person_key(NUMBERS[0], bytes(32))


def test_a_new_key_is_random_and_its_owners_alone(tmp_path):
    for name in ("a.key", "b.key"):
        write_new_key(tmp_path / name)
    assert len(read_key(tmp_path / "a.key")) == 32
    assert read_key(tmp_path / "a.key") != read_key(tmp_path / "b.key")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "a.key").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(tmp_path):
    write_new_key(tmp_path / "a.key")
    before = (tmp_path / "a.key").read_bytes()
    with pytest.raises(DataRefused, match="exists already"):
        write_new_key(tmp_path / "a.key")
    assert (tmp_path / "a.key").read_bytes() == before


@pytest.mark.parametrize("folder", [".", "params", "data/2025-26-q1", "outputs"])
def test_a_key_is_not_written_into_a_project(tmp_path, folder):
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "house.yaml").write_text("version: 1\n")
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    with pytest.raises(DataRefused, match="inside the project"):
        write_new_key(tmp_path / folder / "a.key")
    assert not (tmp_path / folder / "a.key").exists()


@pytest.mark.parametrize("content", ["", "12ab", "z" * 64, "ab" * 31, "é" * 32])
def test_a_file_that_is_no_key_is_refused_unseen(tmp_path, content):
    (tmp_path / "a.key").write_text(content, encoding="utf-8")
    with pytest.raises(DataRefused, match="holds no key") as error:
        read_key(tmp_path / "a.key")
    assert not content or content not in str(error.value)


def test_two_extracts_that_write_numbers_differently_get_one_key(tmp_path):
    typed = table(tmp_path / "a.csv", [["NHS Number", "seen"], ["943 476 5919", "x"], ["943-476-5870", "y"]])
    excel = workbook(tmp_path / "b.xlsx", Sheet=[["seen", "NHS Number"], ["p", 9434765919], ["q", 9876543210]])
    copied = copy_with_keys([typed, excel], tmp_path / "keyed", BY_NUMBER, SECRET)
    first = cells(tmp_path / "keyed" / "a.csv")
    second = list(openpyxl.load_workbook(tmp_path / "keyed" / "b.xlsx")["Sheet"].iter_rows(values_only=True))
    assert first[0] == ["person_id", "seen"]
    assert second[0] == ("seen", "person_id")
    assert first[1][0] == second[1][1] == "3vogalxlghlay7anmywi"
    assert copied.people == 3
    assert all(re.fullmatch("[a-z2-7]{20}", key) for key in (first[1][0], first[2][0], second[2][1]))
    assert typed.read_text(encoding="utf-8").startswith("NHS Number")


def test_the_same_key_in_later_runs_and_another_with_another_secret(tmp_path):
    typed = table(tmp_path / "a.csv", [["NHS Number"], *([number] for number in NUMBERS)])
    for folder, secret in (("one", SECRET), ("two", SECRET), ("three", bytes(32))):
        copy_with_keys([typed], tmp_path / folder, BY_NUMBER, secret)
    one, two, three = (cells(tmp_path / folder / "a.csv")[1:] for folder in ("one", "two", "three"))
    assert one == two
    assert not {row[0] for row in one} & {row[0] for row in three}


def test_what_has_no_key_is_blank_and_counted(tmp_path):
    rows = [["NHS Number", "n"], ["9434765919", "1"], ["", "2"], ["9434765918", "3"], ["0000000000", "4"], ["", ""]]
    (count,) = copy_with_keys([table(tmp_path / "a.csv", rows)], tmp_path / "keyed", BY_NUMBER, SECRET).counts
    assert (count.told, count.rows, count.blank, count.invalid) == ("a.csv", 4, 1, 2)
    assert [row[0] != "" for row in cells(tmp_path / "keyed" / "a.csv")[1:]] == [True, False, False, False, False]


def test_ids_of_ones_own(tmp_path):
    rows = [["LocalPatientID", "n"], [" ab1", "1"], ["AB1 ", "2"], ["", "3"]]
    wanted = Wanted("LocalPatientID", named="Person_ID", any_id=True)
    copied = copy_with_keys([table(tmp_path / "a.csv", rows)], tmp_path / "keyed", wanted, SECRET)
    made = cells(tmp_path / "keyed" / "a.csv")
    assert made[0] == ["Person_ID", "n"]
    assert made[1][0] == made[2][0] == person_key("AB1", SECRET)
    assert (copied.people, copied.counts[0].blank, copied.counts[0].invalid) == (1, 1, 0)


def test_a_workbook_keeps_its_sheets_and_its_values(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        First=[["Extract of April"], [], ["NHS Number", "n", "double"], [NUMBERS[0], 1.5, "=B4*2"]],
        Second=[["nhs  number"], [NUMBERS[1]]],
        Codes=[["code", "meaning"], [1, "yes"]],
    )
    copied = copy_with_keys([path], tmp_path / "keyed", BY_NUMBER, SECRET)
    book = openpyxl.load_workbook(tmp_path / "keyed" / "a.xlsx")
    assert book.sheetnames == ["First", "Second", "Codes"]
    assert [cell.value for cell in book["First"][3]] == ["person_id", "n", "double"]
    assert book["First"]["B4"].value == 1.5
    assert book["First"]["C4"].value is None
    assert book["Codes"]["B2"].value == "yes"
    assert [count.told for count in copied.counts] == ["a.xlsx/First", "a.xlsx/Second"]
    assert copied.untouched == ("a.xlsx/Codes",)


def test_a_sheet_whose_size_is_stated_wrongly_is_read_whole(tmp_path):
    path = workbook(tmp_path / "a.xlsx", One=[["NHS Number", "n"], *([number, 1] for number in NUMBERS)])
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content.replace(b'ref="A1:B4"', b'ref="A1:A2"'))
    (count,) = copy_with_keys([path], tmp_path / "keyed", BY_NUMBER, SECRET).counts
    assert count.rows == 3


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_kept(tmp_path, delimiter):
    rows = [["n", "NHS Number"], ["1, and 2", NUMBERS[0]]]
    copy_with_keys([table(tmp_path / "a.csv", rows, delimiter=delimiter)], tmp_path / "keyed", BY_NUMBER, SECRET)
    assert cells(tmp_path / "keyed" / "a.csv", delimiter)[1] == ["1, and 2", "3vogalxlghlay7anmywi"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_text_in_any_usual_encoding_becomes_utf_8(tmp_path, encoding):
    rows = [["NHS Number", "place"], [NUMBERS[0], "Café"]]
    copy_with_keys([table(tmp_path / "a.csv", rows, encoding)], tmp_path / "keyed", BY_NUMBER, SECRET)
    content = (tmp_path / "keyed" / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") == (encoding == "utf-8-sig")
    assert "Café" in content.decode("utf-8-sig")


GIVING_AWAY = {
    "a header": (["Surname"], [["x"]]),
    "a header in one word": (["DateOfBirth"], [["1940-01-01"]]),
    "the same numbers under a harmless header": (["ref"], [["943 476 5919"]]),
    "a number inside a sentence": (["seen by"], [["see also 9434765919, please"]]),
    "postcodes": (["place"], [["AB1 2DD"]]),
}


@pytest.mark.parametrize(("header", "entry"), GIVING_AWAY.values(), ids=list(GIVING_AWAY))
def test_columns_that_give_people_away_stop_the_copy(tmp_path, header, entry):
    rows = [["NHS Number", *header], *([NUMBERS[0], *(entry[0])] for _ in range(2))]
    if header == ["place"]:
        rows += [[NUMBERS[0], f"AB{n} {n}DD"] for n in range(2, 9)]
    said = refused(tmp_path, table(tmp_path / "a.csv", rows))
    assert f"a.csv → {header[0]}" in said
    assert entry[0][0] not in said
    assert f'--drop "{header[0]}"' in said


def test_such_columns_are_dropped_or_kept_by_name(tmp_path):
    rows = [["Surname", "NHS Number", "Known name of the tool"], ["x", NUMBERS[0], "Barthel"]]
    wanted = Wanted("NHS Number", drop=("surname",), keep=("Known name of the tool",))
    copy_with_keys([table(tmp_path / "a.csv", rows)], tmp_path / "keyed", wanted, SECRET)
    assert cells(tmp_path / "keyed" / "a.csv")[0] == ["person_id", "Known name of the tool"]


def test_a_misspelt_drop_is_not_passed_over(tmp_path):
    path = table(tmp_path / "a.csv", [["NHS Number", "note"], [NUMBERS[0], "x"]])
    assert "no file has a column 'notes'" in refused(tmp_path, path, wanted=Wanted("NHS Number", drop=("notes",)))


def test_a_sheet_without_the_column_is_judged_too_and_its_first_row_not_shown(tmp_path):
    other = [["id", "seen in"], *([n, number] for n, number in enumerate(NUMBERS))]
    said = refused(tmp_path, workbook(tmp_path / "a.xlsx", One=[["NHS Number"], *([n] for n in NUMBERS)], Two=other))
    assert "a.xlsx/Two → column B" in said
    assert "seen in" not in said


def test_all_that_is_wrong_with_all_files_is_told_at_once(tmp_path):
    said = refused(
        tmp_path,
        table(tmp_path / "a.csv", [["Number", "n"], [NUMBERS[0], "secret words"]]),
        table(tmp_path / "b.csv", [["NHS Number", "NHS Number"], [NUMBERS[0], ""]]),
        table(tmp_path / "c.csv", [["NHS Number", "person_id"], [NUMBERS[0], "x"]]),
        table(tmp_path / "d.csv", [["NHS Number"], ["123"], ["n/k"]]),
        tmp_path / "e.csv",
        table(tmp_path / "f.xls", [["NHS Number"]]),
    )
    for expected in (
        "a.csv: there is no column 'NHS Number'",
        "b.csv → NHS Number: two columns have the same header",
        "c.csv → person_id: there is a column already",
        "d.csv → NHS Number: not one entry is a valid NHS number",
        "e.csv: the file is missing",
        "f.xls: files of this kind are not read",
    ):
        assert expected in said
    assert "secret words" not in said
    assert not re.search(r"\d{10}", said)


def test_nhs_numbers_are_not_taken_for_ids_of_ones_own(tmp_path):
    path = table(tmp_path / "a.csv", [["NHS Number"], *([number] for number in NUMBERS)])
    assert "most entries are NHS numbers" in refused(tmp_path, path, wanted=Wanted("NHS Number", any_id=True))


@pytest.mark.parametrize("content", [b"PK but no workbook", b""])
def test_what_only_looks_like_a_workbook_is_refused(tmp_path, content):
    (tmp_path / "a.xlsx").write_bytes(content)
    assert "cannot be read as a workbook" in refused(tmp_path, tmp_path / "a.xlsx")


def test_an_unclosed_quotation_mark_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text(f'NHS Number,n\n{NUMBERS[0]},"open\n', encoding="utf-8")
    assert "cannot be read as CSV" in refused(tmp_path, tmp_path / "a.csv")


def test_two_files_of_one_name_are_refused(tmp_path):
    (tmp_path / "x").mkdir()
    paths = [table(folder / "a.csv", [["NHS Number"], [NUMBERS[0]]]) for folder in (tmp_path, tmp_path / "x")]
    assert "the same name" in refused(tmp_path, *paths)


def test_a_folder_that_holds_something_is_left_as_it_was(tmp_path):
    path = table(tmp_path / "a.csv", [["NHS Number"], [NUMBERS[0]]])
    (tmp_path / "keyed").mkdir()
    (tmp_path / "keyed" / "a.csv").write_text("mine")
    with pytest.raises(DataRefused, match="is not empty"):
        copy_with_keys([path], tmp_path / "keyed", BY_NUMBER, SECRET)
    assert (tmp_path / "keyed" / "a.csv").read_text() == "mine"


def test_an_empty_folder_is_used(tmp_path):
    path = table(tmp_path / "a.csv", [["NHS Number"], [NUMBERS[0]]])
    (tmp_path / "keyed").mkdir()
    copy_with_keys([path], tmp_path / "keyed", BY_NUMBER, SECRET)
    assert [found.name for found in (tmp_path / "keyed").iterdir()] == ["a.csv"]


def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path, monkeypatch):
    paths = [table(tmp_path / f"{name}.csv", [["NHS Number"], [NUMBERS[0]]]) for name in "ab"]
    written = []

    def full(book, folder):
        if written:
            raise OSError("No space left on device")
        written.append(folder / book.name)
        (folder / book.name).write_text("half")

    monkeypatch.setattr("fairclaim.data.pseudonymise.copies.write_book", full)
    with pytest.raises(OSError, match="No space"):
        copy_with_keys(paths, tmp_path / "keyed", BY_NUMBER, SECRET)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]
    assert not written[0].exists()


@pytest.mark.parametrize(("place", "named"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_columns_are_lettered_as_in_excel(place, named):
    assert letter(place) == named
