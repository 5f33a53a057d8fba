"""Workbooks as a busy service desk keeps them: nobody thought of a program reading them. Every entry is made up."""

import csv
import random
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

FIRST = date(2024, 10, 1)


def nhs_number(chance: random.Random) -> str:
    """Ten digits with a right check digit; 999 is the range that is kept for tests."""
    while True:
        digits = [9, 9, 9, *(chance.randrange(10) for _ in range(6))]
        check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return "".join(str(digit) for digit in [*digits, check % 11])


def _fill(sheet: Worksheet, top: int, left: int, rows: Sequence[Sequence[Any]]) -> int:
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell is not None:
                sheet.cell(top + down, left + across, cell)
    return top + len(rows)


def _day(chance: random.Random, start: date, longest: int) -> date:
    return start + timedelta(days=chance.randrange(longest))


def merged_headers(folder: Path) -> Path:
    """A title over everything, and headers in two rows with merged cells both ways."""
    chance = random.Random(1)
    book = Workbook()
    sheet = book.active
    sheet.title = "Log 24-25"
    sheet["A1"] = "Reablement team log 2024/25"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:G1")
    for column, text in zip("ABC", ("Client ID", "Case ref", "Date Referred"), strict=True):
        sheet[f"{column}3"] = text
        sheet.merge_cells(f"{column}3:{column}4")
    sheet["D3"], sheet["D4"], sheet["E4"] = "Barthel Index", "In", "Out"
    sheet.merge_cells("D3:E3")
    sheet["F3"], sheet["F4"], sheet["G4"] = "Discharge", "Date", "Destination"
    sheet.merge_cells("F3:G3")
    rows: list[list[Any]] = []
    for number in range(60):
        start = _day(chance, FIRST, 90)
        rows.append([
            f"C{number // 2 * 7 + 100}", f"RA-{number + 1:04d}", datetime.combine(start, datetime.min.time()),
            chance.randrange(4, 14), chance.randrange(9, 21) if number % 9 else None,
            datetime.combine(start + timedelta(days=chance.randrange(14, 42)), datetime.min.time()),
            chance.choice(["Own home", "Own home", "Care home", "Hospital"]),
        ])  # fmt: skip
    _fill(sheet, 5, 1, rows)
    return _saved(book, folder / "Reablement log.xlsx")


def totals_row(folder: Path) -> Path:
    """Visits with sums below them, and a remark below the sums."""
    chance = random.Random(2)
    book = Workbook()
    sheet = book.active
    sheet.title = "Visits Q4"
    sheet.append(["Ref No", "Visit date", "Visit type", "Outcome", "Mins"])
    for number in range(90):
        sheet.append([
            f"UCR{number // 3 + 1:05d}", datetime(2025, 1, 1, 9) + timedelta(hours=chance.randrange(2000)),
            chance.choice(["Home visit", "Telephone"]), chance.choice(["Seen", "Seen", "Seen", "No access", "Cancelled"]),
            chance.randrange(15, 90),
        ])  # fmt: skip
    sheet.append([])
    sheet.append(["TOTAL VISITS", None, None, 90, "=SUM(E2:E91)"])
    sheet.append(["Average mins", None, None, None, 48.2])
    sheet.append(["Figures agreed at the contract meeting; excludes bank holidays"])
    return _saved(book, folder / "UCR visits.xlsx")


def three_date_formats(folder: Path) -> Path:
    """Dates that Excel knows, dates typed by day, dates exported by a system, and one column of everything."""
    chance = random.Random(3)
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["Referral ID", "Person ID", "Date of Referral", "First Seen", "Discharge Date", "Review date"])
    for number in range(70):
        start = _day(chance, FIRST, 100)
        seen, done = start + timedelta(days=chance.randrange(5)), start + timedelta(days=chance.randrange(20, 50))
        review = _day(chance, start, 60)
        sheet.append([
            f"{70000 + number}", f"P{number % 55:03d}", start, f"{seen:%d/%m/%Y}", f"{done:%Y-%m-%d} 00:00:00",
            (review, f"{review:%d/%m/%Y}", f"{review:%m/%d/%Y}", f"{review:%d %b %y}")[number % 4],
        ])  # fmt: skip
    return _saved(book, folder / "export final v2.xlsx")


