"""Two extracts that differ in the quarter's outcomes alone give the same answer, to the last letter.

Whoever checks a quarter may still be choosing its comparisons and margins. A glimpse of how it went would spoil that.
"""

import json

import pytest
from small_project import QUARTER, SERVICE, Tables, small_project

from fairclaim.cli.check_json import as_json
from fairclaim.cli.check_lines import lines
from fairclaim.params.load import load_spec
from fairclaim.session.readiness import readiness

# Only referrals that began and ended in the quarter are touched, so that every feed keeps its ends.
FIRST, LAST = "2025-01-01", "2025-03-31"


def told(root, spoil=None) -> str:
    found = readiness(load_spec(SERVICE, QUARTER, small_project(root, spoil)))
    return "\n".join([*lines(found), json.dumps(as_json(found), indent=1)])


def of_the_quarter(tables: Tables) -> set[str]:
    rows = [row for row in tables["referrals"] if row["referred_at"] >= FIRST and row["discharged_at"]]
    return {row["referral_id"] for row in rows if row["discharged_at"] <= LAST}


def all_have_packages(tables: Tables) -> None:
    own = of_the_quarter(tables)
    tables["packages"] = [row | {"kind": "ongoing"} if row["referral_id"] in own else row for row in tables["packages"]]


def none_has_a_row_of_packages(tables: Tables) -> None:
    """The rows themselves are gone, as in a record that holds only packages that go on."""
    own = {name for name in of_the_quarter(tables) if int(name[1:]) % 4}
    tables["packages"] = [row for row in tables["packages"] if row["referral_id"] not in own]


def nobody_is_visited_in_time(tables: Tables) -> None:
    own = of_the_quarter(tables)
    for row in tables["contacts"]:
        if row["referral_id"] in own:
            row["at"] = row["at"][:8] + "28"


def half_are_never_visited(tables: Tables) -> None:
    own = {name for name in of_the_quarter(tables) if int(name[1:]) % 2}
    tables["contacts"] = [row for row in tables["contacts"] if row["referral_id"] not in own]


def all_come_to_harm_twice(tables: Tables) -> None:
    own = of_the_quarter(tables)
    harmed = [row | {"harm": "severe"} for row in tables["safety_events"] if row["referral_id"] in own]
    again = [row | {"harm": "moderate"} for row in harmed]
    tables["safety_events"] = [row for row in tables["safety_events"] if row["referral_id"] not in own] + harmed + again


def all_improve_by_much(tables: Tables) -> None:
    own = of_the_quarter(tables)
    for row in tables["scores"]:
        if row["referral_id"] in own and row["time_point"] == "discharge":
            row["score"] = "20" if int(row["referral_id"][1:]) % 2 else "19"


def no_audit_agrees(tables: Tables) -> None:
    for row in tables["audits"]:
        row["found"] = "no" if row["recorded"] == "yes" else "yes"


@pytest.fixture(scope="module")
def as_it_was(tmp_path_factory) -> str:
    return told(tmp_path_factory.mktemp("as-it-was"))


@pytest.mark.parametrize(
    "planted",
    [
        all_have_packages,
        none_has_a_row_of_packages,
        nobody_is_visited_in_time,
        half_are_never_visited,
        all_come_to_harm_twice,
        all_improve_by_much,
        no_audit_agrees,
    ],
)
def test_the_quarters_outcomes_change_nothing_that_is_told(tmp_path, as_it_was, planted):
    assert told(tmp_path, planted) == as_it_was


def test_earlier_outcomes_do_since_what_could_show_is_reckoned_from_them(tmp_path, as_it_was):
    def fewer_packages_last_year(tables: Tables) -> None:
        for row in tables["packages"]:
            if row["started_at"] < "2024-04-01":
                row["kind"] = "short" if int(row["referral_id"][1:]) % 9 else "ongoing"

    changed = told(tmp_path, fewer_packages_last_year)
    assert changed != as_it_was
    assert "Could show  With 36 people, and 36 in January to March 2024" in changed


def test_nor_is_anybodys_id_or_score(as_it_was):
    assert not [word for word in ("R0", "P0", "ongoing", "severe") if word in as_it_was]
