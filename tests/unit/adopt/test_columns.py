"""How one column is judged: dates, codes, what identifies, and how like a usual header its header is."""

from datetime import date

import pytest

from fairclaim.data.adopt.columns import Column
from fairclaim.data.adopt.dates import date_form
from fairclaim.data.adopt.fitting import fit, meaning, usual_codes
from fairclaim.data.adopt.identifying import identifying
from fairclaim.data.adopt.keys import Ids, find_keys
from fairclaim.data.adopt.vocabulary import match, vocabulary, words
from fairclaim.data.adopt.wide import instrument_in, occasion_in


def _column(header: str, *cells: object) -> Column:
    return Column(header, header, list(cells))


@pytest.mark.parametrize(
    ("cells", "form", "confidence", "says"),
    [
        (["31/03/2025", "01/02/2025"], "day-first", "sure", "1 row can only be day-first"),
        (["03/31/2025", "01/02/2025"], "month-first", "check", "unusual in the UK"),
        (["31/03/2025", "03/31/2025", "01/02/2025"], "day-first", "check", "two orders in one column"),
        (["01/02/2025", "03/04/2025"], "day-first", "check", "only the custom of the UK"),
        ([date(2025, 3, 31)], "iso", "sure", "dates as such"),
        (["2025-03-31 10:00"], "iso", "sure", "year first"),
        (["31/03/2025", "1 Apr 25"], "day-first", "check", "a month in words"),
        (["31/03/2025", "01/04/25"], "day-first", "check", "a year of two digits"),
        (["31/03/2025", "unknown to us"], "day-first", "check", "1 row with no date"),
        (["31.03.2025 08:15"], "day-first", "sure", "day-first"),
    ],
)
def test_the_form_of_dates_is_guessed_from_those_that_can_be_read_in_one_way(
    cells: list[object], form: str, confidence: str, says: str
) -> None:
    guess = date_form(_column("Date", *cells), true_dates=True)
    assert (guess.form, guess.confidence) == (form, confidence)
    assert says in guess.why


def test_iso_dates_beside_others_are_doubted_in_a_text_file_alone() -> None:
    column = _column("Date", "31/03/2025", "2025-04-01")
    assert date_form(column, true_dates=True).confidence == "sure"
    assert date_form(column, true_dates=False).confidence == "check"


@pytest.mark.parametrize(
    ("cells", "listed"),
    [
        (["red"] * 5 + ["green"] * 9, {"red": 5, "green": 9}),
        (["red"] * 4 + ["green"] * 9, None),  # One code is on too few rows.
        (["red", "red ", "Red", "RED", "red"], {"red": 3, "Red": 1, "RED": 1}),  # Together they are on five.
        (["x" * 31] * 9, None),  # Too long for a code.
        (["4567 1234"] * 9, None),  # Figures in a row could be a number of somebody's.
        ([f"c{n}" for n in range(13)] * 5, None),  # More than a short list.
        (["Y", "N"], {"Y": 1, "N": 1}),  # Known codes say nothing of anybody.
    ],
)
def test_codes_are_listed_only_if_many_rows_share_them(cells: list[str], listed: dict[str, int] | None) -> None:
    column = _column("Kind", *[cell.strip() for cell in cells])
    assert column.tellable(usual_codes("contacts", "attended")) == listed