def wide_scores(folder: Path) -> Path:
    """One row for each stay, with each instrument's scores side by side."""
    chance = random.Random(4)
    book = Workbook()
    sheet = book.active
    sheet.title = "Outcomes"
    sheet.append(["Bed-based intermediate care: outcomes"])
    sheet.append([])
    sheet.append([
        "Episode ID", "Pseudo ID", "Admission Date", "Barthel on admission", "Barthel on discharge",
        "EQ VAS start", "EQ VAS end", "Discharge Date", "Discharged to", "Therapist comments",
    ])  # fmt: skip
    for number in range(64):
        start = _day(chance, FIRST, 100)
        low = chance.randrange(3, 13)
        comment = "Progressing, see notes of " + " ".join(chance.choice(WORDS) for _ in range(9 + number % 4))
        sheet.append([
            5000 + number, f"k{number * 31 % 64:x}a", start, low, low + chance.randrange(8) if number % 7 else "N/A",
            chance.randrange(20, 70), chance.randrange(30, 90) if number % 7 else None,
            start + timedelta(days=chance.randrange(10, 40)), chance.choice(["Home", "Home with care", "Care home"]), comment,
        ])  # fmt: skip
    return _saved(book, folder / "IC beds outcomes 2024-25.xlsx")


WORDS = (
    "stairs",
    "kitchen",
    "walking",
    "frame",
    "family",
    "equipment",
    "pain",
    "transfers",
    "confidence",
    "goal",
    "bath",
)


def codes_with_spaces(folder: Path) -> Path:
    """Three sheets typed by several hands: stray spaces, capitals, and codes of two systems."""
    chance = random.Random(5)
    book = Workbook()
    contacts = book.active
    contacts.title = "Contacts"
    contacts.append(["Case Number", "Appt date ", "Attended?", "Contact Type"])
    for number in range(120):
        contacts.append([
            f"CN{number // 4:03d}", FIRST + timedelta(days=number), chance.choice(["Y", "Y ", " y", "Yes", "N", "n ", "DNA", "Canx"]),
            chance.choice(["F2F", "F2F ", "Tel", "Video"]),
        ])  # fmt: skip
    incidents = book.create_sheet("Incidents")
    incidents.append(["Case Number", "Incident Date", "Category", "Degree of harm"])
    for number in range(60):
        incidents.append([
            f"CN{number % 30:03d}", FIRST + timedelta(days=number * 2), chance.choice(["Fall", "fall", "Medication "]),
            chance.choice(["No harm", "no harm ", " Low", "Moderate", "Low Harm", "Near miss"]),
        ])  # fmt: skip
    clients = book.create_sheet("Clients")
    clients.append(["Client ID", "Case Number", "Gender", "Ethnic Group", "Age", "Referred", "Closed"])
    for number in range(30):
        start = _day(chance, FIRST - timedelta(days=20), 20)
        clients.append([
            f"cl{number}", f"CN{number:03d}", chance.choice(["F", "F ", "M", "male", "Not stated"]),
            chance.choice(["White British", "White British ", "Asian - Indian", "Not known"]), chance.randrange(65, 99),
            start, start + timedelta(days=200),
        ])  # fmt: skip
    return _saved(book, folder / "Team B database.xlsx")


def two_tables(folder: Path) -> Path:
    """Referrals with incidents below them on one sheet, and a key of codes at the side."""
    chance = random.Random(6)
    book = Workbook()
    sheet = book.active
    sheet.title = "Board"
    sheet["A1"] = "Crisis response board"
    rows: list[list[Any]] = [["Ref", "Service user ID", "Referred on", "Closed on", "Priority"]]
    for number in range(40):
        start = _day(chance, FIRST, 80)
        closed = start + timedelta(days=chance.randrange(1, 20)) if number % 8 else None
        rows.append([f"CR-{number:03d}", f"SU{number % 33:02d}", start, closed, chance.choice(["A", "B", "C"])])
    end = _fill(sheet, 3, 1, rows)
    sheet.cell(end + 2, 1, "INCIDENTS")
    below: list[list[Any]] = [["Ref", "Incident date", "Harm", "What happened"]]
    for number in range(15):
        text = " ".join(chance.choice(WORDS) for _ in range(11 + number % 5))
        below.append([f"CR-{number * 2:03d}", FIRST + timedelta(days=number * 5), chance.choice(["None", "Low"]), text])
    _fill(sheet, end + 3, 1, below)
    _fill(sheet, 3, 8, [["Code", "Meaning"], ["A", "within 2 hours"], ["B", "same day"], ["C", "within 2 days"]])
    return _saved(book, folder / "Crisis board.xlsx")


