"""A comparison group in the extract: never counted as the service's own, and counted by itself where it is asked for."""

import pandas as pd
import pytest

from fairclaim.data.cohorts.build import build_cohorts
from fairclaim.data.reading.extracts import open_extract
from fairclaim.data.synthetic.ensure import ensure

GROUP = "group: {name: Site B, source: a plan, dated: 2023-03-01, changed_on: 2025-01-01}"
SERVICE = "services/demo-reablement.yaml"
PACKAGE = "no-ongoing-package-6w"


@pytest.fixture
def spec(project):
    made = project(
        world=("quarters/2024-25-q4.yaml", "synthetic: {seed: 20250331, truth: benefit}",
               "synthetic: {seed: 5, size: 1500, world: {comparison: 0.4}}"),
        source=(SERVICE, "source: demo-reablement", "source: synthetic"),
        asked=(SERVICE, "against: same_quarter_last_year\n    method: {name: difference, interval: newcombe}\n    margin: 0.05",
               "against: difference_in_differences\n    method: {name: difference_in_differences}\n    margin: 0.05\n    " + GROUP),
    )  # fmt: skip
    ensure(made)
    return made


def test_each_group_is_counted_by_itself(spec):
    cohorts = {(cohort.measure, cohort.period): cohort for cohort in build_cohorts(spec, open_extract(spec))}
    folder = spec.root / spec.quarter_file.extract
    people, referrals = (pd.read_csv(folder / f"{name}.csv") for name in ("people", "referrals"))
    arms = referrals.merge(people[["person_id", "arm"]])
    ended = pd.to_datetime(arms["discharged_at"])
    quarter = arms["arm"][(ended >= "2025-01-01") & (ended < "2025-04-01")].value_counts()
    assert len(cohorts[PACKAGE, "this"].frame) == quarter["service"]
    assert len(cohorts[PACKAGE, "comparison_group"].frame) == quarter["comparison"]
    assert cohorts[PACKAGE, "this"].flow[0][1] == quarter["service"]
    received = pd.to_datetime(arms["referred_at"])
    own = arms["arm"][(received >= "2025-01-01") & (received < "2025-04-01")].value_counts()["service"]
    assert len(cohorts["first-visit-2d", "this"].frame) == own
    both = cohorts[PACKAGE, "by_arm"]
    first, last = pd.Timestamp(both.months[0]), pd.Timestamp("2025-04-01")
    months = arms["arm"][(ended >= first) & (ended < last)].value_counts()
    assert both.frame["arm"].value_counts().to_dict() == months.to_dict()