@pytest.mark.parametrize(
    ("header", "cells", "who"),
    [
        ("NHS No", ["x"], "NHS numbers"),
        ("Ref", ["9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069", "9990000077"], "NHS numbers"),
        ("Area", ["ZZ1 1AA", "ZZ1 2AB", "ZZ2 3AA", "ZZ3 1AA", "ZZ4 1BB"], "full postcodes"),
        ("Contact", ["a@b.example", "c@d.example", "e@f.example"], "e-mail addresses"),
        ("Other", ["1941-02-03", "1950-01-01", "1938-12-24"], "dates of birth"),
        ("DOB", ["1941-02-03"], "dates of birth"),
        ("Key worker", ["A B"], "names"),
        ("Surname", ["A"], "names"),
        ("Team name", ["North"], ""),
        ("Therapist type", ["OT"], ""),
        ("Referred on", ["2025-01-01", "2025-01-02", "2025-01-03"], ""),
        ("Client ID", ["1000000001", "1000000002", "1000000003"], ""),
    ],
)  # fmt: skip
def test_what_could_identify_people_is_seen_by_header_or_entries(header: str, cells: list[str], who: str) -> None:
    assert identifying(_column(header, *cells)) == who


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Date Referred", "Referral_Dt"),
        ("Ref No", "ref. number"),
        ("ApptDateTime", "Appointment date"),
        ("D/C date", "Discharge Date"),
        ("DNA (Y/N)", "DNA"),
        ("Gender_Desc", "gender"),
        ("6 wk f/up date", "6-week follow up date"),
    ],
)
def test_headers_are_compared_without_case_order_and_abbreviations(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("header", "table", "ours", "needs_table", "confidence"),
    [
        ("Date of Referral", "referrals", "referred_at", False, "sure"),
        ("Outcome", "contacts", "attended", True, "likely"),
        ("Outcome", "contacts", "attended", False, None),
        ("Dischrge Date", "referrals", "discharged_at", False, "check"),
        ("Team North discharge date", "referrals", "discharged_at", False, "check"),
        ("Shoe size", "referrals", "referred_at", True, None),
    ],
)
def test_a_header_is_more_or_less_like_a_usual_one(
    header: str, table: str, ours: str, needs_table: bool, confidence: str | None
) -> None:
    found = match(header, vocabulary().tables[table].columns[ours], needs_table=needs_table)
    assert (found.confidence if found else None) == confidence


@pytest.mark.parametrize(
    ("table", "ours", "cells", "holds", "doubt"),
    [
        ("referrals", "referred_at", ["2025-01-01"] * 9 + ["x"], True, ""),
        ("referrals", "referred_at", ["2025-01-01"] * 6 + ["x"] * 4, True, "only 60% of the entries are dates"),
        ("referrals", "referred_at", [45000, 45001], False, "plain numbers"),
        ("scores", "score", ["£1,200", "£900"], False, "commas or signs"),
        ("contacts", "attended", ["Y", "DNA"], True, ""),
        ("contacts", "attended", ["Leeds", "York"] * 9, True, "not known yet"),
        ("contacts", "attended", [f"note {n} of a long day" for n in range(40)], False, "not codes for"),
        ("referrals", "team", [f"word{n}" for n in range(60)], False, "60 different entries"),
        ("learning_log", "action", ["call them back"], False, "free text"),
    ],
)
def test_a_column_fits_only_if_its_entries_do(
    table: str, ours: str, cells: list[object], holds: bool, doubt: str
) -> None:
    found = fit(_column("Any", *cells), table, ours)
    assert found.holds is holds
    assert doubt in found.doubt
    assert bool(found.doubt) is bool(doubt)


def test_a_code_is_known_without_what_stands_in_brackets() -> None:
    usual = usual_codes("safety_events", "harm")
    assert meaning("low (minimal harm)", usual) == "low"
    assert meaning("sideways", usual) == ""


def test_instruments_and_occasions_are_read_from_headers() -> None:
    assert instrument_in("Barthel on admission") == "Barthel Index"
    assert instrument_in("EQ5D VAS") == "EQ VAS"
    assert instrument_in("Shoe size") == ""
    assert occasion_in("Barthel In", "Barthel Index") == "start"
    assert occasion_in("PHQ-9 final", "PHQ-9") == "discharge"
    assert occasion_in("Barthel at 6 weeks", "Barthel Index") == "6 weeks"


@pytest.mark.parametrize(
    ("header", "cells", "key", "confidence"),
    [
        ("Ref No", [f"R{n}" for n in range(9)], "referral_id", "sure"),
        ("Patient ID", [f"P{n}" for n in range(9)], "person_id", "sure"),
        ("Linked referral", [f"R{n}" for n in range(9)], "referral_id", "check"),
        ("Web ref", [f"W{n}" for n in range(9)], "referral_id", "check"),
        ("Linked referral", ["A", "B", "A", "B", "A", "B", "A", "B"], None, ""),
        ("Referral source", [f"R{n}" for n in range(9)], None, ""),
        ("Referral ID", ["2025-01-01", "2025-01-02"], None, ""),
        ("Colour", [f"R{n}" for n in range(9)], None, ""),
    ],
)
def test_ids_are_found_by_their_header_and_by_being_ids(
    header: str, cells: list[str], key: str | None, confidence: str
) -> None:
    found = find_keys([_column(header, *cells)], Ids())
    assert {name: guess.confidence for name, guess in found.items()} == ({key: confidence} if key else {})
