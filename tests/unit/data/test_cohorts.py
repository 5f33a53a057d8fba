"""Which cohorts a run gets, what they hold, and that they come back from disk as they were."""

import hashlib
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from fairclaim.data.cohorts.build import build_cohorts
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.data.cohorts.fingerprints import canonical, fingerprint
from fairclaim.data.cohorts.freeze import load, save
from fairclaim.data.reading.extracts import open_extract
from fairclaim.data.synthetic.ensure import ensure
from fairclaim.errors import DataRefused, ParamsRefused

REABLEMENT = [
    ("no-ongoing-package-6w", "this"),
    ("no-ongoing-package-6w", "same_quarter_last_year"),
    ("no-ongoing-package-6w", "audit"),
    ("functional-change", "this"),
    ("first-visit-2d", "this"),
    ("harm-in-care", "this"),
    ("harm-in-care", "same_quarter_last_year"),
    ("felt-involved", "this"),
]


def built(spec):
    return build_cohorts(spec, open_extract(spec))


def alone(spec, measure):
    """Spec of a service that is held to one measure, and to neither a standard nor a harm beside it."""
    comparisons = [comparison for comparison in spec.service.comparisons if comparison.measure == measure]
    service = spec.service.model_copy(update={"comparisons": comparisons})
    pathway = spec.pathway.model_copy(update={"standard": None, "harm": None})
    return spec.model_copy(update={"service": service, "pathway": pathway})


@pytest.fixture(scope="module")
def reablement(demo):
    return built(demo())


def test_every_measure_named_has_its_periods(reablement):
    assert [(cohort.measure, cohort.period) for cohort in reablement] == REABLEMENT


def test_no_cohort_holds_an_identifier(reablement):
    columns = {cohort.measure: list(cohort.frame) for cohort in reablement if cohort.period == "this"}
    beside = ["age_band", "sex", "ethnicity", "deprivation", "site", "arm", "team", "person"]
    proportion = ["index_on", "state", "baseline", *beside]
    assert columns == {
        "no-ongoing-package-6w": proportion,
        "functional-change": ["index_on", "state", "before", "after", *beside],
        "first-visit-2d": proportion,
        "harm-in-care": proportion,
        "felt-involved": proportion,
    }
    assert [list(cohort.frame) for cohort in reablement if cohort.period == "audit"] == [["state", "on"]]


def test_days_are_days_and_lie_in_their_quarter(reablement):
    for cohort in reablement:
        if cohort.period != "audit":
            year = 2025 if cohort.period == "this" else 2024
            days = cohort.frame["index_on"]
            assert {type(day) for day in days} == {date}
            assert days.min() >= date(year, 1, 1)
            assert days.max() <= date(year, 3, 31)


def test_a_flow_goes_down_step_by_step_to_those_counted(reablement):
    for cohort in reablement:
        left = [n for _, n in cohort.flow]
        assert left == sorted(left, reverse=True)
        assert not any(character.isdigit() for step, _ in cohort.flow for character in step)
    [package] = [c for c in reablement if (c.measure, c.period) == REABLEMENT[0]]
    states = package.frame["state"].value_counts()
    assert package.flow == (
        ("Episodes that ended in the quarter", len(package.frame)),
        ("Whose window had closed by the freeze date", len(package.frame)),
        ("Left after taking out those who died inside the window", len(package.frame) - states["died"]),
        ("Left after taking out those whose outcome was not checked", states["yes"] + states["no"]),
        ("Counted", states["yes"] + states["no"]),
    )


def test_the_database_gives_the_same_cohorts_again(demo, reablement):
    assert [cohort.fingerprint for cohort in built(demo())] == [cohort.fingerprint for cohort in reablement]


