"""The made-up extracts: the planted truth is in them, the same recipe gives the same bytes, and nothing else is lost."""

import json
import math
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from fairclaim.data.synthetic import ensure as synthetic
from fairclaim.data.synthetic import recipes
from fairclaim.data.synthetic.reablement import FILES as REABLEMENT_FILES
from fairclaim.data.synthetic.truth import PLANTED
from fairclaim.data.synthetic.ucr import FILES as UCR_FILES
from fairclaim.errors import DataRefused

TRUTHS = ["benefit", "nothing", "harm"]
FIRST, LAST, LAST_YEAR = pd.Timestamp(2025, 1, 1), pd.Timestamp(2025, 3, 31), pd.Timestamp(2024, 1, 1)
DATES = {
    "referrals.csv": ["referred_at", "discharged_at"],
    "packages.csv": ["start_date"],
    "followups.csv": ["called_on"],
    "deaths.csv": ["date_of_death"],
    "incidents.csv": ["occurred_at"],
    "scores.csv": ["scored_on"],
    "contacts.csv": ["visit_start"],
    "survey.csv": ["answered_on"],
    "audits.csv": ["audited_on"],
}


def folder_of(spec):
    return spec.root / spec.quarter_file.extract


def table(spec, file):
    return pd.read_csv(folder_of(spec) / file, parse_dates=DATES.get(file, []))


def within(days, first, weeks):
    return days.between(first, first + pd.Timedelta(weeks=weeks))


def shares_without_package(spec, start):
    """Share among people alive and reached six weeks after an episode that ended in a quarter, and their number."""
    end = start + pd.DateOffset(months=3) - pd.Timedelta(days=1)
    people = table(spec, "referrals.csv").merge(table(spec, "deaths.csv"), on="person_id", how="left")
    people = people[people.discharged_at.between(start, end)]
    alive = ~(people.date_of_death <= people.discharged_at + pd.Timedelta(weeks=6))
    called = table(spec, "followups.csv").query("reached == 'yes'").referral_id
    people = people[alive & people.referral_id.isin(called)]
    packages = table(spec, "packages.csv").query("package_type == 'ongoing'").merge(people, on="referral_id")
    had = packages[within(packages.start_date - packages.discharged_at, pd.Timedelta(0), 6)].referral_id.nunique()
    return 1 - had / len(people), len(people)


@pytest.mark.parametrize("truth", TRUTHS)
def test_the_planted_shares_without_a_package_are_recovered(demo, truth):
    planted = PLANTED[truth]
    for start, share in ((FIRST, planted.no_package_quarter), (LAST_YEAR, planted.no_package_before)):
        found, n = shares_without_package(demo(truth), start)
        # The draws fill (0, 1) evenly within the quarter, so the count is the planted one to within a single person.
        assert found == pytest.approx(share, abs=1 / n)


@pytest.mark.parametrize("truth", TRUTHS)
def test_the_planted_harm_is_recovered(demo, truth):
    referrals = table(demo(truth), "referrals.csv")
    harmed = table(demo(truth), "incidents.csv").query("harm_grade in ['moderate', 'severe']").referral_id
    for start, share in ((FIRST, PLANTED[truth].harm_quarter), (LAST_YEAR, PLANTED[truth].harm_before)):
        own = referrals[referrals.referred_at.between(start, start + pd.DateOffset(months=3) - pd.Timedelta(days=1))]
        # Even draws again: all who were referred in the quarter, dead or not, to within a single person.
        assert own.referral_id.isin(harmed).mean() == pytest.approx(share, abs=1 / len(own))


def four_se(share, n):
    # Monte Carlo error of independent draws; four standard errors are passed by one seed in 16,000.
    return 4 * math.sqrt(share * (1 - share) / n)


def test_the_other_planted_shares_are_recovered(demo):
    spec, planted = demo(), PLANTED["benefit"]
    referrals, scores = table(spec, "referrals.csv"), table(spec, "scores.csv")
    ended = referrals.dropna(subset=["discharged_at"])
    first = table(spec, "contacts.csv").query("attended == 'yes'").groupby("referral_id").visit_start.min()
    settled = referrals[referrals.referred_at <= pd.Timestamp(2025, 5, 1)]
    wait = first.reindex(settled.referral_id).dt.normalize().to_numpy() - settled.referred_at.to_numpy()
    answers = table(spec, "survey.csv").query("question == 'involved in decisions'").answer
    called = table(spec, "followups.csv").reached == "yes"
    found = {
        "scored_at_discharge": (scores.query("time_point == 'discharge'").shape[0] / len(ended), len(ended)),
        "first_visit_in_two_days": ((wait <= np.timedelta64(2, "D")).mean(), len(settled)),
        "reached_at_six_weeks": (called.mean(), len(called)),
        "agreed": (answers.isin(["agree", "strongly agree"]).mean(), len(answers)),
    }
    for name, (share, n) in found.items():
        assert share == pytest.approx(getattr(planted, name), abs=four_se(share, n)), name


