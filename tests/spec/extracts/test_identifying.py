"""Which columns are refused because they could say who somebody is, and which are not."""

import random

import numpy as np
import pandas as pd
import pytest

from fairclaim.data.reading.identifying import identifying, nhs_numbers, past_chance
from fairclaim.data.reading.identifying_headers import identifying_header


@pytest.mark.parametrize(
    ("header", "promised"),
    [
        ("NHS number", "NHS numbers"),
        ("nhs_number", "NHS numbers"),
        ("NHSNumber", "NHS numbers"),
        ("NHSnumber", "NHS numbers"),
        ("NHS No.", "NHS numbers"),
        ("Surname", "names"),
        ("PersonFamilyName", "names"),
        ("first name", "names"),
        ("Patient name", "names"),
        ("Name", "names"),
        ("Client initials", "names"),
        ("Carer Name", "names"),
        ("Address line 1", "addresses"),
        ("UPRN", "addresses"),
        ("Post code", "postcodes"),
        ("Postcode of usual address", "postcodes"),
        ("Telephone", "telephone numbers"),
        ("mobile number", "telephone numbers"),
        ("E-mail", "e-mail addresses"),
        ("DOB", "dates of birth"),
        ("D.O.B.", "dates of birth"),
        ("PersonBirthDate", "dates of birth"),
        ("Date of Birth", "dates of birth"),
        ("NI number", "national insurance numbers"),
        ("site name", ""),
        ("org_name", ""),
        ("OrganisationName", ""),
        ("Service name", ""),
        ("Team Name", ""),
        ("Measure name", ""),
        ("GP practice name", ""),
        ("Names of measures", ""),
        ("NHS number (pseudonymised)", ""),
        ("Hashed NHS number", ""),
        ("NHS trust", ""),
        ("person_id", ""),
        ("Birth month", ""),
        ("Needs addressed", ""),
        ("Telephone contacts kept", ""),
        ("username", ""),
        ("dobutamine", ""),
        ("", ""),
    ],
)
def test_headers(header, promised):
    assert identifying_header(header) == promised


@pytest.mark.parametrize(
    ("digits", "fits"),
    [
        pytest.param("9434765919", True, id="the example of the NHS data dictionary"),
        pytest.param("9434765910", False, id="another last digit"),
        pytest.param("4010232137", True, id="another that is known to be right"),
        pytest.param("9990000000", False, id="a remainder that no digit stands for"),
        pytest.param("0000000000", True, id="nothing but noughts passes, as the rule is written"),
    ],
)
def test_the_check_digit(digits, fits):
    assert nhs_numbers(pd.Series([digits])).tolist() == [fits]


@pytest.mark.parametrize(
    ("valid", "entries", "refused"),
    [
        pytest.param(5, 5, False, id="five of five: chance 6 in a million"),
        pytest.param(6, 6, True, id="six of six: less than 1 in a million"),
        pytest.param(6, 7, False, id="six of seven: 4 in a million"),
        pytest.param(7, 7, True, id="seven of seven"),
        pytest.param(9, 20, False, id="nine of twenty: 2 in 100,000"),
        pytest.param(11, 20, True, id="eleven of twenty"),
        pytest.param(24, 100, False, id="under a quarter, whatever the chance"),
        pytest.param(27, 100, True, id="over a quarter, and past chance"),
        pytest.param(20_000, 100_000, False, id="numbered through, and a fifth of them valid"),
        pytest.param(25_000, 100_000, True, id="a quarter of many"),
        pytest.param(0, 0, False, id="no ten-digit entry"),
    ],
)
def test_a_share_that_chance_does_not_explain(valid, entries, refused):
    assert past_chance(valid, entries) is refused


@pytest.mark.parametrize("start", [0, 1_000_000_000, 4_000_000_000, 9_990_000_000])
@pytest.mark.parametrize(("step", "count"), [(1, 5000), (1, 12), (10, 5000), (7, 300), (11, 2000)])
def test_ids_that_are_numbered_through_are_not_taken_for_nhs_numbers(start, step, count):
    ids = [f"{start + step * n:010}" for n in range(count)]
    assert identifying("ref", ids) is None


def test_random_ids_of_ten_digits_are_not_taken_for_nhs_numbers():
    draw = np.random.default_rng(7)
    # 2,000 columns of 3 to 60 ids: at one in a million, none is expected to be refused (chance of one: 0.002).
    columns = [draw.integers(10**9, 10**10, size=draw.integers(3, 61)).astype(str) for _ in range(2000)]
    assert [identifying("ref", list(column)) for column in columns] == [None] * 2000


def nhs(count):
    draw, found = random.Random(3), []
    while len(found) < count:
        digits = pd.Series([f"{draw.randrange(4 * 10**8, 5 * 10**8)}{last}" for last in range(10)])
        found += list(digits[nhs_numbers(digits)])
    return found


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        pytest.param(nhs(6), "it holds NHS numbers", id="NHS numbers"),
        pytest.param([f"{n[:3]} {n[3:6]} {n[6:]}" for n in nhs(6)], "it holds NHS numbers", id="with spaces"),
        pytest.param([int(n) for n in nhs(6)], "it holds NHS numbers", id="as numbers"),
        pytest.param([float(n) for n in nhs(6)], "it holds NHS numbers", id="as Excel's numbers"),
        pytest.param([f"{n}.0" for n in nhs(6)], "it holds NHS numbers", id="as other programs write Excel's numbers"),
        pytest.param([*nhs(6), *(f"L{n}" for n in range(500))], "it holds NHS numbers", id="among many local ids"),
        pytest.param(nhs(1) * 100, None, id="one entry, often: one id in eleven passes"),
        pytest.param(nhs(5), None, id="five are too few to tell"),
        pytest.param([f"ZZ9{n} {n}ZZ" for n in range(5)], "it holds full postcodes", id="postcodes"),
        pytest.param(
            [f"zz9{n}{n}zz" for n in range(5)], "it holds full postcodes", id="in small letters, without a space"
        ),
        pytest.param([f"ZZ9{n}" for n in range(9)], None, id="postcode districts"),
        pytest.param([f"ZZ9{n} {n}ZZ" for n in range(4)], None, id="the postcodes of four sites"),
        pytest.param([f"ZZ9{n} {n}CC" for n in range(5)], None, id="C never stands in the last two"),
        pytest.param(["RXX", "R0A", "E54000050"], None, id="codes of organisations"),
        pytest.param([None, "", "fall", 3, 2.5], None, id="words and small numbers"),
    ],
)
def test_entries(entries, why):
    assert identifying("ref", entries) == why


def test_the_header_alone_is_enough():
    assert identifying("Surname", []) == "its header says that it holds names"