def test_cohorts_come_back_from_disk_exactly(demo, reablement, tmp_path):
    series = built(demo(service="demo-ucr-provider"))
    empty = pd.DataFrame({"index_on": [], "state": [], "baseline": pd.Series([], dtype=float)}).astype(
        {"state": object}
    )
    extra = Cohort("empty", "this", empty.astype({"index_on": object}), (), fingerprint(empty))
    cohorts = (*reablement, *series, replace(extra, planned=("referrals", 600)))
    save(cohorts, tmp_path / "one")
    back = load(tmp_path / "one")
    for given, found in zip(cohorts, back, strict=True):
        pd.testing.assert_frame_equal(given.frame, found.frame, check_exact=True)
        assert [type(day) for day in given.frame.iloc[:, 0]] == [type(day) for day in found.frame.iloc[:, 0]]
        for field in ("measure", "period", "flow", "fingerprint", "planned"):
            assert getattr(given, field) == getattr(found, field)
    save(back, tmp_path / "two")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert [(tmp_path / "one" / n).read_bytes() for n in names] == [(tmp_path / "two" / n).read_bytes() for n in names]


def test_a_frozen_cohort_that_was_changed_is_refused(reablement, tmp_path):
    save(reablement[:1], tmp_path)
    path = tmp_path / "no-ongoing-package-6w.this.parquet"
    pd.read_parquet(path).assign(state="yes").to_parquet(path, index=False)
    with pytest.raises(DataRefused, match="not what it was when it was saved"):
        load(tmp_path)


