"""Every knob of a made-up service: what was planted is found in its tables, and beside it the neutral value.

Each row gives the world, what is counted, and the truth. Found and truth may differ by four Monte Carlo standard
errors, which one draw in 16,000 passes; the seed is fixed, and 40,000 referrals make the error small.
"""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest
from made_services import FIRST, LAST, Drawn, icc, mean, season, share

from fairclaim.data.synthetic.arrivals import first_return
from fairclaim.data.synthetic.luck import latent_correlation, observed_correlation
from fairclaim.data.synthetic.planted import as_recorded, planted
from fairclaim.data.synthetic.profiles import PROFILES
from fairclaim.params.world import World

D2024 = date(2024, 1, 1)
Found = tuple[float, float]
SCALE = PROFILES["reablement"].scale


def true(world: World, *path: str) -> float:
    value = planted(world, FIRST, LAST)
    for key in path:
        value = value[key]
    return value


def good(of: Drawn) -> Found:
    return share(of.episodes.good)


def good_before(of: Drawn) -> Found:
    return share(of.episodes.query("discharged_at < '2024-01-01'").good)


def good_after(of: Drawn) -> Found:
    return share(of.episodes.query("discharged_at >= '2024-01-01'").good)


def good_there(of: Drawn) -> Found:
    return share(of.episodes.query("arm == 'comparison'").good)


def gained(of: Drawn, arm: str) -> Found:
    """Share with the good outcome of those discharged in the second year, less that of the first."""
    theirs = of.episodes[of.episodes.arm == arm]
    days = pd.to_datetime(theirs.discharged_at)
    (now, error), (then, other) = (share(theirs.good[days.dt.year == year]) for year in (2024, 2023))
    return now - then, float(np.hypot(error, other))


def change(of: Drawn) -> Found:
    return mean(of.changes.change.dropna())


def use_before(of: Drawn) -> Found:
    return mean(of.use().before)


def use_after(of: Drawn) -> Found:
    return mean(of.use().after)


def harmed(of: Drawn) -> Found:
    harm = of.safety_events.query("harm in ['moderate', 'severe']").referral_id
    return share(of.referrals.referral_id.isin(harm))


def harm_by_year(of: Drawn) -> Found:
    """Harm of the second year, less that of the first."""
    return later_less_earlier(of, "harm in ['moderate', 'severe']")


def reports_by_year(of: Drawn) -> Found:
    """Reports without harm in the second year for each in the first, by the day of referral."""
    events = of.safety_events.query("harm in ['none', 'low']").merge(of.referrals, on="referral_id")
    counts = (events.referred_at >= "2024-01-01").value_counts()
    days = of.referrals.assign(late=of.referrals.referred_at >= "2024-01-01").late.value_counts()
    ratio = counts[True] / counts[False] * days[False] / days[True]
    return float(ratio), float(ratio * np.sqrt((1 / counts).sum()))


def later_less_earlier(of: Drawn, query: str) -> Found:
    harm = of.safety_events.query(query).referral_id
    by_year = of.referrals.referral_id.isin(harm).groupby(of.referrals.referred_at >= "2024-01-01")
    return float(by_year.mean().diff().iloc[1]), float(np.sqrt((by_year.var() / by_year.size()).sum()))


def prompt(of: Drawn) -> Found:
    waits = (of.referrals.first_contact_at.dt.normalize() - of.referrals.referred_at.dt.normalize()).dt.days
    return share(waits <= 2)


def within_two_hours(of: Drawn) -> Found:
    return share(of.referrals.first_contact_at - of.referrals.referred_at <= pd.Timedelta("2h"))


def winter_referrals(of: Drawn) -> Found:
    return season(of.referrals.referred_at.dt.normalize())


def winter_waits(of: Drawn) -> Found:
    waits = (of.referrals.first_contact_at.dt.normalize() - of.referrals.referred_at.dt.normalize()).dt.days
    return season(of.referrals.referred_at.dt.normalize()[waits > 2])


def winter_use(of: Drawn) -> Found:
    use = of.use()
    return season(use.discharged_at, use.after)


def trend(of: Drawn) -> Found:
    """Slope of the outcome by years, by least squares."""
    rows = of.episodes
    years = (rows.discharged_at - pd.Timestamp(FIRST)).dt.days / 365.25
    centred = years - years.mean()
    slope = (centred * rows.good).sum() / (centred**2).sum()
    return float(slope), float(rows.good.std() / np.sqrt((centred**2).sum()))