def two_sites(folder: Path) -> Path:
    """One sheet for each site, each with its own rows of title, and a sheet of notes."""
    chance = random.Random(7)
    book = Workbook()
    notes = book.active
    notes.title = "READ ME"
    notes["A1"] = "Updated weekly by the hub."
    notes["A2"] = "Yellow rows are waiting for an answer from the ward."
    for position, site in enumerate(("Eastside", "Westside")):
        sheet = book.create_sheet(site)
        sheet["A1"] = f"Referrals to {site} hub"
        if position:
            sheet["A2"] = "Printed 4 April 2025"
        rows: list[list[Any]] = [
            ["UBRN", "Patient ref", "Referral received", "Date discharged", "Reason for discharge"]
        ]
        for number in range(45):
            start = _day(chance, FIRST, 80)
            rows.append([
                f"{position + 1}{number:04d}", f"PT{position}{number % 40:03d}", f"{start:%d/%m/%Y}",
                f"{start + timedelta(days=chance.randrange(5, 60)):%d/%m/%Y}" if number % 6 else None,
                chance.choice(["Treatment complete", "Declined", "Transferred"]),
            ])  # fmt: skip
        _fill(sheet, 3 + 2 * position, 1, rows)
        sheet.cell(3 + 2 * position, 1).fill = PatternFill("solid", fgColor="FFFF00")
    return _saved(book, folder / "Hub referrals.xlsx")


def one_sheet_of_everything(folder: Path) -> Path:
    """One row a referral and forty things about it, people's names among them."""
    chance = random.Random(8)
    book = Workbook()
    sheet = book.active
    sheet.title = "Caseload"
    sheet.append([
        "Referral ID", "Client No", "NHS No", "Surname", "Post Code", "DOB", "Age", "Gender", "Ethnicity", "IMD decile",
        "Date Referred", "Referred by", "Date of 1st visit", "Barthel In", "Barthel Out", "Date of discharge",
        "Discharge destination", "Date of Death", "Key worker", "Notes",
    ])  # fmt: skip
    for number in range(75):
        start = _day(chance, FIRST, 100)
        died = start + timedelta(days=90) if number % 25 == 3 else None
        sheet.append([
            f"R{number:04d}", f"{4000 + number}", nhs_number(chance), chance.choice(["Aaa", "Bbb", "Ccc", "Ddd"]), f"ZZ{number % 9 + 1} {number % 9}AA",
            date(1930 + number % 25, 5, 1 + number % 28), 70 + number % 25, chance.choice(["Female", "Male"]),
            chance.choice(["White", "Asian", "Black", "Mixed"]), 1 + number % 10, f"{start:%d/%m/%Y}",
            chance.choice(["GP", "Ward", "Self", "Ambulance"]), f"{start + timedelta(days=number % 4):%d/%m/%Y}" if number % 12 else None,
            number % 14, number % 14 + 4 if number % 5 else None, f"{start + timedelta(days=40):%d/%m/%Y}" if number % 10 else None,
            chance.choice(["Own home", "Residential", "Hospital"]) if number % 10 else None,
            f"{died:%d/%m/%Y}" if died else None, chance.choice(["X Y", "Z W"]), " ".join(chance.choice(WORDS) for _ in range(12)),
        ])  # fmt: skip
    return _saved(book, folder / "caseload master.xlsx")


def semicolon_csv(folder: Path) -> Path:
    """An export of a system set up for the continent: semicolons, windows-1252, and a pound sign."""
    chance = random.Random(9)
    path = folder / "packages.csv"
    with path.open("w", encoding="windows-1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(
            ["Referral ID", "Package start", "Package end", "Type of package", "Hours per week", "Weekly cost (£)"]
        )
        for number in range(55):
            start = _day(chance, FIRST, 150)
            writer.writerow([
                f"R{number:04d}", f"{start:%d.%m.%Y}", "" if number % 3 else f"{start + timedelta(days=40):%d.%m.%Y}",
                chance.choice(["Ongoing", "Short term", "Café meals"]), chance.choice([7, 10.5, 14]), chance.choice([180, 240]),
            ])  # fmt: skip
    return path