def test_a_frame_with_identifiers_is_not_frozen(tmp_path):
    frame = pd.DataFrame({"referral_id": ["R1"], "state": ["yes"]})
    with pytest.raises(ValueError, match="referral_id"):
        save((Cohort("m", "this", frame, (), ""),), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_the_fingerprint_is_of_content_and_not_of_order():
    frame = pd.DataFrame({"on": [date(2025, 1, 2), date(2025, 1, 1)], "x": [0.1, math.nan], "s": ["a", None]})
    by_hand = hashlib.sha256(b"on,x,s\n2025-01-01,,\n2025-01-02,0.10000000000000001,a\n").hexdigest()
    assert fingerprint(frame) == fingerprint(frame[::-1]) == by_hand
    assert fingerprint(frame.assign(x=[0.2, math.nan])) != by_hand
    assert list(canonical(frame)["on"]) == [date(2025, 1, 1), date(2025, 1, 2)]


def test_the_extract_is_fingerprinted_by_file(demo):
    spec = demo(service="demo-ucr-provider")
    [(file, found)] = open_extract(spec).fingerprints
    assert file == "data/demo/2024-25-q4/ucr_two_hour_2024_25_monthly.csv"
    assert found == hashlib.sha256((spec.root / file).read_bytes()).hexdigest()


def without(project, table, **changes):
    """Spec of the demo whose source does not map one table."""
    source = "sources/demo-reablement.yaml"
    text = (project().root / "params" / source).read_text()
    start = text.index(f"  {table}:\n")
    end = text.find("\n  ", text.index("columns:", start) + 1)
    block = text[start : len(text) if end < 0 else end + 1]
    return project(unmapped=(source, block, ""), **changes)


def test_a_measure_whose_table_is_not_mapped_has_cohorts_that_say_so(project, tmp_path):
    spec = without(project, "packages")
    ensure(spec)
    cohorts = built(spec)
    lacking = [cohort for cohort in cohorts if cohort.lacks]
    assert [(cohort.measure, cohort.period, cohort.lacks) for cohort in lacking] == [
        ("no-ongoing-package-6w", "this", ("packages",)),
        ("no-ongoing-package-6w", "same_quarter_last_year", ("packages",)),
    ]
    whole = next(cohort for cohort in cohorts if cohort.measure == "first-visit-2d")
    assert {(len(cohort.frame), tuple(cohort.frame), cohort.flow) for cohort in lacking} == {
        (0, tuple(whole.frame), ())
    }
    # The others are counted as ever, and the absence comes back from disk.
    assert [len(cohort.frame) > 0 for cohort in cohorts if not cohort.lacks] == [True] * 5
    save(cohorts, tmp_path / "frozen")
    assert [cohort.lacks for cohort in load(tmp_path / "frozen")] == [cohort.lacks for cohort in cohorts]


def test_a_table_that_the_quarter_was_not_supplied_with_is_lacking_too(project):
    quarter = "quarters/2024-25-q4.yaml"
    spec = project(late=(quarter, "issues: []", "issues: []\nnot_supplied: {scores: the system was down}"))
    ensure(spec)
    lacks = {cohort.measure: cohort.lacks for cohort in built(spec) if cohort.lacks}
    assert lacks == {"no-ongoing-package-6w": ("scores",), "functional-change": ("scores",)}


def test_a_measure_that_lacks_a_table_is_still_refused_for_what_else_is_wrong(project):
    spec = without(project, "packages", wrong=("measures/no-ongoing-package-6w.yaml", "reached:", "mood:"))
    ensure(spec)
    with pytest.raises(DataRefused, match="the source maps no such column of followups"):
        built(spec)


def test_deaths_are_needed_wherever_an_edge_is_declared_for_them(project):
    spec = without(project, "deaths")
    ensure(spec)
    assert {cohort.measure: cohort.lacks for cohort in built(spec)} == {
        "no-ongoing-package-6w": ("deaths",),
        "functional-change": (),
        "first-visit-2d": ("deaths",),
        "harm-in-care": ("deaths",),
        "felt-involved": ("deaths",),
    }


def test_a_harm_that_only_the_pathway_names_is_left_out_where_it_is_not_supplied(project):
    service = "services/demo-reablement.yaml"
    text = (Path(__file__).parents[3] / "params" / service).read_text(encoding="utf-8")
    harm = text[text.index("  - measure: harm-in-care") : text.index("  - measure: felt-involved")]
    spec = project(no_comparison=(service, harm, ""))
    ensure(spec)
    # Still counted for the pairing, in both periods of the comparison that it is paired with.
    assert {c.period for c in built(spec) if c.measure == "harm-in-care"} == {"this", "same_quarter_last_year"}
    spec = without(project, "safety_events")
    assert "harm-in-care" not in {cohort.measure for cohort in built(spec)}


def test_audits_that_are_not_mapped_make_no_cohort(project):
    spec = without(project, "audits")
    ensure(spec)
    assert "audit" not in {cohort.period for cohort in built(spec)}


@pytest.mark.parametrize(
    ("audited", "n"),
    [
        pytest.param("2025-06-02", 100, id="on the freeze date"),
        pytest.param("2025-06-03", 0, id="the day after it"),
    ],
)
def test_audits_count_up_to_the_freeze_date(project, audited, n):
    spec = project()
    ensure(spec)
    path = spec.root / "data/demo/2024-25-q4/audits.csv"
    pd.read_csv(path).assign(audited_on=audited).to_csv(path, index=False)
    assert sum(len(c.frame) for c in built(alone(spec, REABLEMENT[0][0])) if c.period == "audit") == n


def test_audits_of_other_quarters_are_not_this_quarter_s(project):
    spec = project()
    ensure(spec)
    folder = spec.root / "data/demo/2024-25-q4"
    audits, referrals = pd.read_csv(folder / "audits.csv"), pd.read_csv(folder / "referrals.csv")
    earlier = referrals[referrals.discharged_at.between("2024-01-01", "2024-03-31")].referral_id[:60]
    audits.assign(referral_id=[*earlier, *audits.referral_id[60:]]).to_csv(folder / "audits.csv", index=False)
    [audit] = [c for c in built(alone(spec, REABLEMENT[0][0])) if c.period == "audit"]
    agreed = int((audits.recorded == audits.found)[60:].sum())
    assert audit.flow == (("Outcomes of the quarter audited", 40), ("Found as recorded", agreed))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            ("measures/first-visit-2d.yaml", "clock: days", "clock: hours"),
            "data/demo/2024-25-q4/referrals.csv → referred_at: the measure first-visit-2d counts hours, and a time is missing. "
            "Found: days only. What to do: extract the times too, or set 'clock: days' in the measure.",
            id="hours asked of days",
        ),
        pytest.param(
            ("measures/first-visit-2d.yaml", "where: {attended", "where: {mood"),
            "params/measures/first-visit-2d.yaml → outcome: the source maps no such column of contacts. "
            "Found: 'mood'. Allowed: referral_id, at, attended. "
            "What to do: map the column in params/sources/demo-reablement.yaml, or name one of these.",
            id="a column that is not mapped",
        ),
        pytest.param(
            ("measures/first-visit-2d.yaml", "at: referred_at", "at: person_id"),
            "params/measures/first-visit-2d.yaml → index: it is not a date of its table. Found: 'person_id'. "
            "Allowed: referred_at, discharged_at. What to do: name one of them.",
            id="a column that is no date",
        ),
        pytest.param(
            ("measures/first-visit-2d.yaml", "end: 2d", "end: 36h"),
            "params/measures/first-visit-2d.yaml → window: a window by calendar days must be whole days long. "
            "What to do: write whole days, or 'clock: hours' if the record holds exact times.",
            id="a day and a half by the calendar",
        ),
        pytest.param(
            ("measures/first-visit-2d.yaml", "start: 0d", "start: 3d"),
            "params/measures/first-visit-2d.yaml → window: the window ends before it starts. "
            "What to do: exchange start and end.",
            id="a window in reverse",
        ),
    ],
)
def test_a_measure_that_the_record_cannot_answer_is_told(project, change, message):
    spec = project(changed=change)
    ensure(spec)
    with pytest.raises((DataRefused, ParamsRefused)) as refused:
        built(spec)
    assert str(refused.value) == message