def growth(of: Drawn) -> Found:
    """Referrals of the second year for each in the first (which has a day less)."""
    counts = (of.referrals.referred_at >= "2024-01-01").value_counts()
    ratio = counts[True] / counts[False] * 365 / 366
    return float(ratio), float(ratio * np.sqrt((1 / counts).sum()))


def alike_outcomes(of: Drawn) -> Found:
    return icc(of.episodes.good, of.episodes.team)


def alike_changes(of: Drawn) -> Found:
    team = of.referrals.set_index("referral_id").team
    return icc(of.changes.change, team.reindex(of.changes.index))


def alike_people(of: Drawn) -> Found:
    """Correlation between the first and the second outcome of those who came back."""
    rows = of.episodes.sort_values(["person_id", "referred_at"])
    number = rows.groupby("person_id").cumcount()
    wide = rows.assign(number=number)[number < 2].pivot(index="person_id", columns="number", values="good").dropna()
    r = np.corrcoef(wide[0].astype(float), wide[1].astype(float))[0, 1]
    return float(r), float((1 - r**2) / np.sqrt(len(wide)))


def come_back(of: Drawn) -> Found:
    settled = of.referrals.referred_at > pd.Timestamp(FIRST) + pd.Timedelta(days=first_return(PROFILES["reablement"]))
    return share(of.referrals.person_id.duplicated()[settled])


def overlap(of: Drawn) -> Found:
    rows = of.referrals.sort_values(["person_id", "referred_at"], kind="stable")
    seen = rows.groupby("person_id").discharged_at.cummax().groupby(rows.person_id).shift()
    # Exactly as many as were planted.
    return float((rows.referred_at.dt.normalize() < seen).mean()), 1e-9


def died(of: Drawn) -> Found:
    last = of.referrals.groupby("person_id").discharged_at.max()
    death = of.deaths.set_index("person_id")["at"].reindex(last.index)
    assert not (death < last).any()
    return share((death - last).dt.days <= 90)


def reached(of: Drawn) -> Found:
    return share(of.followups.query("point == '6 weeks'").reached == "yes")


def scored(of: Drawn) -> Found:
    return share(of.changes.discharge.notna())


def known_good(of: Drawn) -> Found:
    calls = of.followups.query("point == '6 weeks' and reached == 'yes'").referral_id
    return share(of.episodes.good[of.episodes.referral_id.isin(calls)])


def agreed(of: Drawn) -> Found:
    return share(of.audits.recorded == of.audits.found)


def audited(of: Drawn) -> Found:
    return share(of.referrals.referral_id.isin(of.audits.referral_id))


def audited_yes(of: Drawn) -> Found:
    assert (of.audits.recorded == of.audits.found).all()
    return share(of.audits.found == "yes")


def on_time(of: Drawn) -> Found:
    """Referrals written down on their own day; other rows wait for their referral besides."""
    made = of.made("referrals")
    day = pd.to_datetime(made.tables["referrals"]["referred_at"].to_pandas()).dt.normalize()
    return share((day - pd.Timestamp(0)).dt.days.to_numpy() == made.recorded["referrals"])


def merged(of: Drawn) -> Found:
    """The new code's share of referrals after the merger."""
    return share(of.referrals.query("referred_at >= '2024-01-01'").team == "Team A01-A02")


def there(of: Drawn) -> Found:
    return share(of.people.arm == "comparison")


LOSS = World(lost=0.1, lost_more_if_worse=0.2)
MISTAKEN = World(misrecorded=0.05, audited=0.5)
RECODED = World(recoded_from=D2024)
ARMS = World(comparison=0.3, comparison_differs=-0.1, effect_on_share=0.15)
APART = World(comparison=0.5, comparison_trend=-0.1)
LOW, HIGH = World(selected_to_score=9), World(selected_from_use=3)
# Somebody's share of the luck within teams, seen as a correlation of yes and no at 0.6.
PERSON = observed_correlation(0.6, 0.5 * (1 - latent_correlation(0.6, 0.0)))

