"""What each column of the messy workbooks is, as the person who keeps the file would say it; written before the guesser.

Place and header → the contract columns that it feeds; an empty set: nothing of ours, or nothing that may be read.

"""

from collections import Counter
from typing import Any

Truth = dict[tuple[str, str], set[str]]

TRUTH: dict[str, Truth] = {
    "merged_headers": {
        ("Log 24-25", "Client ID"): {"referrals.person_id"},
        ("Log 24-25", "Case ref"): {"referrals.referral_id", "scores.referral_id"},
        ("Log 24-25", "Date Referred"): {"referrals.referred_at", "scores.at"},
        ("Log 24-25", "In"): {"scores.score"},
        ("Log 24-25", "Out"): {"scores.score"},
        ("Log 24-25", "Date"): {"referrals.discharged_at", "scores.at"},
        ("Log 24-25", "Destination"): {"referrals.ended_because"},
    },
    "totals_row": {
        ("Visits Q4", "Ref No"): {"contacts.referral_id"},
        ("Visits Q4", "Visit date"): {"contacts.at"},
        ("Visits Q4", "Visit type"): {"contacts.kind"},
        ("Visits Q4", "Outcome"): {"contacts.attended"},
        ("Visits Q4", "Mins"): set(),
    },
    "three_date_formats": {
        ("Sheet1", "Referral ID"): {"referrals.referral_id", "contacts.referral_id"},
        ("Sheet1", "Person ID"): {"referrals.person_id"},
        ("Sheet1", "Date of Referral"): {"referrals.referred_at"},
        ("Sheet1", "First Seen"): {"referrals.first_contact_at", "contacts.at"},
        ("Sheet1", "Discharge Date"): {"referrals.discharged_at"},
        ("Sheet1", "Review date"): set(),
    },
    "wide_scores": {
        ("Outcomes", "Episode ID"): {"referrals.referral_id", "scores.referral_id"},
        ("Outcomes", "Pseudo ID"): {"referrals.person_id"},
        ("Outcomes", "Admission Date"): {"referrals.referred_at", "scores.at"},
        ("Outcomes", "Barthel on admission"): {"scores.score"},
        ("Outcomes", "Barthel on discharge"): {"scores.score"},
        ("Outcomes", "EQ VAS start"): {"scores.score"},
        ("Outcomes", "EQ VAS end"): {"scores.score"},
        ("Outcomes", "Discharge Date"): {"referrals.discharged_at", "scores.at"},
        ("Outcomes", "Discharged to"): {"referrals.ended_because"},
        ("Outcomes", "Therapist comments"): set(),
    },
    "codes_with_spaces": {
        ("Contacts", "Case Number"): {"contacts.referral_id"},
        ("Contacts", "Appt date"): {"contacts.at"},
        ("Contacts", "Attended?"): {"contacts.attended"},
        ("Contacts", "Contact Type"): {"contacts.kind"},
        ("Incidents", "Case Number"): {"safety_events.referral_id"},
        ("Incidents", "Incident Date"): {"safety_events.at"},
        ("Incidents", "Category"): {"safety_events.kind"},
        ("Incidents", "Degree of harm"): {"safety_events.harm"},
        ("Clients", "Client ID"): {"people.person_id", "referrals.person_id"},
        ("Clients", "Case Number"): {"referrals.referral_id"},
        ("Clients", "Gender"): {"people.sex"},
        ("Clients", "Ethnic Group"): {"people.ethnicity"},
        ("Clients", "Age"): {"people.age"},
        ("Clients", "Referred"): {"referrals.referred_at"},
        ("Clients", "Closed"): {"referrals.discharged_at"},
    },
    "two_tables": {
        ("Board", "Ref"): {"referrals.referral_id"},
        ("Board", "Service user ID"): {"referrals.person_id"},
        ("Board", "Referred on"): {"referrals.referred_at"},
        ("Board", "Closed on"): {"referrals.discharged_at"},
        ("Board", "Priority"): {"referrals.risk"},
        ("Board 2", "Ref"): {"safety_events.referral_id"},
        ("Board 2", "Incident date"): {"safety_events.at"},
        ("Board 2", "Harm"): {"safety_events.harm"},
        ("Board 2", "What happened"): set(),
        ("Board 3", "Code"): set(),
        ("Board 3", "Meaning"): set(),
    },
    "two_sites": {
        (site, header): feeds
        for site in ("Eastside", "Westside")
        for header, feeds in {
            "UBRN": {"referrals.referral_id"},
            "Patient ref": {"referrals.person_id"},
            "Referral received": {"referrals.referred_at"},
            "Date discharged": {"referrals.discharged_at"},
            "Reason for discharge": {"referrals.ended_because"},
        }.items()
    },
    "one_sheet_of_everything": {
        ("Caseload", "Referral ID"): {"referrals.referral_id", "contacts.referral_id", "scores.referral_id"},
        ("Caseload", "Client No"): {"people.person_id", "referrals.person_id", "deaths.person_id"},
        ("Caseload", "NHS No"): set(),
        ("Caseload", "Surname"): set(),
        ("Caseload", "Post Code"): set(),
        ("Caseload", "DOB"): set(),
        ("Caseload", "Age"): {"people.age"},
        ("Caseload", "Gender"): {"people.sex"},
        ("Caseload", "Ethnicity"): {"people.ethnicity"},
        ("Caseload", "IMD decile"): {"people.deprivation"},
        ("Caseload", "Date Referred"): {"referrals.referred_at", "scores.at"},
        ("Caseload", "Referred by"): set(),
        ("Caseload", "Date of 1st visit"): {"referrals.first_contact_at", "contacts.at"},
        ("Caseload", "Barthel In"): {"scores.score"},
        ("Caseload", "Barthel Out"): {"scores.score"},
        ("Caseload", "Date of discharge"): {"referrals.discharged_at", "scores.at"},
        ("Caseload", "Discharge destination"): {"referrals.ended_because"},
        ("Caseload", "Date of Death"): {"deaths.at"},
        ("Caseload", "Key worker"): set(),
        ("Caseload", "Notes"): set(),
    },
    "semicolon_csv": {
        ("packages.csv", "Referral ID"): {"packages.referral_id"},
        ("packages.csv", "Package start"): {"packages.started_at"},
        ("packages.csv", "Package end"): {"packages.ended_at"},
        ("packages.csv", "Type of package"): {"packages.kind"},
        ("packages.csv", "Hours per week"): {"packages.weekly_hours"},
        ("packages.csv", "Weekly cost (£)"): set(),
    },
    "database": {
        ("tbl_Referral", "ReferralID"): {"referrals.referral_id"},
        ("tbl_Referral", "PatientKey"): {"referrals.person_id"},
        ("tbl_Referral", "DateReferred"): {"referrals.referred_at"},
        ("tbl_Referral", "DateClosed"): {"referrals.discharged_at"},
        ("tbl_Referral", "TeamName"): {"referrals.team"},
        ("tbl_Appointment", "AppointmentID"): set(),
        ("tbl_Appointment", "ReferralID"): {"contacts.referral_id"},
        ("tbl_Appointment", "ApptDateTime"): {"contacts.at"},
        ("tbl_Appointment", "AttendanceStatus"): {"contacts.attended"},
    },
    "discharge_tracker": {
        ("Pathway 1", "LAS ID"): {"referrals.referral_id", "referrals.person_id", "packages.referral_id"},
        ("Pathway 1", "Hosp No"): set(),
        ("Pathway 1", "Pt Initials"): set(),
        ("Pathway 1", "Date of Referral to D2A"): {"referrals.referred_at"},
        ("Pathway 1", "POC Start Date"): {"packages.started_at"},
        ("Pathway 1", "POC hrs p/w"): {"packages.weekly_hours"},
        ("Pathway 1", "Review Due"): set(),
        ("Pathway 1", "Date Review Completed"): set(),
        ("Pathway 1", "Outcome of Review"): set(),
        ("Pathway 1", "Reablement potential Y/N"): set(),
        ("Pathway 1", "Date Closed to Team"): {"referrals.discharged_at"},
        ("Pathway 1", "Where to?"): {"referrals.ended_because"},
    },
    "system_extract": {
        ("Activity_Extract", "Pseudo_NHS_Number"): set(),
        ("Activity_Extract", "Referral_Number"): {"contacts.referral_id"},
        ("Activity_Extract", "Contact_DateTime"): {"contacts.at"},
        ("Activity_Extract", "Contact_Duration"): set(),
        ("Activity_Extract", "Consultation_Type"): {"contacts.kind"},
        ("Activity_Extract", "Attended_Status_Desc"): {"contacts.attended"},
        ("Activity_Extract", "HCP_Role"): set(),
        ("Activity_Extract", "Location_Type_Desc"): set(),
        ("Referrals_Extract", "Pseudo_NHS_Number"): {"referrals.person_id", "people.person_id"},
        ("Referrals_Extract", "Referral_Number"): {"referrals.referral_id"},
        ("Referrals_Extract", "Referral_Received_Dt"): {"referrals.referred_at"},
        ("Referrals_Extract", "Referral_Source_Desc"): set(),
        ("Referrals_Extract", "Referral_Priority_Desc"): {"referrals.risk"},
        ("Referrals_Extract", "Referral_Closed_Dt"): {"referrals.discharged_at"},
        ("Referrals_Extract", "Closure_Reason_Desc"): {"referrals.ended_because"},
        ("Referrals_Extract", "Age_At_Referral"): {"people.age"},
        ("Referrals_Extract", "Gender_Desc"): {"people.sex"},
        ("Referrals_Extract", "Ethnic_Category_Desc"): {"people.ethnicity"},
        ("Referrals_Extract", "IMD_Decile_2019"): {"people.deprivation"},
        ("Referrals_Extract", "LSOA"): set(),
        ("Outcome_Measures", "Referral_Number"): {"scores.referral_id"},
        ("Outcome_Measures", "Tool_Used"): {"scores.instrument"},
        ("Outcome_Measures", "Score_Total"): {"scores.score"},
        ("Outcome_Measures", "Date_Completed"): {"scores.at"},
        ("Outcome_Measures", "Assessment_Stage"): {"scores.time_point"},
    },
    "quality_pack": {
        ("Datix", "Web ref"): set(),
        ("Datix", "Incident date (dd/mm/yyyy)"): {"safety_events.at"},
        ("Datix", "Result"): set(),
        ("Datix", "Actual level of harm"): {"safety_events.harm"},
        ("Datix", "Cause group"): {"safety_events.kind"},
        ("Datix", "Linked referral"): {"safety_events.referral_id"},
        ("FFT 24-25", "Response ID"): set(),
        ("FFT 24-25", "Date of response"): {"experience.at"},
        ("FFT 24-25", "Ref No."): {"experience.referral_id"},
        ("FFT 24-25", "Question"): {"experience.item"},
        ("FFT 24-25", "Response"): {"experience.answer"},
        ("Complaints", "Complaint no"): set(),
        ("Complaints", "Received"): {"complaints.at"},
        ("Complaints", "Ref No."): {"complaints.referral_id"},
        ("Complaints", "Subject"): {"complaints.kind"},
        ("Complaints", "Outcome"): {"complaints.upheld"},
        ("Complaints", "Closed"): set(),
    },
    "ward_census": {
        ("VW census.txt", "Spell Ref"): {"referrals.referral_id"},
        ("VW census.txt", "Pt Key"): {"referrals.person_id"},
        ("VW census.txt", "Admitted to VW"): {"referrals.referred_at"},
        ("VW census.txt", "Discharged from VW"): {"referrals.discharged_at"},
        ("VW census.txt", "Pathway"): set(),
        ("VW census.txt", "Step up/Step down"): set(),
        ("VW census.txt", "Ward/Team"): {"referrals.team"},
        ("VW census.txt", "Discharge Destn"): {"referrals.ended_because"},
        ("VW census.txt", "Readmitted within 30d (Y/N)"): set(),
    },
    "crisis_master": {
        ("CRHT caseload", "RiO ID"): {"referrals.person_id"},
        ("CRHT caseload", "Ref ID"): {"referrals.referral_id", "scores.referral_id", "followups.referral_id"},
        ("CRHT caseload", "Ref Date/Time"): {"referrals.referred_at", "scores.at"},
        ("CRHT caseload", "First F2F"): {"referrals.first_contact_at"},
        ("CRHT caseload", "HoNOS (entry)"): {"scores.score"},
        ("CRHT caseload", "HoNOS (exit)"): {"scores.score"},
        ("CRHT caseload", "D/C date"): {"referrals.discharged_at", "scores.at"},
        ("CRHT caseload", "D/C reason"): {"referrals.ended_because"},
        ("CRHT caseload", "72hr f/up date"): {"followups.at"},
        ("CRHT caseload", "72hr f/up done?"): {"followups.reached"},
        ("CRHT caseload", "Consultant"): set(),
        ("Contacts Q4", "Ref ID"): {"contacts.referral_id"},
        ("Contacts Q4", "Contact Dt"): {"contacts.at"},
        ("Contacts Q4", "Appt Status"): {"contacts.attended"},
        ("Contacts Q4", "Medium"): {"contacts.kind"},
    },
    "reablement_episodes": {
        ("Reablement episodes 24-25.csv", "Person_ID"): {
            "referrals.person_id",
            "referrals.referral_id",
            "people.person_id",
        },
        ("Reablement episodes 24-25.csv", "Reablement_Start"): {"referrals.referred_at"},
        ("Reablement episodes 24-25.csv", "Reablement_End"): {"referrals.discharged_at"},
        ("Reablement episodes 24-25.csv", "Sequel"): {"referrals.ended_because"},
        ("Reablement episodes 24-25.csv", "Hours_Delivered_Total"): set(),
        ("Reablement episodes 24-25.csv", "Referral_Source"): set(),
        ("Reablement episodes 24-25.csv", "Locality"): {"people.site"},
        ("Reablement episodes 24-25.csv", "Died_In_Service"): set(),
    },
    "breathing_programme": {
        ("Cohort data", "Patient ID"): {"referrals.person_id", "referrals.referral_id", "scores.referral_id"},
        ("Cohort data", "Date of referral"): {"referrals.referred_at", "scores.at"},
        ("Cohort data", "Date Assessed"): set(),
        ("Cohort data", "6MWT pre (m)"): {"scores.score"},
        ("Cohort data", "6MWT post (m)"): {"scores.score"},
        ("Cohort data", "CAT score pre"): {"scores.score"},
        ("Cohort data", "CAT score post"): {"scores.score"},
        ("Cohort data", "Completed programme?"): set(),
        ("Cohort data", "Date Completed"): {"referrals.discharged_at", "scores.at"},
        ("Cohort data", "Reason for non-completion"): set(),
        ("Cohort data", "Smoking status"): set(),
    },
}

