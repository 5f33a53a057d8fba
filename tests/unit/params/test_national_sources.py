"""The sources that ship for CSDS and MHSDS: they load, fit the contract, and read a made-up submission as the manual says."""

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from fairclaim.data.contract.tables import CONTRACT, codes_of, required
from fairclaim.data.reading.extracts import Extract, read_extract
from fairclaim.errors import DataRefused
from fairclaim.params.load import load_library
from fairclaim.params.reading import parse_yaml, validate
from fairclaim.params.sources import Source

ROOT = Path(__file__).parents[3]
MANUAL = ROOT / "docs" / "how-to" / "use-your-csds-or-mhsds-submission.md"
NATIONAL = ["csds", "mhsds"]

CSDS = {
    "CYP001MPI": """LocalPatientID,Person_ID,Gender,EthnicCategory,AgeYr_RP_EndDate,DateOfDeath,LSOA
a,pa,2,A,81,,E01
b,pb,1,R,67,2025-04-20,E02
c,pc,X,99,,,E03
""",
    "CYP101Referral": """Unique_ServiceRequestID,Person_ID,ReferralRequest_ReceivedDate,ReferralRequest_ReceivedTime,Discharge_Date,Priority_Type,PrimaryReferralReason
R1,pa,2025-04-02,1970-01-01 09:15:00,,2,011
R2,pb,2025-04-03,,2025-04-20,1,012
""",
    "CYP201CareContact": """Unique_CareContactID,Unique_ServiceRequestID,Contact_Date,Contact_Time,AttendanceStatus,ConsMechanism
C1,R1,2025-04-03,08:30:00,5,01
C2,R1,2025-04-10,,3,02
C3,R2,2025-04-04,,4,11
C4,R2,2025-04-05,,,01
C5,R2,2025-04-06,,6,01
C6,R2,2025-04-07,,7,09
C7,R2,2025-04-08,,2,10
""",
    "CYP609CodedAssessmentReferral": """Unique_ServiceRequestID,SNOMED_ID,Score,AssessmentCompletion_Date
R1,720433000,14,2025-04-02
""",
    "CYP202CareActivity": """Unique_CareActivityID,Unique_CareContactID
A1,C1
""",
    "CYP612CodedAssessmentContact": """Unique_CareActivityID,SNOMED_ID,Score
A1,720433000,9
""",
    "CYP102ServiceTypeReferredTo": """Unique_ServiceRequestID,TeamID_Local,Referral_ClosureReason
R1,T1,
""",
    "CYP104RTT": """Unique_ServiceRequestID,WaitingTime_MeasurementType,RTT_EndDate,RTT_EndTime
R1,05,2025-04-02,1970-01-01 10:45:00
R2,06,2025-04-04,
""",
    "CYP004CarePlanType": """Unique_PlanID,Person_ID,Plan_Type,Plan_LastUpdateDate
P1,pa,10,2025-04-09
P2,pb,10,2025-05-09
""",
}
CSDS_MAY = {
    "CYP001MPI": "Person_ID,Gender,EthnicCategory,AgeYr_RP_EndDate,DateOfDeath,LSOA\npa,2,A,82,,E01\n",
    "CYP101Referral": "Unique_ServiceRequestID,Person_ID,ReferralRequest_ReceivedDate,ReferralRequest_ReceivedTime,"
    "Discharge_Date,Priority_Type,PrimaryReferralReason\nR1,pa,2025-04-02,09:15:00,2025-05-08,2,011\n",
    "CYP201CareContact": "Unique_CareContactID,Unique_ServiceRequestID,Contact_Date,Contact_Time,AttendanceStatus,"
    "ConsMechanism\nC2,R1,2025-04-10,,5,02\n",
}
MHSDS = {
    "MHS001MPI": """Person_ID,GenderIDCode,EthnicCategory,AgeRepPeriodEnd,PersDeathDate
pa,2,M,34,
pb,3,Z,51,2025-05-01
""",
    "MHS101Referral": """UniqServReqID,Person_ID,ReferralRequestReceivedDate,ReferralRequestReceivedTime,ServDischDate,ServDischTime,ClinRespPriorityType,PrimReasonReferralMH,ReferClosReason,CareProfTeamLocalID
S1,pa,2025-04-02,23:10:00,,,1,05,,T1
S2,pb,2025-04-03,,2025-04-20,12:00:00,3,10,04,T2
""",
    "MHS201CareContact": """UniqCareContID,UniqServReqID,CareContDate,CareContTime,AttendStatus,ConsMechanismMH
C1,S1,2025-04-03,00:05:00,6,11
C2,S1,2025-04-09,,7,98
C3,S2,2025-04-09,,0,01
""",
    "MHS606CodedScoreAssessmentRefer": """UniqServReqID,CodedAssToolType,PersScore,AssToolCompTimestamp
S1,1035441000000106,31,2025-04-03T10:00:00+01:00
""",
    "MHS505RestrictiveInterventInc": """UniqRestrictiveIntIncID,UniqServReqID,StartDateRestrictiveIntInc
I1,S1,2025-04-12
""",
    "MHS607CodedScoreAssessmentAct": """UniqCareContID,CodedAssToolType,PersScore
C1,720433000,12
""",
    "MHS501HospProvSpell": """UniqHospProvSpellID,UniqServReqID,StartDateHospProvSpell,DischDateHospProvSpell,MethAdmMHHospProvSpell,DestOfDischHospProvSpell
H1,S1,2025-04-10,,2A,
""",
    "MHS008CarePlanType": """UniqCarePlanID,Person_ID,CarePlanTypeMH,CarePlanLastUpdateDate
P1,pa,12,2025-04-05
""",
}
SUBMITTED = {"csds": CSDS, "mhsds": MHSDS}


