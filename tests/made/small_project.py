"""A project of a few hundred hand-made referrals: every table as plain rows, to be spoilt in one place by a test.

Twelve referrals a month from December 2023 to May 2025, each open for a fortnight. Nobody dies inside a window,
everybody is followed up, every row links, and every feed reaches to where it is needed: as it stands, `check` finds
nothing to put right.
"""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

Rows = list[dict[str, str]]
Tables = dict[str, Rows]
Spoil = Callable[[Tables], None]

QUARTER = "2024-25-q4"
AS_AT = date(2025, 6, 2)
SERVICE = "small"

HOUSE = """
version: 1
organisation: Example Community Trust
contact: the evidence team
level: 0.95
audience: contract
disclosure:
  internal: {suppress_below: 0, round_counts_to: 1, percent_decimals: 1}
  contract: {suppress_below: 5, round_counts_to: 5, percent_decimals: 0}
  public: {suppress_below: 8, round_counts_to: 5, percent_decimals: 0}
"""
SERVICE_FILE = """
version: 1
id: small
name: A small made-up service
pathway: small
source: small
about: Support at home.
comparisons:
  - {measure: no-package, against: same_quarter_last_year, method: {name: difference}, margin: 0.05, primary: true}
  - {measure: change, against: nothing, method: {name: paired_change}, margin: 1.85}
  - measure: first-visit
    against: target
    method: {name: proportion}
    margin: 0.1
    target: {value: 0.85, name: the standard, source: the contract, dated: 2024-04-01}
  - {measure: harm, against: same_quarter_last_year, method: {name: difference}, margin: 0.3}
"""
PATHWAY = """
version: 1
id: small
name: Small pathway
dated: 2024-12-02
owner: Clinical lead
mechanism: Support at home helps people to manage by themselves.
rivals: [People may have been less frail.]
partners: [the council]
measures: [no-package, change, first-visit, harm]
standard: first-visit
harm: harm
audit: {agreement: 0.9}
"""
SOURCE = """
version: 1
id: small
name: A small record
publisher: a test
tables:
  referrals:
    file: referrals.csv
    columns: {referral_id: referral_id, person_id: person_id, referred_at: referred_at, discharged_at: discharged_at}
  contacts: {file: contacts.csv, columns: {referral_id: referral_id, at: at, attended: attended}}
  scores:
    file: scores.csv
    columns: {referral_id: referral_id, instrument: instrument, time_point: time_point, at: at, score: score}
  packages: {file: packages.csv, columns: {referral_id: referral_id, started_at: started_at, kind: kind}}
  followups: {file: followups.csv, columns: {referral_id: referral_id, at: at, point: point, reached: reached}}
  deaths: {file: deaths.csv, columns: {person_id: person_id, at: at}}
  safety_events: {file: safety_events.csv, columns: {referral_id: referral_id, at: at, harm: harm}}
  audits:
    file: audits.csv
    columns: {referral_id: referral_id, at: at, measure: measure, recorded: recorded, found: found}
"""
QUARTER_FILE = f"""
version: 1
id: {QUARTER}
extract: data/extract
as_at: {AS_AT}
"""
MEASURES = {
    "no-package": """
id: no-package
title: No package 6 weeks after the end
outcome_phrase: people who needed no package
family: person_change
kind: proportion
better: higher
index: {table: referrals, at: discharged_at}
outcome: {table: packages, at: started_at, where: {kind: [ongoing]}, counts_when: absent}
observed_when: {table: followups, at: at, where: {point: [6 weeks], reached: ["yes"]}}
window: {start: 0d, end: 6w, start_day: inclusive, end_day: inclusive, clock: days}
died: excluded
not_observed: own_state
immature: refused
baseline: {instrument: Barthel Index, time_point: start}
""",
    "change": """
id: change
title: Change in the Barthel Index
outcome_phrase: the Barthel Index
family: person_change
kind: paired_change
better: higher
index: {table: referrals, at: discharged_at}
instrument: Barthel Index
first: start
last: discharge
meaningful_change: 1.85
meaningful_change_source: a paper
score_range: [0, 20]
""",
    "first-visit": """
id: first-visit
title: First visit within 2 days
outcome_phrase: people first visited within 2 days
family: pathway_reliability
kind: proportion
better: higher
index: {table: referrals, at: referred_at}
outcome: {table: contacts, at: at, where: {attended: ["yes"]}, counts_when: present}
window: {start: 0d, end: 2d, start_day: inclusive, end_day: inclusive, clock: days}
died: excluded
not_observed: failure
immature: refused
""",
    "harm": """
id: harm
title: Harm within 8 weeks
outcome_phrase: people who came to harm
family: safety
kind: proportion
better: lower
index: {table: referrals, at: referred_at}
outcome: {table: safety_events, at: at, where: {harm: [moderate, severe, death]}, counts_when: present}
window: {start: 0d, end: 8w, start_day: inclusive, end_day: inclusive, clock: days}
died: excluded
not_observed: failure
immature: refused
""",
}