def database(folder: Path) -> Path:
    """A SQLite file with two tables, named as its builder saw fit."""
    chance = random.Random(10)
    path = folder / "service.db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "create table tbl_Referral (ReferralID text, PatientKey text, DateReferred text, DateClosed text, TeamName text)"
        )
        connection.execute(
            "create table tbl_Appointment (AppointmentID integer, ReferralID text, ApptDateTime text, AttendanceStatus text)"
        )
        for number in range(50):
            start = _day(chance, FIRST, 100)
            closed = None if number % 6 == 0 else f"{start + timedelta(days=30)}"
            connection.execute(
                "insert into tbl_Referral values (?, ?, ?, ?, ?)",
                (f"R{number}", f"K{number % 44}", f"{start}", closed, chance.choice(["North", "South"])),
            )
            for visit in range(3):
                at = datetime.combine(start, datetime.min.time()) + timedelta(days=visit * 3, hours=10)
                status = chance.choice(["Attended", "Did not attend", "Cancelled"])
                connection.execute(
                    "insert into tbl_Appointment values (?, ?, ?, ?)",
                    (number * 3 + visit, f"R{number}", f"{at}", status),
                )
    connection.close()
    return path


def _saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


MESSY: tuple[Callable[[Path], Path], ...] = (
    merged_headers, totals_row, three_date_formats, wide_scores, codes_with_spaces, two_tables, two_sites,
    one_sheet_of_everything, semicolon_csv, database,
)  # fmt: skip


# Written after the guesser was done with those above, to see how it fares with what it was not made for.


def discharge_tracker(folder: Path) -> Path:
    """A council's tracker: a row for each month's name, a sum for each month, initials, and a two-row title."""
    chance = random.Random(21)
    book = Workbook()
    sheet = book.active
    sheet.title = "Pathway 1"
    sheet["A1"] = "DISCHARGE TO ASSESS TRACKER"
    sheet["A2"] = "please do not sort!"
    rows: list[list[Any]] = [[
        "LAS ID", "Hosp No", "Pt Initials", "Date of Referral to D2A", "POC Start Date", "POC hrs p/w", "Review Due",
        "Date Review Completed", "Outcome of Review", "Reablement potential Y/N", "Date Closed to Team", "Where to?",
    ]]  # fmt: skip
    number = 0
    for month in ("JANUARY 2025", "FEBRUARY 2025", "MARCH 2025"):
        rows.append([month])
        for _ in range(21):
            number += 1
            start = _day(chance, date(2025, 1, 1), 80)
            rows.append([
                610000 + number * 3, f"H{number:05d}", chance.choice(["AB", "CD", "EF"]), start, start + timedelta(days=1),
                chance.choice([7, 14, 21, 28]), start + timedelta(days=28), start + timedelta(days=30) if number % 4 else None,
                chance.choice(["Reduce", "Same", "Increase", "End"]), chance.choice(["Y", "N"]),
                start + timedelta(days=35) if number % 5 else None, chance.choice(["Home", "Home POC", "Placement"]),
            ])  # fmt: skip
        rows.append(["Total", None, None, None, None, 300 + number])
    _fill(sheet, 4, 1, rows)
    return _saved(book, folder / "D2A tracker Mar25.xlsx")