PLANTED: list[tuple[str, World, Callable[[Drawn], Found], float]] = [
    ("outcome_share", World(outcome_share=0.35), good, 0.35),
    ("outcome_share, urgent response", World(pathway="urgent-response"), good, 0.6),
    ("outcome_share, mental health", World(pathway="mental-health"), good, 0.6),
    ("effect_on_share", World(effect_on_share=0.1), good, 0.7),
    ("effect_on_share, urgent response", World(effect_on_share=0.1, pathway="urgent-response"), good, 0.7),
    ("effect_on_share, mental health", World(effect_on_share=0.1, pathway="mental-health"), good, 0.7),
    ("effect_from: before", World(effect_on_share=0.1, effect_from=D2024), good_before, 0.6),
    ("effect_from: after", World(effect_on_share=0.1, effect_from=D2024), good_after, 0.7),
    ("score_change", World(score_change=1.5), change, true(World(score_change=1.5), "score_change", "with_service")),
    (
        "effect_on_score",
        World(effect_on_score=3.0),
        change,
        true(World(effect_on_score=3.0), "score_change", "with_service"),
    ),
    ("use", World(use=0.8), use_before, 0.8),
    ("use, urgent response", World(use=0.8, pathway="urgent-response"), use_before, 0.8),
    ("effect_on_use", World(use=0.8, effect_on_use=0.5), use_after, 0.4),
    ("effect_on_use, mental health", World(effect_on_use=0.5, pathway="mental-health"), use_after, 0.25),
    ("harm", World(harm=0.1), harmed, 0.1),
    ("effect_on_harm", World(effect_on_harm=0.05), harmed, 0.09),
    ("prompt", World(prompt=0.8), prompt, 0.8),
    ("prompt, urgent response", World(prompt=0.8, pathway="urgent-response"), within_two_hours, 0.8),
    ("selected_from_use: before", HIGH, use_before, true(HIGH, "escalations_in_90_days", "before")),
    (
        "selected_from_use: after, with no effect",
        HIGH,
        use_after,
        true(HIGH, "escalations_in_90_days", "after_without_service"),
    ),
    ("selected_to_score: a rise, with no effect", LOW, change, true(LOW, "score_change", "regression_to_the_mean")),
    ("winter_referrals", World(winter_referrals=0.3), winter_referrals, 0.3),
    ("winter_waits", World(winter_waits=0.5), winter_waits, 0.5),
    ("winter_escalations", World(winter_escalations=0.4), winter_use, 0.4),
    ("trend", World(trend=0.05), trend, 0.05),
    ("growth", World(growth=0.2), growth, 1.2),
    ("icc, outcomes", World(icc=0.1, teams=400), alike_outcomes, 0.1),
    ("icc, changes", World(icc=0.1, teams=400), alike_changes, 0.1),
    ("alike", World(alike=0.5, repeats=0.4), alike_people, PERSON),
    ("repeats", World(repeats=0.3), come_back, 0.3),
    ("overlapping", World(overlapping=0.1), overlap, 0.1),
    ("deaths", World(deaths=0.2, repeats=0.2), died, 0.2),
    ("lost, lost_more_if_worse: reached", LOSS, reached, 0.6 * 0.9 + 0.4 * 0.7),
    ("lost, lost_more_if_worse: scored", LOSS, scored, 0.5 * 0.9 + 0.5 * 0.7),
    ("lost, lost_more_if_worse: as recorded", LOSS, known_good, as_recorded(LOSS, 0.6)),
    ("misrecorded: found by audit", MISTAKEN, agreed, 0.95),
    ("misrecorded: as recorded", MISTAKEN, good, 0.6 * 0.95 + 0.4 * 0.05),
    ("audited", World(audited=0.2), audited, 0.2),
    ("audited: yes is a good outcome", World(audited=0.2), audited_yes, 0.6),
    (
        "audited: yes is the poor outcome where the measure counts it",
        World(audited=0.2, pathway="mental-health"),
        audited_yes,
        0.4,
    ),
    (
        "audited_measure: yes is a good outcome again",
        World(audited=0.2, audited_measure="another", pathway="mental-health"),
        audited_yes,
        0.6,
    ),
    ("late", World(late=0.25), on_time, 0.75),
    ("recoded_from: before", RECODED, good_before, 0.6),
    ("recoded_from: after, with no change", RECODED, good_after, 0.54),
    ("merged_from: two teams in eight", World(merged_from=D2024), merged, 0.25),
    ("comparison", ARMS, there, 0.3),
    ("comparison_differs: there, without effect", ARMS, good_there, 0.5),
    ("comparison_trend: there", APART, lambda of: gained(of, "comparison"), -0.1),
    ("comparison_trend: not here", APART, lambda of: gained(of, "service"), 0.0),
    ("reporting_growth: reports rise", World(reporting_growth=0.5), reports_by_year, 1.5),
    ("reporting_growth: harm does not", World(reporting_growth=0.5), harm_by_year, 0.0),
]

