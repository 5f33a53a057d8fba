"""The people who ship with each measure: all get their answer, and somebody notices when an edge is moved."""

from pathlib import Path

import pytest

from fairclaim.data.assure.answers import answers
from fairclaim.data.assure.backends import engine

PARAMS = Path(__file__).parents[3] / "params"
MEASURES = sorted(path.stem for path in (PARAMS / "measures").glob("*.yaml"))


def test_every_measure_has_people(shipped, people):
    assert MEASURES == sorted(shipped) == sorted(people)


@pytest.mark.parametrize("name", MEASURES)
def test_all_people_get_the_answer_expected(shipped, people, name):
    found = answers(shipped[name], people[name], engine("duckdb"), name)
    assert [answer for answer in found if not answer.agrees] == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("stable-72h", {"window__start_day": "inclusive"}),
        ("stable-72h", {"window__end_day": "exclusive"}),
        ("stable-72h", {"window__clock": "days"}),
        ("stable-72h", {"window__end": "71h"}),
        ("stable-72h", {"window__end": "73h"}),
        ("stable-72h", {"died": "excluded"}),
        ("stable-72h", {"not_observed": "failure"}),
        ("stable-72h", {"outcome__counts_when": "present"}),
        ("stable-72h", {"outcome__where": {}}),
        ("stable-72h", {"outcome__where": {"kind": ["emergency_admission", "ambulance"]}}),
        ("stable-72h", {"outcome__where": {"kind": ["ed_attendance", "emergency_admission"]}}),
        ("stable-72h", {"observed_when__any__0__at": None}),
        ("stable-72h", {"observed_when__any__0__where": {}}),
        ("stable-72h", {"observed_when__any__0": None}),
        ("stable-72h", {"observed_when__any__1": None}),
        ("stable-72h", {"index__where": {}}),
        ("stable-72h", {"index__at": "referred_at"}),
        ("first-visit-2d", {"window__start_day": "exclusive"}),
        ("first-visit-2d", {"window__end_day": "exclusive"}),
        ("first-visit-2d", {"window__end": "1d"}),
        ("first-visit-2d", {"window__end": "3d"}),
        ("first-visit-2d", {"died": "failure"}),
        ("first-visit-2d", {"outcome__where": {}}),
        ("incidents-per-1000-days", {"window__start_day": "exclusive"}),
        ("incidents-per-1000-days", {"window__end_day": "exclusive"}),
        ("incidents-per-1000-days", {"window__end": "9w"}),
        ("incidents-per-1000-days", {"died": "excluded"}),
        ("incidents-per-1000-days", {"outcome__where": {}}),
        ("incidents-per-1000-days", {"outcome__where": {"harm": ["moderate", "severe", "death"]}}),
        ("incidents-per-1000-days", {"per": "index_events"}),
        ("days-to-first-visit", {"window__start_day": "exclusive"}),
        ("days-to-first-visit", {"window__end": "15d"}),
        ("days-to-first-visit", {"window__end": "13d"}),
        ("days-to-first-visit", {"died": "censored"}),
        ("days-to-first-visit", {"outcome__where": {}}),
        ("days-in-reablement", {"window__start_day": "exclusive"}),
        ("days-in-reablement", {"window__end_day": "exclusive"}),
        ("days-in-reablement", {"window__end": "9w"}),
        ("days-in-reablement", {"died": "kept"}),
        ("harm-in-care", {"window__start_day": "exclusive"}),
        ("harm-in-care", {"window__end_day": "exclusive"}),
        ("harm-in-care", {"window__end": "9w"}),
        ("harm-in-care", {"died": "failure"}),
        ("harm-in-care", {"outcome__where": {}}),
        ("harm-in-care", {"outcome__where": {"harm": ["moderate", "severe"]}}),
        ("harm-in-care", {"outcome__where": {"harm": ["severe", "death"]}}),
        ("no-ongoing-package-6w", {"window__start_day": "exclusive"}),
        ("no-ongoing-package-6w", {"window__end_day": "exclusive"}),
        ("no-ongoing-package-6w", {"window__end": "5w"}),
        ("no-ongoing-package-6w", {"window__end": "7w"}),
        ("no-ongoing-package-6w", {"died": "failure"}),
        ("no-ongoing-package-6w", {"not_observed": "failure"}),
        ("no-ongoing-package-6w", {"observed_when__at": None}),
        ("no-ongoing-package-6w", {"observed_when__where": {"point": ["6 weeks"]}}),
        ("no-ongoing-package-6w", {"outcome__where": {}}),
        ("no-ongoing-package-6w", {"baseline__time_point": "discharge"}),
        ("no-ongoing-package-6w", {"index__at": "referred_at"}),
        ("functional-change", {"first": "discharge", "last": "start"}),
        ("functional-change", {"pairing": "first_and_last", "first": None, "last": None}),
        ("functional-change", {"instrument": "EQ VAS"}),
        ("functional-change", {"index__at": "referred_at"}),
        ("felt-involved", {"window__start_day": "exclusive"}),
        ("felt-involved", {"window__end_day": "exclusive"}),
        ("felt-involved", {"window__end": "5w"}),
        ("felt-involved", {"died": "failure"}),
        ("felt-involved", {"not_observed": "failure"}),
        ("felt-involved", {"outcome__where": {"item": ["involved in decisions"], "answer": ["agree"]}}),
        ("felt-involved", {"outcome__where": {"answer": ["agree", "strongly agree"]}}),
        ("felt-involved", {"observed_when__where": {}}),
        ("two-hour-response", {"indicator": "two-hour referrals"}),
    ],
    ids=str,
)
def test_somebody_notices_a_changed_measure(changed, people, name, change):
    found = answers(changed(name, **change), people[name], engine("duckdb"), name)
    assert not all(answer.agrees for answer in found)
