"""What stands beside each row: age band, the person's columns, the team, and a number for the person."""

import pytest
from by_hand import asked_of, base, model_of

from fairclaim.data.measuring.compile import measured
from fairclaim.data.measuring.covariates import age_labels

COVARIATES = ["age_band", "sex", "ethnicity", "deprivation", "site", "arm", "team"]
REFERRALS = ["A,pa,2025-01-02,2025-02-10", "B,pb,2025-01-02,2025-02-10", "C,pa,2025-01-02,2025-02-11"]


def beside(rows, **tables):
    return rows(base(), **{"referrals": REFERRALS, **tables}).set_index("referral_id")


def test_what_is_not_mapped_is_blank(rows):
    frame = beside(rows)
    assert list(frame)[-8:] == [*COVARIATES, "person"]
    assert frame[COVARIATES].isna().all().all()


def test_the_person_s_columns(rows):
    frame = beside(rows, people=["pa,80,,female,asian,2,North,service"])
    assert frame.loc["A", COVARIATES[:-1]].tolist() == ["75 to 84", "female", "asian", 2.0, "North", "service"]
    assert frame.loc["B", COVARIATES].isna().all()


def test_the_team_is_the_referral_s(rows):
    lines = ["# referral_id,person_id,referred_at,discharged_at,team", "A,pa,2025-01-02,2025-02-10,North"]
    assert beside(rows, referrals=lines)["team"].tolist() == ["North"]


@pytest.mark.parametrize(
    ("age", "born", "expected"),
    [
        pytest.param("17", "", "0 to 17", id="the lowest band"),
        pytest.param("18", "", "18 to 64", id="an edge belongs to the band above"),
        pytest.param("85", "", "85 or over", id="the highest band"),
        pytest.param("", "1960-02-01", "65 to 74", id="sixty-five in the month of the index event"),
        pytest.param("", "1960-03-01", "18 to 64", id="sixty-five in the month after"),
        pytest.param("20", "1960-02-01", "65 to 74", id="birth before what is recorded"),
        pytest.param("20", "", "18 to 64", id="what is recorded, where no birth is"),
        pytest.param("", "", None, id="neither"),
    ],
)
def test_age_bands(rows, age, born, expected):
    band = beside(rows, people=[f"pa,{age},{born},female,white,1,,"]).loc["A", "age_band"]
    assert band == expected


def test_bands_are_named_from_their_lowest_ages():
    assert age_labels((18, 65)) == ("0 to 17", "18 to 64", "65 or over")


def test_the_same_person_has_the_same_number_and_nobody_s_key_is_kept(rows):
    frame = beside(rows, referrals=[*REFERRALS, "D,pc,2025-01-02,2025-02-11"])
    assert frame["person"].to_dict() == {"A": 0, "B": 1, "C": 0, "D": 2}
    assert "person_id" not in frame


def test_whose_person_is_not_known_has_no_number(rows):
    measure = base(index={"table": "contacts", "at": "at"})
    frame = rows(measure, referrals=REFERRALS, contacts=["Z,2025-01-05,yes", "B,2025-01-05,yes"])
    assert frame.set_index("referral_id")["person"].isna().to_dict() == {"Z": True, "B": False}


def test_they_can_be_left_out_and_change_nothing_else(record):
    tables = record(referrals=REFERRALS, people=["pa,80,,female,asian,2,North,service"]).tables
    bare = measured(model_of(**base()), tables, asked_of(), covariates=False).to_pandas()
    whole = measured(model_of(**base()), tables, asked_of()).to_pandas()
    assert list(bare) == ["row", "referral_id", "index_on", "state", "baseline"]
    left = bare.sort_values("row", ignore_index=True)
    assert left.equals(whole[list(bare)].sort_values("row", ignore_index=True))