NEUTRAL: list[tuple[str, Callable[[Drawn], Found], float]] = [
    ("effect_on_share", good, 0.6),
    ("effect_from, recoded_from: before", good_before, 0.6),
    ("effect_from, recoded_from: after", good_after, 0.6),
    ("effect_on_score, selected_to_score", change, true(World(), "score_change", "without_service")),
    ("selected_from_use", use_before, 0.5),
    ("effect_on_use, selected_from_use", use_after, 0.5),
    ("effect_on_harm", harmed, 0.04),
    ("winter_referrals", winter_referrals, 0.0),
    ("winter_waits", winter_waits, 0.0),
    ("winter_escalations", winter_use, 0.0),
    ("trend", trend, 0.0),
    ("growth", growth, 1.0),
    ("icc, outcomes", alike_outcomes, 0.0),
    ("icc, changes", alike_changes, 0.0),
    ("repeats", come_back, 0.0),
    ("overlapping", overlap, 0.0),
    ("deaths", died, 0.0),
    ("lost: reached", reached, 1.0),
    ("lost: scored", scored, 1.0),
    ("misrecorded", agreed, 1.0),
    ("late", on_time, 1.0),
    ("merged_from", merged, 0.0),
    ("comparison", there, 0.0),
    ("reporting_growth", reports_by_year, 1.0),
]


@pytest.mark.parametrize(("knob", "world", "count", "truth"), PLANTED, ids=[row[0] for row in PLANTED])
def test_what_was_planted_is_found(knob: str, world: World, count: Callable[[Drawn], Found], truth: float) -> None:
    found, error = count(Drawn(world))
    assert found == pytest.approx(truth, abs=4 * error)


@pytest.fixture(scope="module")
def neutral() -> Drawn:
    return Drawn(World())


@pytest.mark.parametrize(("knob", "count", "truth"), NEUTRAL, ids=[row[0] for row in NEUTRAL])
def test_a_knob_that_is_not_turned_does_nothing(
    knob: str, count: Callable[[Drawn], Found], truth: float, neutral: Drawn
) -> None:
    found, error = count(neutral)
    # Nobody at all, or everybody, is no matter of chance.
    assert found == pytest.approx(truth, abs=0 if truth in (0.0, 1.0) and found in (0.0, 1.0) else 4 * error)


def test_nobody_is_referred_above_a_limit_that_selects() -> None:
    assert Drawn(LOW).changes.start.max() == 9
    assert Drawn(HIGH).use().before.min() == 3


def test_a_score_at_the_limit_is_selected_as_any_below_it() -> None:
    everybody, low = Drawn(World()).changes.start, Drawn(LOW).changes.start
    # As many at the limit as among all who score no higher; the error is that of the smaller sample, twice over.
    expected, error = share(everybody[everybody <= 9] == 9)
    assert (low == 9).mean() == pytest.approx(expected, abs=4 * 2**0.5 * error)


def test_whoever_dies_inside_the_window_has_no_outcome() -> None:
    of = Drawn(World(deaths=0.3))
    rows = of.referrals.merge(of.deaths.rename(columns={"at": "death"}), on="person_id")
    in_window = rows.referral_id[(rows.death - rows.discharged_at).dt.days <= 42]
    assert len(in_window) > 1000
    assert not of.packages.referral_id.isin(in_window).any()


def test_every_knob_has_its_row() -> None:
    rows = " ".join(row[0] for row in PLANTED) + " ".join(str(sorted(row[1].model_fields_set)) for row in PLANTED)
    # How alike people are is a part of the row on selection below, and these two only name or number things.
    elsewhere = {"use_alike", "reporting", "late_days", "teams", "audited_measure", "recoded", "pathway"}
    assert [knob for knob in World.model_fields if knob not in elsewhere and knob not in rows] == []


@pytest.mark.parametrize("shape", [0.3, 4.0])
def test_the_more_alike_people_are_the_less_high_use_falls_by_itself(shape: float) -> None:
    world = World(selected_from_use=2, use_alike=shape)
    found, error = use_after(Drawn(world))
    assert found == pytest.approx((shape + use_before(Drawn(world))[0]) / (shape / 0.5 + 1), abs=4 * error)