def test_deaths_within_six_weeks_are_as_rare_as_planted(demo):
    people = table(demo(), "referrals.csv").merge(table(demo(), "deaths.csv"), on="person_id", how="left")
    settled = people[people.discharged_at <= pd.Timestamp(2025, 4, 21)]
    died = within(settled.date_of_death - settled.discharged_at, pd.Timedelta(0), 6).mean()
    assert died == pytest.approx(0.03, abs=four_se(0.03, len(settled)))


def test_the_change_in_score_is_the_planted_one_as_a_rounded_scale_shows_it(demo):
    planted, scores = PLANTED["benefit"], table(demo(), "scores.csv")
    wide = scores.pivot(index="referral_id", columns="time_point", values="total").dropna()
    # In closed form: the normal start, rounded and held to 0 to 20; then the same of the start and the normal change.
    points = np.arange(21)
    inner = np.r_[-np.inf, points[:-1] + 0.5, np.inf]
    weight = np.diff(stats.norm.cdf(inner, planted.start_mean, planted.start_sd))
    after = np.diff(stats.norm.cdf(inner, points[:, None] + planted.change_mean, planted.change_sd), axis=1)
    change = points[None, :] - points[:, None]
    mean = (weight[:, None] * after * change).sum()
    sd = math.sqrt((weight[:, None] * after * change**2).sum() - mean**2)
    found = wide.discharge - wide.start
    assert found.mean() == pytest.approx(mean, abs=4 * sd / math.sqrt(len(found)))
    # The standard error of a standard deviation is about sd / sqrt(2 n).
    assert found.std() == pytest.approx(sd, abs=4 * sd / math.sqrt(2 * len(found)))


def test_starting_scores_are_alike_in_both_years(demo):
    scores = table(demo(), "scores.csv").query("time_point == 'start'").merge(table(demo(), "referrals.csv"))
    years = [scores[scores.discharged_at.between(q, q + pd.DateOffset(months=3))].total for q in (FIRST, LAST_YEAR)]
    # One in 16,000 pairs of samples of one distribution lies further apart than four standard errors.
    error = math.sqrt(sum(year.var() / len(year) for year in years))
    assert abs(years[0].mean() - years[1].mean()) < 4 * error


def test_ninety_eight_of_a_hundred_audited_outcomes_are_found_as_recorded(demo):
    audits = table(demo(), "audits.csv")
    assert (len(audits), int((audits.recorded == audits.found).sum())) == (100, 98)


def test_nothing_is_written_after_the_freeze_date(demo):
    for file, columns in DATES.items():
        assert (table(demo(), file)[columns].max() < pd.Timestamp(2025, 6, 3)).all(), file


def test_two_truths_differ_only_in_what_was_planted(demo):
    benefit, nothing = folder_of(demo("benefit")), folder_of(demo("nothing"))
    same = {file for file in REABLEMENT_FILES if (benefit / file).read_bytes() == (nothing / file).read_bytes()}
    assert same == set(REABLEMENT_FILES) - {"packages.csv", "audits.csv"}


@pytest.mark.parametrize(("truth", "level"), [("benefit", 91.0), ("nothing", 82.0), ("harm", 66.0)])
def test_the_example_provider_moves_as_planted(demo, truth, level):
    own = table(demo(truth), UCR_FILES[0]).query("org_code == 'Z01'").two_hour_standard_met_pct
    # Twelve draws with a standard deviation of 1.5: four standard errors of a mean of eight, and of three.
    assert own[:9].mean() == pytest.approx(82.0, abs=4 * 1.5 / math.sqrt(8))
    assert own[9:].mean() == pytest.approx(level, abs=4 * 1.5 / math.sqrt(3))
    assert list(np.flatnonzero(own.isna())) == [5]


def test_the_stand_in_has_the_shape_of_the_published_file(demo):
    rows = table(demo(), UCR_FILES[0])
    assert list(rows) == [
        "month", "org_type", "org_code", "org_name", "referrals_received", "care_contacts", "two_hour_standard_met_pct",
    ]  # fmt: skip
    assert rows.groupby("org_type").org_code.nunique().to_dict() == {"ICB": 12, "National": 1, "Provider": 60}
    assert (rows.month.min(), rows.month.max(), rows.month.nunique()) == ("2024-04-01", "2025-03-01", 12)
    assert rows.two_hour_standard_met_pct.between(0, 100).sum() == rows.two_hour_standard_met_pct.notna().sum()
    assert rows.query("org_type == 'Provider'").two_hour_standard_met_pct.isna().sum() > 12
    names = rows.query("org_type != 'National'").org_name
    assert names.str.contains("Made-up|Example").all()