def shipped(name: str, *, prepared: bool = False) -> Source:
    """Load a source, with the lines for the recipe's columns where asked."""
    text = (ROOT / "params" / "sources" / f"{name}.yaml").read_text(encoding="utf-8")
    values, problems = parse_yaml(re.sub(r"(?m)^(\s*)#\+ ", r"\1", text) if prepared else text, name)
    source, wrong = validate(Source, values, name)
    assert not problems
    assert not wrong
    return source


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def frame(extract: Extract, table: str) -> pd.DataFrame:
    return extract.tables[table].order_by("row").execute()


def prepare(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Run the recipe as the manual prints it, in a folder that holds months/."""
    printed = MANUAL.read_text(encoding="utf-8").split(f"### {name}.sql")[1].split("```sql\n")[1].split("```")[0]
    (tmp_path / "prepared").mkdir()
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as connection:
        connection.execute(printed)
    return tmp_path / "prepared"


@pytest.mark.parametrize("name", NATIONAL)
def test_they_load_among_the_other_sources(name):
    assert load_library(ROOT / "params").sources[name].id == name


@pytest.mark.parametrize("prepared", [False, True], ids=["as shipped", "with the recipe's lines"])
@pytest.mark.parametrize("name", NATIONAL)
def test_every_table_and_column_is_the_contracts(name, prepared):
    for table, parts in shipped(name, prepared=prepared).tables.items():
        for part in parts:
            given = {*part.columns, *part.constants}
            assert given <= set(CONTRACT[table].columns)
            assert set(required(table)) <= given
            for column, codes in part.codes.items():
                assert not codes_of(table, column) or set(codes.values()) <= set(codes_of(table, column))


@pytest.mark.parametrize("name", NATIONAL)
def test_the_key_of_a_person_is_never_the_local_id_or_the_nhs_number(name):
    text = (ROOT / "params" / "sources" / f"{name}.yaml").read_text(encoding="utf-8")
    mapped = [line.split("#")[0] for line in text.splitlines() if ":" in line.split("#")[0]]
    assert not [line for line in mapped if "LocalPatientID" in line or "NHSNumber" in line]


def test_one_month_of_csds(tmp_path):
    extract = read_extract(shipped("csds"), write(tmp_path / "extract", CSDS), "extract")
    people = frame(extract, "people").set_index("person_id")
    assert list(people["sex"]) == ["female", "male", "not known"]
    assert list(people["ethnicity"]) == ["white", "other", "not known"]
    assert people.loc["pa", "age"] == 81
    assert list(frame(extract, "contacts")["attended"]) == ["yes", "no", "cancelled", "yes", "no", "cancelled"]
    assert list(frame(extract, "contacts")["kind"]) == [
        *("face to face", "telephone", "video", "face to face", "text message", "instant messaging")
    ]
    assert list(frame(extract, "scores")["instrument"]) == ["PHQ-9"]
    assert list(frame(extract, "deaths")["person_id"]) == ["pb"]
    assert list(frame(extract, "referrals")["referral_id"]) == ["R1", "R2"]


def test_one_month_of_mhsds(tmp_path):
    extract = read_extract(shipped("mhsds"), write(tmp_path / "extract", MHSDS), "extract")
    people = frame(extract, "people").set_index("person_id")
    assert list(people["sex"]) == ["female", "other"]
    assert list(people["ethnicity"]) == ["black", "not known"]
    assert list(frame(extract, "contacts")["attended"]) == ["yes", "no"]
    assert list(frame(extract, "escalations")["kind"]) == ["restrictive_intervention"]
    assert list(frame(extract, "scores")["instrument"]) == ["QPR"]
    assert list(frame(extract, "referrals")["team"]) == ["T1", "T2"]
    assert list(frame(extract, "deaths")["person_id"]) == ["pb"]


def test_months_put_one_below_the_other_are_refused(tmp_path):
    folder = write(tmp_path / "extract", CSDS)
    with (folder / "CYP101Referral.csv").open("a", encoding="utf-8") as file:
        file.write(CSDS_MAY["CYP101Referral"].split("\n", 1)[1])
    with pytest.raises(DataRefused, match="two rows for one referral"):
        read_extract(shipped("csds"), folder, "extract")


def test_the_recipe_keeps_the_latest_month_and_finds_what_hangs_from_a_contact(monkeypatch, tmp_path):
    write(tmp_path / "months" / "2025-04", CSDS)
    write(tmp_path / "months" / "2025-05", CSDS_MAY)
    folder = prepare("csds", monkeypatch, tmp_path)
    deciles = folder / "CYP001MPI.csv"
    deciles.write_text(deciles.read_text().replace(",LSOA", ",IMD_Decile").replace(",E0", ","))
    extract = read_extract(shipped("csds", prepared=True), folder, "extract")
    referrals = frame(extract, "referrals").set_index("referral_id")
    assert str(referrals.loc["R1", "discharged_at_on"])[:10] == "2025-05-08"
    assert referrals.loc["R1", "team"] == "T1"
    # 10:45 in London in April is 09:45 in the extract's clock. The two-day clock of the other referral is not this one.
    assert str(referrals.loc["R1", "first_contact_at"]) == "2025-04-02 09:45:00"
    assert referrals["first_contact_at"].isna().to_dict() == {"R1": False, "R2": True}
    assert frame(extract, "people").set_index("person_id").loc["pa", "age"] == 82
    # What was missed in April's file was kept by May's: the later row counts.
    assert sorted(frame(extract, "contacts")["attended"]) == ["cancelled", "cancelled", "no", "yes", "yes", "yes"]
    scores = frame(extract, "scores").sort_values("score")
    assert list(scores["score"]) == [9, 14]
    assert set(scores["referral_id"]) == {"R1"}
    assert [str(day)[:10] for day in scores["at_on"]] == ["2025-04-03", "2025-04-02"]
    # The second plan was made after the person's only referral had ended.
    plans = frame(extract, "plans")
    assert list(plans["referral_id"]) == ["R1"]
    assert plans["in_force_to"].isna().all()


def test_the_recipe_joins_date_and_time(monkeypatch, tmp_path):
    write(tmp_path / "months" / "2025-04", CSDS)
    folder = prepare("csds", monkeypatch, tmp_path)
    received = pd.read_csv(folder / "CYP101Referral.csv", dtype=str).set_index("Unique_ServiceRequestID")
    assert list(received["ReferralRequest_ReceivedAt"]) == ["2025-04-02 09:15:00", "2025-04-03"]


def test_the_recipe_of_mhsds(monkeypatch, tmp_path):
    write(tmp_path / "months" / "2025-04", MHSDS)
    folder = prepare("mhsds", monkeypatch, tmp_path)
    mpi = folder / "MHS001MPI.csv"
    mpi.write_text(
        "\n".join(f"{line},{end}" for line, end in zip(mpi.read_text().split(), ["IMD_Decile", "3", "9"], strict=True))
    )
    extract = read_extract(shipped("mhsds", prepared=True), folder, "extract")
    spells = frame(extract, "hospital_spells")
    assert list(spells["person_id"]) == ["pa"]
    assert list(spells["kind"]) == ["emergency"]
    assert list(frame(extract, "plans")["kind"]) == ["crisis plan"]
    assert sorted(frame(extract, "scores")["instrument"]) == ["PHQ-9", "QPR"]
    assert list(frame(extract, "people")["deprivation"]) == [3, 9]