def test_scores_off_their_scale_are_counted(project):
    spec = project(narrow=("measures/functional-change.yaml", "score_range: [0, 20]", "score_range: [0, 19]"))
    ensure(spec)
    total = pd.read_csv(spec.root / "data/demo/2024-25-q4/scores.csv")["total"]
    with pytest.raises(DataRefused) as refused:
        open_extract(spec)
    assert str(refused.value) == (
        f"data/demo/2024-25-q4/scores.csv → total: a score that its scale does not have. Found: {(total > 19).sum()} "
        "rows. Allowed: 0 to 19 for the Barthel Index. What to do: correct the rows."
    )


def test_pairs_need_neither_deaths_nor_persons(project):
    comparisons = project().root / "params/services/demo-reablement.yaml"
    text = comparisons.read_text()
    head, change = text[: text.index("  - measure")], text[text.index("  - measure: functional") :]
    comparisons.write_text(head + change[: change.index("  - measure: first")])
    for table in ("deaths", "safety_events", "contacts"):
        spec = without(project, table)
    ensure(spec)
    [cohort] = [c for c in built(spec) if c.measure == "functional-change"]
    assert set(cohort.frame["state"]) == {"paired", "not_observed"}
    # Harm and standard need what this source does not map, so the report has neither, and says so elsewhere.
    assert {c.measure for c in built(spec)} == {"functional-change"}


IMMATURE = ("quarters/2024-25-q4.yaml", "as_at: 2025-06-02", "as_at: 2025-04-30")


@pytest.mark.parametrize(
    ("immature", "kept"),
    [
        pytest.param("refused", True, id="refused: kept, so that nothing is said"),
        pytest.param("excluded", False, id="taken out: told in the flow alone"),
    ],
)
def test_rows_whose_window_is_open(project, immature, kept):
    spec = project(
        early=IMMATURE,
        edge=("measures/no-ongoing-package-6w.yaml", "immature: refused", f"immature: {immature}"),
    )
    ensure(spec)
    [package] = [c for c in built(alone(spec, REABLEMENT[0][0])) if c.period == "this"]
    states = package.frame["state"].value_counts()
    assert ("immature" in states) is kept
    (_, started), (step, left), *_ = package.flow
    assert step == "Whose window had closed by the freeze date"
    assert started - left > 50
    assert len(package.frame) == (started if kept else left)


def test_a_measure_that_counts_deaths_as_failures_has_no_step_that_leaves_them_out(project):
    spec = project(died=("measures/first-visit-2d.yaml", "died: excluded", "died: failure"))
    ensure(spec)
    [visit] = built(alone(spec, "first-visit-2d"))
    assert [step for step, _ in visit.flow] == [
        "Referrals received in the quarter",
        "Whose window had closed by the freeze date",
        "Counted",
    ]
