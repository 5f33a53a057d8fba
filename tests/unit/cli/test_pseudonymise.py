"""`fairclaim pseudonymise` as it is typed: what it prints, and never a number or a key."""

import re
import sys
from pathlib import Path

import pytest

from fairclaim.cli import main

ROOT = Path(__file__).parents[3]
MANUAL = ROOT / "docs" / "how-to" / "use-your-csds-or-mhsds-submission.md"

# Headers of the extracts that NHS England gives back to providers; the tables that have a local id.
CSDS_MPI = (
    "LocalPatientID,OrgID_LocalPatientID,OrgID_EducationEstablishment,NHSNumber,NHSNumber_Status,"
    "DateOfBirth,Postcode,Gender,EthnicCategory,LanguagePreferred,Relationship_MainCarer,HVFAV_Date,"
    "ChildLookedAfter_Indicator,Safeguarding_Indicator,Disability_SupervisionAndCare_Indicator,"
    "EducationAssessment,DateOfDeath,DeathLocationActual_Type,NHSNumber_Mother,NHSNumberStatus_Mother,"
    "RecordNumber,UniqueID_CYP001,OrgID_Provider,UniqueSubmissionID,ValidNHSNumber_Flag,"
    "ValidPostcode_Flag,Postcode_District,Postcode_Default,LSOA,County,LocalAuthority,ElectoralWard,"
    "AgeYr_RP_EndDate,Age_Death"
)
CSDS_REFERRAL = (
    "ServiceRequestID,LocalPatientID,OrgID_Commissioner,ReferralRequest_ReceivedDate,"
    "ReferralRequest_ReceivedTime,SourceOfReferral,OrgID_Referring,Referring_StaffGroup,Priority_Type,"
    "PrimaryReferralReason,Discharge_Date,RecordNumber,UniqueID_CYP101,Unique_ServiceRequestID"
)
CSDS_PLAN = "PlanID,LocalPatientID,Plan_Type,Plan_CreatedDate,Plan_LastUpdateDate,Plan_LastUpdateTime,Unique_PlanID"
MHSDS_MPI = (
    "LocalPatientID,OrgIDLocalPatientID,OrgIDEduEstab,NHSNumber,NHSNumberStatus,PersonBirthDate,Postcode,"
    "GenderIDCode,GenderSameAtBirth,Gender,MaritalStatus,EthnicCategory,LanguageCodePreferred,"
    "PersDeathDate,RecordNumber,MHS001UniqID,OrgIDProv,AgeRepPeriodEnd,AgeDeath,PostcodeDistrict,"
    "DefaultPostcode,LSOA2021,LADistrictAuth,County,ElectoralWard,LDAFlag,EmploymentNationalLatest,"
    "AccommodationNationalLatest,ICRECSUBICB,ICRECSUBICBNAME,RegionICRECSUBICB,RegionICRECSUBICBName,"
    "ICRECICB,ICRECICBName"
)
MHSDS_REFERRAL = (
    "ServiceRequestID,LocalPatientID,CareProfTeamLocalID,ReferralRequestReceivedDate,ReferClosReason,UniqServReqID"
)
MHSDS_PLAN = "CarePlanID,LocalPatientID,CarePlanTypeMH,CarePlanCreatDate,CarePlanLastUpdateDate,UniqCarePlanID"


def called(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["fairclaim", "pseudonymise", *arguments])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


@pytest.fixture
def here(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("NHS Number,n\n943 476 5919,1\n,2\n9434765918,3\n", encoding="utf-8")
    return tmp_path


def test_a_key_and_then_a_copy(monkeypatch, capfd, here):
    assert called(monkeypatch, "--new-key", "link.key") == 0
    assert called(monkeypatch, "a.csv", "--column", "NHS Number", "--key", "link.key", "--out", "keyed") == 0
    said = "".join(capfd.readouterr())
    assert "a.csv: 3 rows; no key for 1 with no NHS number and 1 with an NHS number that is not valid" in said
    assert "Different people in all files: 1" in said
    made = (here / "keyed" / "a.csv").read_text(encoding="utf-8").splitlines()
    assert re.fullmatch("[a-z2-7]{20},1", made[1])
    assert made[0] == "person_id,n"
    for secret in ((here / "link.key").read_text().strip(), made[1].split(",")[0], "9434765919", "943 476"):
        assert secret not in said


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.csv"],
        ["a.csv", "--column", "NHS Number", "--out", "keyed"],
        ["--column", "NHS Number", "--key", "link.key", "--out", "keyed"],
        ["a.csv", "--new-key", "link.key"],
    ],
)
def test_a_command_that_is_not_whole_is_usage(monkeypatch, capfd, here, arguments):
    assert called(monkeypatch, *arguments) == 2
    assert not (here / "link.key").exists()
    assert not (here / "keyed").exists()


def test_a_refusal_ends_with_the_codes_of_data(monkeypatch, capfd, here):
    assert called(monkeypatch, "--new-key", "link.key") == 0
    assert called(monkeypatch, "a.csv", "--column", "Nummer", "--key", "link.key", "--out", "keyed") == 11
    assert "there is no column 'Nummer'" in " ".join("".join(capfd.readouterr()).split()).lower().replace(
        "nummer", "Nummer"
    )


@pytest.mark.parametrize(
    ("first", "tables"),
    [
        ("CYP001MPI", {"CYP001MPI": CSDS_MPI, "CYP101Referral": CSDS_REFERRAL, "CYP004CarePlanType": CSDS_PLAN}),
        ("MHS001MPI", {"MHS001MPI": MHSDS_MPI, "MHS101Referral": MHSDS_REFERRAL, "MHS008CarePlanType": MHSDS_PLAN}),
    ],
)
def test_the_manuals_command_for_a_submission(monkeypatch, capfd, here, first, tables):
    """As printed, on tables with the headers of a provider's extract: no column may be left to decide about."""
    printed = next(text for text in MANUAL.read_text(encoding="utf-8").split("```sh\n") if f"{first}.csv" in text[:200])
    words = printed.split("```")[0].replace("\\\n", " ").split()
    assert words[:2] == ["fairclaim", "pseudonymise"]
    (here / "months" / "2025-04").mkdir(parents=True)
    for name, headers in tables.items():
        row = ",".join("P1" if header == "LocalPatientID" else "" for header in headers.split(","))
        (here / "months" / "2025-04" / f"{name}.csv").write_text(f"{headers}\n{row}\n")
    assert called(monkeypatch, "--new-key", "link.key") == 0
    arguments = ["link.key" if word.endswith("link.key") else word for word in words[2:]]
    assert called(monkeypatch, *arguments) == 0, "".join(capfd.readouterr())
    header = (here / "keyed" / "2025-04" / f"{first}.csv").read_text().splitlines()[0].split(",")
    assert header[0] == "Person_ID"
    assert not [name for name in header if re.search("NHSNumber|BirthDate|DateOfBirth|Postcode|^LocalPatientID", name)]