# A header that two tables of one sheet share, and headers that are put together from two rows, as the draft names them.
TOLD_AS = {
    ("Log 24-25", "Barthel Index In"): "In",
    ("Log 24-25", "Barthel Index Out"): "Out",
    ("Log 24-25", "Discharge Date"): "Date",
    ("Log 24-25", "Discharge Destination"): "Destination",
}


def verdicts(draft: Any, truth: Truth) -> dict[tuple[str, str], str]:
    """Place and header → right, doubted (not right, or right by luck, but said to be checked), or wrong."""
    found: dict[tuple[str, str], str] = {}
    seen: Counter[str] = Counter()
    for one in draft.regions:
        grid = one.region.grid
        place = grid.sheet or grid.table or grid.file
        seen[place] += 1
        place = place if seen[place] == 1 else f"{place} {seen[place]}"
        for column in one.region.columns:
            feeds = {
                f"{part.table}.{ours}": guess.confidence
                for part in one.parts
                for ours, guess in part.columns.items()
                if guess.column is column
            }
            key = (place, TOLD_AS.get((place, column.header), column.header))
            right = set(feeds) == truth[key]
            doubted = "check" in feeds.values() or (not feeds and bool(one.doubts) and not one.parts)
            found[key] = "right" if right else "doubted" if doubted else "wrong"
    return found | {key: "not found" for key in truth if key not in found}