def system_extract(folder: Path) -> Path:
    """Three sheets as a patient record exports them, with a system's own headers."""
    chance = random.Random(22)
    book = Workbook()
    activity = book.active
    activity.title = "Activity_Extract"
    activity.append([
        "Pseudo_NHS_Number", "Referral_Number", "Contact_DateTime", "Contact_Duration", "Consultation_Type",
        "Attended_Status_Desc", "HCP_Role", "Location_Type_Desc",
    ])  # fmt: skip
    referrals = book.create_sheet("Referrals_Extract")
    referrals.append([
        "Pseudo_NHS_Number", "Referral_Number", "Referral_Received_Dt", "Referral_Source_Desc", "Referral_Priority_Desc",
        "Referral_Closed_Dt", "Closure_Reason_Desc", "Age_At_Referral", "Gender_Desc", "Ethnic_Category_Desc", "IMD_Decile_2019", "LSOA",
    ])  # fmt: skip
    outcomes = book.create_sheet("Outcome_Measures")
    outcomes.append(["Referral_Number", "Tool_Used", "Score_Total", "Date_Completed", "Assessment_Stage"])
    for number in range(60):
        start = _day(chance, FIRST, 120)
        person = f"{chance.getrandbits(64):016x}"
        referrals.append([
            person, 880000 + number, f"{start:%d/%m/%Y} 09:15", chance.choice(["GP", "Self", "A&E"]), chance.choice(["Routine", "Urgent"]),
            f"{start + timedelta(days=60):%d/%m/%Y}" if number % 7 else None, chance.choice(["Treatment completed", "Did not respond"]),
            65 + number % 30, chance.choice(["Female", "Male", "Indeterminate"]), chance.choice(["British", "Irish", "Caribbean", "Not stated"]),
            1 + number % 10, f"E0100{number:04d}",
        ])  # fmt: skip
        for visit in range(2):
            activity.append([
                person, 880000 + number, f"{start + timedelta(days=7 * visit + 2):%d/%m/%Y} 11:00", chance.choice([30, 45]), chance.choice(["Face to face", "Telephone"]),
                chance.choice(["Attended on time", "Did not attend", "Cancelled by patient", "Arrived late but was seen"]),
                chance.choice(["Physiotherapist", "OT"]), chance.choice(["Home", "Clinic"]),
            ])  # fmt: skip
            outcomes.append(
                [
                    880000 + number,
                    chance.choice(["Tinetti", "EMS"]),
                    8 + visit * 4 + number % 5,
                    f"{start + timedelta(days=7 * visit):%d/%m/%Y}",
                    ("Initial", "Final")[visit],
                ]
            )
    return _saved(book, folder / "Falls service ePR extract.xlsx")


def quality_pack(folder: Path) -> Path:
    """Incidents, survey and complaints as a quality team keeps them, each with its own way of naming the referral."""
    chance = random.Random(23)
    book = Workbook()
    datix = book.active
    datix.title = "Datix"
    datix.append(
        ["Web ref", "Incident date (dd/mm/yyyy)", "Result", "Actual level of harm", "Cause group", "Linked referral"]
    )
    survey = book.create_sheet("FFT 24-25")
    survey.append(["Response ID", "Date of response", "Ref No.", "Question", "Response"])
    complaints = book.create_sheet("Complaints")
    complaints.append(["Complaint no", "Received", "Ref No.", "Subject", "Outcome", "Closed"])
    for number in range(50):
        day = _day(chance, FIRST, 150)
        datix.append([
            f"W{9000 + number}", f"{day:%d/%m/%Y}", chance.choice(["No injury", "Injury"]), chance.choice(["None (no harm caused)", "Low (minimal harm)", "Moderate"]),
            chance.choice(["Slips, trips, falls", "Medication", "Pressure ulcer"]), f"R-{number % 30:04d}",
        ])  # fmt: skip
        survey.append(
            [
                number + 1,
                day,
                f"R-{number:04d}",
                chance.choice(["Q1", "Q2"]),
                chance.choice(["Very good", "Good", "Poor"]),
            ]
        )
        if number % 4 == 0:
            complaints.append(
                [
                    f"C{number}",
                    day,
                    f"R-{number:04d}",
                    chance.choice(["Waiting", "Attitude"]),
                    chance.choice(["Upheld", "Not upheld", "Ongoing"]),
                    day + timedelta(days=30),
                ]
            )
    return _saved(book, folder / "Quality pack.xlsx")


BLIND: tuple[Callable[[Path], Path], ...] = (discharge_tracker, system_extract, quality_pack)

# Written after the guesser had been mended for those.


def ward_census(folder: Path) -> Path:
    """A text file cut by tabs, with two lines of title and a line of sums."""
    chance = random.Random(31)
    path = folder / "VW census.txt"
    lines = [["Virtual ward census"], ["run on the hub server"]]
    lines.append([
        "Spell Ref", "Pt Key", "Admitted to VW", "Discharged from VW", "Pathway", "Step up/Step down", "Ward/Team",
        "Discharge Destn", "Readmitted within 30d (Y/N)",
    ])  # fmt: skip
    for number in range(48):
        start = _day(chance, FIRST, 120)
        lines.append([
            f"VW{number:05d}", f"{chance.getrandbits(40):010x}", f"{start:%d-%m-%Y} 14:00", f"{start + timedelta(days=9):%d-%m-%Y} 10:30" if number % 8 else "",
            chance.choice(["Frailty", "ARI"]), chance.choice(["Up", "Down"]), chance.choice(["North", "South"]), chance.choice(["Home", "Hosp", "Died"]), chance.choice(["Y", "N"]),
        ])  # fmt: skip
    lines.append(["Total", "48"])
    path.write_text("\n".join("\t".join(line) for line in lines) + "\n", encoding="utf-8")
    return path


