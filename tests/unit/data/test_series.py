"""Published series: real and made-up, whole and with gaps."""

import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from fairclaim.data.cohorts.build import build_cohorts
from fairclaim.data.reading.extracts import open_extract
from fairclaim.data.synthetic.ensure import ensure
from fairclaim.errors import DataRefused

PUBLISHED = Path(__file__).parents[3].parent / "shared" / "data" / "nhs"
FILE = "data/demo/2024-25-q4/ucr_two_hour_2024_25_monthly.csv"


def series(spec):
    [cohort] = build_cohorts(spec, open_extract(spec))
    return cohort


def test_the_published_file_opens_where_it_lies(project):
    if not PUBLISHED.is_dir():
        pytest.skip("the published statistics are not beside this project (../shared/data/nhs)")
    spec = project(
        service="demo-ucr-provider",
        real=("services/demo-ucr-provider.yaml", "source: demo-ucr\n", "source: nhse-ucr\n"),
        own=("services/demo-ucr-provider.yaml", 'code: "Z01"', 'code: "R0A"'),
        where=("sources/nhse-ucr.yaml", "folder: data/published", f"folder: {PUBLISHED.as_posix()}"),
    )
    cohort = series(spec)
    england = cohort.frame.query("org_type == 'National'")
    assert list(england["month"]) == [date(2024 + (3 + n) // 12, (3 + n) % 12 + 1, 1) for n in range(12)]
    # The mean of the published England figures, as the issue states it.
    assert england["value"].mean() == pytest.approx(84.51917, abs=5e-6)
    assert set(cohort.frame["org_type"]) == {"National", "Provider"}
    assert cohort.frame.query("org_type == 'Provider'")["org_code"].nunique() == 133


def test_types_are_those_that_the_service_is_held_against(demo):
    assert set(series(demo(service="demo-ucr-provider")).frame["org_type"]) == {"National", "Provider"}
    assert set(series(demo(service="demo-ucr-icb")).frame["org_type"]) == {"National", "ICB"}


def test_a_month_without_a_figure_stays_a_row_without_a_value(demo):
    frame = series(demo(service="demo-ucr-provider")).frame
    own = frame.query("org_code == 'Z01'").set_index("month")["value"]
    assert len(own) == 12
    assert [month for month, value in own.items() if math.isnan(value)] == [date(2024, 9, 1)]
    assert {type(month) for month in frame["month"]} == {date}


def edited(project, change, **params):
    spec = project(service="demo-ucr-provider", **params)
    ensure(spec)
    rows = change(pd.read_csv(spec.root / FILE))
    rows.to_csv(spec.root / FILE, index=False)
    return spec


def test_months_after_the_quarter_do_not_count(project):
    def later(rows):
        return pd.concat([rows, rows[rows.month == "2025-03-01"].assign(month="2025-04-01")])

    assert series(edited(project, later)).frame["month"].max() == date(2025, 3, 1)


def test_earlier_months_count_where_the_file_has_them(project):
    def earlier(rows):
        return pd.concat([rows, rows[rows.month == "2024-04-01"].assign(month="2024-03-01")])

    assert series(edited(project, earlier)).frame["month"].min() == date(2024, 3, 1)


def test_a_file_that_ends_before_the_quarter_is_refused(project):
    with pytest.raises(DataRefused) as refused:
        series(edited(project, lambda rows: rows[rows.month < "2025-03-01"]))
    assert str(refused.value) == (
        f"{FILE}: the months end before the quarter 2024-25-q4 does. "
        "What to do: put the publication there that covers the quarter."
    )


def test_organisations_that_are_not_in_the_file_are_named(project):
    def gone(rows):
        return rows[~rows.org_code.isin(["Z01", "National"])]

    with pytest.raises(DataRefused) as refused:
        series(edited(project, gone))
    assert [problem.what for problem in refused.value.problems] == [
        "there is no row of the Provider with the code 'Z01'",
        "there is no row of the National with the code 'National'",
    ]


def test_a_file_with_none_of_the_types_is_refused_in_words(project):
    with pytest.raises(DataRefused, match="there is no row of the Provider"):
        series(edited(project, lambda rows: rows[rows.org_type == "ICB"]))


def test_the_flow_tells_months_in_the_file_and_published(demo):
    cohort = series(demo(service="demo-ucr-provider"))
    published = int(cohort.frame["value"].notna().sum())
    assert cohort.flow == (("Monthly figures in the file", len(cohort.frame)), ("Published", published))