def bytes_of(spec):
    return {path.name: path.read_bytes() for path in sorted(folder_of(spec).iterdir())}


def test_the_same_recipe_gives_the_same_bytes_and_is_not_made_twice(demo, project):
    spec = project()
    assert synthetic.ensure(spec) is True
    assert synthetic.ensure(spec) is False
    assert bytes_of(spec) == bytes_of(demo())
    assert {path.name for path in folder_of(spec).parent.iterdir()} == {"2024-25-q4"}


def test_another_truth_or_a_lost_file_makes_it_anew(project):
    spec = project()
    synthetic.ensure(spec)
    (folder_of(spec) / "deaths.csv").unlink()
    assert synthetic.ensure(spec) is True
    spec = project(truth_told=("quarters/2024-25-q4.yaml", "truth: benefit", "truth: harm"))
    assert synthetic.ensure(spec) is True
    assert json.loads((folder_of(spec) / "truth.json").read_text())["planted"]["reablement"]["harm_quarter"] == 0.11


def test_somebody_s_own_extract_is_never_overwritten(project):
    spec = project()
    folder_of(spec).mkdir(parents=True)
    (folder_of(spec) / "referrals.csv").write_text("mine\n")
    with pytest.raises(DataRefused, match="the folder holds files that were not made here"):
        synthetic.ensure(spec)
    assert [path.read_text() for path in folder_of(spec).iterdir()] == ["mine\n"]


def test_a_generation_that_breaks_leaves_the_earlier_one(project, monkeypatch):
    spec = project()
    synthetic.ensure(spec)
    before = bytes_of(spec)
    spec = project(truth_told=("quarters/2024-25-q4.yaml", "truth: benefit", "truth: harm"))

    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(recipes, "write_ucr", broken)
    with pytest.raises(OSError, match="disk full"):
        synthetic.ensure(spec)
    assert bytes_of(spec) == before
    assert {path.name for path in folder_of(spec).parent.iterdir()} == {"2024-25-q4"}


def test_a_recipe_that_cannot_be_read_is_made_anew(project):
    spec = project()
    synthetic.ensure(spec)
    (folder_of(spec) / "recipe.json").write_text("{")
    assert synthetic.ensure(spec) is True


@pytest.mark.parametrize("same", [True, False])
def test_another_process_that_was_quicker_wins_if_it_made_the_same(project, monkeypatch, same):
    spec, write = project(), recipes.write_ucr

    def overtaken(folder, *recipe):
        monkeypatch.setattr(recipes, "write_ucr", write)
        if same:
            synthetic.ensure(spec)
        else:
            folder_of(spec).mkdir()
            (folder_of(spec) / "mine.csv").write_text("mine\n")
        return write(folder, *recipe)

    monkeypatch.setattr(recipes, "write_ucr", overtaken)
    if same:
        assert synthetic.ensure(spec) is True
        assert synthetic.ensure(spec) is False
    else:
        # Somebody put an extract of their own there meanwhile: it stays, and nobody is told that it was replaced.
        with pytest.raises(DataRefused, match="files that were not made here"):
            synthetic.ensure(spec)
        assert [path.name for path in folder_of(spec).iterdir()] == ["mine.csv"]


@pytest.mark.parametrize("same", [True, False])
def test_another_process_that_comes_in_at_the_last_moment(project, monkeypatch, same):
    spec, rename = project(), Path.rename

    def overtaken(path, target):
        if path.name == "new":
            monkeypatch.setattr(Path, "rename", rename)
            synthetic.ensure(spec)
            if not same:
                (folder_of(spec) / "recipe.json").write_text("{}")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", overtaken)
    if same:
        assert synthetic.ensure(spec) is True
        assert synthetic.ensure(spec) is False
    else:
        with pytest.raises(OSError, match="not empty"):
            synthetic.ensure(spec)


def test_a_quarter_that_asks_for_nothing_synthetic_gets_nothing(project):
    change = ("quarters/2024-25-q4.yaml", "synthetic: {seed: 20250331, truth: benefit}", "synthetic: null")
    spec = project(real=change)
    assert synthetic.ensure(spec) is False
    assert not folder_of(spec).exists()


def test_published_files_are_never_generated(project):
    spec = project(service="demo-ucr-provider", real=("services/demo-ucr-provider.yaml", "demo-ucr\n", "nhse-ucr\n"))
    assert synthetic.ensure(spec) is False
    assert spec.quarter_file.as_at == date(2025, 6, 2)