def crisis_master(folder: Path) -> Path:
    """A crisis team's master sheet with abbreviations, scores at entry and exit, and the follow-up at 72 hours."""
    chance = random.Random(32)
    book = Workbook()
    caseload = book.active
    caseload.title = "CRHT caseload"
    caseload.append([
        "RiO ID", "Ref ID", "Ref Date/Time", "First F2F", "HoNOS (entry)", "HoNOS (exit)", "D/C date", "D/C reason",
        "72hr f/up date", "72hr f/up done?", "Consultant",
    ])  # fmt: skip
    contacts = book.create_sheet("Contacts Q4")
    contacts.append(["Ref ID", "Contact Dt", "Appt Status", "Medium"])
    for number in range(52):
        start = _day(chance, FIRST, 120)
        caseload.append([
            7000000 + number, f"CR{number:04d}", datetime.combine(start, datetime.min.time()) + timedelta(hours=15), start + timedelta(days=1),
            chance.randrange(8, 25), chance.randrange(3, 18) if number % 6 else None, start + timedelta(days=20), chance.choice(["Stepped down", "Admitted"]),
            start + timedelta(days=22), chance.choice(["Y", "N"]), chance.choice(["Dr X", "Dr Y"]),
        ])  # fmt: skip
        for visit in range(2):
            contacts.append(
                [
                    f"CR{number:04d}",
                    start + timedelta(days=1 + visit * 3),
                    chance.choice(["Attended", "DNA", "Canc by pt"]),
                    chance.choice(["F2F", "Phone"]),
                ]
            )
    return _saved(book, folder / "MH crisis team master.xlsx")


AGAIN: tuple[Callable[[Path], Path], ...] = (ward_census, crisis_master)

# Written last, to see how the guesser does on what it was not made for; it was mended for them afterwards.


def reablement_episodes(folder: Path) -> Path:
    """A council's list of episodes in CSV, with one person on each line."""
    chance = random.Random(41)
    path = folder / "Reablement episodes 24-25.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([
            "Person_ID", "Reablement_Start", "Reablement_End", "Sequel", "Hours_Delivered_Total", "Referral_Source",
            "Locality", "Died_In_Service",
        ])  # fmt: skip
        for number in range(58):
            start = _day(chance, FIRST, 120)
            writer.writerow([
                f"P{30000 + number * 7}", f"{start:%d/%m/%Y}", f"{start + timedelta(days=35):%d/%m/%Y}" if number % 9 else "",
                chance.choice(["No services", "Long term support", "Low level"]), 8 + number % 40, chance.choice(["Hospital", "Community"]),
                chance.choice(["East", "West", "Central"]), "Y" if number == 7 else "N",
            ])  # fmt: skip
    return path


def breathing_programme(folder: Path) -> Path:
    """A programme's sheet: tests before and after, one of them that nobody has told the guesser of."""
    chance = random.Random(42)
    book = Workbook()
    sheet = book.active
    sheet.title = "Cohort data"
    sheet["A1"] = "PR programme outcomes"
    rows: list[list[Any]] = [[
        "Patient ID", "Date of referral", "Date Assessed", "6MWT pre (m)", "6MWT post (m)", "CAT score pre", "CAT score post",
        "Completed programme?", "Date Completed", "Reason for non-completion", "Smoking status",
    ]]  # fmt: skip
    for number in range(46):
        start = _day(chance, FIRST, 120)
        done = number % 5 != 0
        rows.append([
            f"PR{number:03d}", start, start + timedelta(days=20), 200 + chance.randrange(150), 240 + chance.randrange(150) if done else None,
            15 + chance.randrange(15), 10 + chance.randrange(12) if done else None, "Y" if done else "N",
            start + timedelta(days=80) if done else None, None if done else "Unwell", chance.choice(["Never", "Ex", "Current"]),
        ])  # fmt: skip
    _fill(sheet, 3, 1, rows)
    return _saved(book, folder / "Pulm rehab.xlsx")


LAST: tuple[Callable[[Path], Path], ...] = (reablement_episodes, breathing_programme)