COLUMNS = {
    "referrals": ["referral_id", "person_id", "referred_at", "discharged_at"],
    "contacts": ["referral_id", "at", "attended"],
    "scores": ["referral_id", "instrument", "time_point", "at", "score"],
    "packages": ["referral_id", "started_at", "kind"],
    "followups": ["referral_id", "at", "point", "reached"],
    "deaths": ["person_id", "at"],
    "safety_events": ["referral_id", "at", "harm"],
    "audits": ["referral_id", "at", "measure", "recorded", "found"],
}


def small_tables() -> Tables:
    """Every table of the extract, complete and well linked."""
    tables: Tables = {name: [] for name in COLUMNS}
    for number, received in enumerate(_received()):
        _one(tables, number, received)
    return tables


def small_project(root: Path, spoil: Spoil | None = None, **changes: tuple[str, str, str]) -> Path:
    """Write params and extract, after the tables were spoilt and texts of params exchanged; return the params folder.

    A change is (file below params/, text that stands there, text to put in its place).
    """
    tables = small_tables()
    if spoil is not None:
        spoil(tables)
    files = {
        "house.yaml": HOUSE,
        f"services/{SERVICE}.yaml": SERVICE_FILE,
        "pathways/small.yaml": PATHWAY,
        "sources/small.yaml": SOURCE,
        f"quarters/{QUARTER}.yaml": QUARTER_FILE,
        **{f"measures/{name}.yaml": text for name, text in MEASURES.items()},
    }
    for file, before, after in changes.values():
        assert before in files[file], (file, before)
        files[file] = files[file].replace(before, after)
    for file, text in files.items():
        path = root / "params" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    _write(tables, root / "data" / "extract")
    return root / "params"


def _received() -> list[date]:
    months = [date(2023 + (11 + m) // 12, (11 + m) % 12 + 1, 1) for m in range(18)]
    days = [first + timedelta(days=2 * place) for first in months for place in range(12)]
    return [day for day in days if day <= AS_AT - timedelta(days=1)]


def _one(tables: Tables, number: int, received: date) -> None:
    referral, ended = f"R{number:04}", received + timedelta(days=14)

    def add(table: str, **row: object) -> None:
        tables[table].append({key: str(value) for key, value in row.items()})

    def later(days: int) -> date | None:
        day = received + timedelta(days=days)
        return day if day <= AS_AT else None

    closed = ended if ended <= AS_AT else ""
    add("referrals", referral_id=referral, person_id=f"P{number:04}", referred_at=received, discharged_at=closed)
    add("contacts", referral_id=referral, at=later(1), attended="yes")
    add(
        "scores",
        referral_id=referral,
        instrument="Barthel Index",
        time_point="start",
        at=received,
        score=8 + number % 5,
    )
    if closed:
        end = 11 + number % 7
        add("scores", referral_id=referral, instrument="Barthel Index", time_point="discharge", at=ended, score=end)
        # Every third person has a package that goes on, the others one that is short.
        kind = "ongoing" if number % 3 == 0 else "short"
        add("packages", referral_id=referral, started_at=ended, kind=kind)
    if (called := later(14 + 42)) is not None:
        add("followups", referral_id=referral, at=called, point="6 weeks", reached="yes")
    add("safety_events", referral_id=referral, at=later(1), harm="moderate" if number % 6 == 0 else "low")
    if number % 20 == 0 and (died := later(100)) is not None:
        add("deaths", person_id=f"P{number:04}", at=died)
    if date(2025, 1, 1) <= ended <= date(2025, 3, 31):
        right = "no" if number % 3 == 0 else "yes"
        add("audits", referral_id=referral, at=AS_AT, measure="no-package", recorded=right, found=right)


def _write(tables: Tables, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=COLUMNS[name])
            writer.writeheader()
            writer.writerows(rows)
