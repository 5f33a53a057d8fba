"""Rates, quantities, times and changes on their way from a cohort to a sentence, for each audience."""

import re
from typing import Literal

import numpy as np
import pytest
from cohorts_of_kinds import MEASURES, OF_KIND, asked, asking, changes, cohort, quantity, rate, times
from made_cohorts import people

from fairclaim.claims.ledger import Entry
from fairclaim.claims.pictures import IntervalPicture, NoPicture, SharePicture
from fairclaim.data.cohorts.cohort import Cohort
from fairclaim.kinds import Finding, Rung
from fairclaim.params.answers import ANSWERS, methods_for
from fairclaim.session.assess import assess
from fairclaim.session.tell import tell
from fairclaim.stats.method import Method
from fairclaim.stats.methods.adjusted_change import AdjustedChange
from fairclaim.stats.methods.cumulative_incidence import CumulativeIncidence
from fairclaim.stats.methods.events_by_person import EventsByPerson
from fairclaim.stats.methods.mean_difference import MeanDifference
from fairclaim.stats.methods.mean_quantity import MeanQuantity
from fairclaim.stats.methods.median import Median
from fairclaim.stats.methods.odds_ratio import OddsRatio
from fairclaim.stats.methods.rate_ratio_by_person import RateRatioByPerson
from fairclaim.stats.methods.restricted_mean import RestrictedMean
from fairclaim.stats.methods.risk_ratio import RiskRatio
from fairclaim.stats.methods.survival import Survival
from fairclaim.stats.results import Diagnostic, Estimate, Result
from fairclaim.stats.samples import PersonEvents, Sample, TwoDurations, Values

FEW_EVENTS = [1.0] * 30 + [2.0] * 6 + [0.0] * 364
MORE_EVENTS = [1.0] * 60 + [2.0] * 12 + [0.0] * 328
DAYS = [*np.resize(np.arange(20.0, 41.0), 315).tolist(), 55.0, 55.0, 55.0]
EARLY = ([0.0, 1.0, 2.0, 4.0] * 100, ["event"] * 400)
LATE = ([1.0, 3.0, 5.0, 14.0] * 100, ["event", "event", "event", "censored"] * 100)
OWN: dict[str, tuple[Cohort, Cohort]] = {
    "proportion": (people("harm-in-care", yes=161, no=840), people("harm-in-care", yes=83, no=924)),
    "paired_change": (changes([3.0, 5.0, 1.0, 4.0] * 50), changes([1.0, 3.0, 0.0, 2.0] * 50)),
    "rate": (rate(MORE_EVENTS), rate(FEW_EVENTS)),
    "quantity": (quantity(DAYS), quantity([value + 3 for value in DAYS])),
    "time_to_event": (times(*EARLY), times(*LATE)),
}
QUESTIONS = [
    (method, kind, against)
    for kind, against in ANSWERS
    if kind in OWN and against in {"nothing", "same_quarter_last_year"}
    for method in methods_for(kind, against)
]


def told(
    method: Method, kind: str, against: str = "same_quarter_last_year", audience: str = "contract", **more: object
) -> Entry:
    own, reference = OWN[kind]
    return tell(asked(method, own, reference if against != "nothing" else None, **more), audience).entries[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("audience", ["internal", "contract"])
@pytest.mark.parametrize(
    ("method", "kind", "against"), QUESTIONS, ids=[f"{method.model_fields['name'].default} on {kind}" for method, kind, _ in QUESTIONS]
)  # fmt: skip
def test_whatever_a_listed_method_answers_can_be_told(
    method: type[Method], kind: str, against: str, audience: str
) -> None:
    for variant in method.variants():
        entry = told(variant, kind, against, audience)
        assert not re.search(r"[{}]|nan|inf\b|_", entry.headline)
        assert entry.headline.endswith(".")
        assert entry.card is not None
        assert entry.card.sources


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        pytest.param(told(EventsByPerson(), "rate", "nothing"), "The rate of incidents with harm or death in the 8 weeks after referral was 3.7 for each 1,000 days", id="a rate"),
        pytest.param(told(MeanQuantity(), "quantity", "nothing"), "The average length of reablement was 30.2 days (likely range", id="an average"),
        pytest.param(told(Median(), "quantity", "nothing"), "The middle (median) length of reablement was 30 days (likely range 29 to 31).", id="a median"),
        pytest.param(told(CumulativeIncidence(at=2.0), "time_to_event", "nothing"), "The share of people with a first visit within 2 days was 75 in every 100", id="a share by a time"),
        pytest.param(told(Survival(), "time_to_event", "nothing"), "The time by which half of the people had a first visit was", id="a median time"),
        pytest.param(told(MeanDifference(), "quantity"), "The average length of reablement was shorter in January to March 2025 than in January to March 2024: 30.2 days, against 33.2. That is 3.0 days less", id="a difference of averages"),
        pytest.param(told(RestrictedMean(), "time_to_event"), "The average time to a first visit (counting no wait as more than 14 days) was shorter in", id="a difference of average times, up to the end of the window"),
        pytest.param(told(RiskRatio(), "proportion"), "That is 2.0 times the earlier figure (likely range", id="a ratio of shares"),
        pytest.param(told(OddsRatio(), "proportion"), "The odds were 2.2 times the earlier odds", id="a ratio of odds, which is none of shares"),
        pytest.param(told(AdjustedChange(), "paired_change"), "The change in the Barthel Index was higher in January to March 2025 than in January to March 2024: 3.3 points, against 1.5.", id="a difference of changes"),
    ],
)  # fmt: skip
def test_what_is_said(entry: Entry, said: str) -> None:
    assert said in entry.headline.replace("went from", "was")


def test_more_incidents_are_worse_told_without_comparing_and_lead() -> None:
    entry = told(RateRatioByPerson(), "rate")
    assert (entry.finding, entry.rung) == (Finding.WORSE, Rung.MEASURED)
    assert entry.headline.startswith(
        "The rate of incidents with harm or death in the 8 weeks after referral went from 1.8 for"
    )
    assert isinstance(entry.picture, IntervalPicture)
    assert entry.picture.ratio
    assert entry.ask


@pytest.mark.parametrize(
    ("method", "finding"),
    [
        pytest.param(RestrictedMean(), Finding.BETTER, id="a shorter time, where a shorter time is better"),
        pytest.param(Survival(read="at", at=2.0), Finding.DESCRIBED, id="one cohort alone"),
    ],
)
def test_the_direction_of_a_time(method: Method, finding: Finding) -> None:
    against = "same_quarter_last_year" if finding is Finding.BETTER else "nothing"
    assert told(method, "time_to_event", against).finding is finding


class Pace(Method):
    """A method of one file: a ratio that has no figure of either group."""

    name: Literal["pace"] = "pace"

    estimand = "pace of the event, own over reference"
    needs = TwoDurations
    refuses = ()
    references = ("Nobody (2026)",)
    parameter = "hazard_ratio"

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        groups = sample
        assert isinstance(groups, TwoDurations)
        return Estimate(
            value=1.4, lower=1.1, upper=1.8, level=level, null=1.0, unit="ratio", n=len(groups.own.time), method="pace"
        )


class Planning(Pace):
    """A method that licenses no claim."""

    def __call__(self, sample: Sample, *, level: float = 0.95) -> Result:
        return Diagnostic(name="size", value=3.0, sentence="A number to plan by.")


def test_a_faster_pace_is_better_where_a_shorter_time_is() -> None:
    entry = told(Pace(), "time_to_event", margin=1.05)
    assert entry.finding is Finding.BETTER
    assert "The pace at which people had a first visit was higher in" in entry.headline
    assert "1.4 times the earlier pace (likely range 1.1 to 1.8 times)" in entry.headline
    assert dict(entry.definition)["Smallest difference that matters"] == "1.05 times as much, or as much less"


def test_a_number_to_plan_by_is_no_claim() -> None:
    entry = told(Planning(), "time_to_event")
    assert entry.finding is Finding.CANNOT_SAY
    assert "no claim about the service" in entry.headline


@pytest.mark.parametrize(
    "assessment",
    [
        pytest.param(asked(EventsByPerson(), rate([1.0] * 4 + [0.0] * 200)), id="four people with an incident"),
        pytest.param(asked(MeanQuantity(), quantity([20.0, 25.0, 31.0] * 3)), id="nine lengths"),
        pytest.param(asked(CumulativeIncidence(at=2.0), times([1.0] * 60 + [9.0] * 3, ["event"] * 63)), id="three waited longer"),
        pytest.param(asked(RateRatioByPerson(), rate([1.0] * 60 + [0.0] * 200), rate([1.0] * 4 + [0.0] * 200)), id="four a year ago"),
    ],
)  # fmt: skip
def test_few_are_withheld_whole_from_those_who_may_not_see_them(assessment: object) -> None:
    entry = tell(assessment, "contract").entries[0]  # type: ignore[arg-type]
    cells = {cell for row in entry.table.rows for cell in row[1:]}
    if entry.headline.startswith("Nothing can be said"):  # The method itself asks for more people.
        assert entry.finding is Finding.CANNOT_SAY
        return
    assert cells == {"[c]"}
    assert isinstance(entry.picture, NoPicture)
    assert not re.search(r"\d", entry.headline.replace("8 weeks", "").replace("2024", "").replace("2025", ""))
    assert cells.isdisjoint({cell for row in tell(assessment, "internal").entries[0].table.rows for cell in row[1:]})  # type: ignore[arg-type]


def test_no_true_count_passes() -> None:
    own = rate([1.0] * 33 + [2.0] * 8 + [0.0] * 372)
    text = tell(asked(EventsByPerson(), own), "contract").entries[0].model_dump_json()
    for count in (413, 49, 41, 23541):
        assert not re.search(rf"(?<![\d.a-f]){count:,}(?![\d.a-f])|(?<![\d.a-f]){count}(?![\d.a-f])", text), count


def test_the_method_is_told_what_the_measure_knows() -> None:
    (claim,) = asked(EventsByPerson(), OWN["rate"][0]).claims
    assert claim.comparison.method.model_dump()["multiplier"] == 1000.0
    (claim,) = asked(CumulativeIncidence(), OWN["time_to_event"][0]).claims
    assert claim.comparison.method.model_dump()["at"] == 14.0
    (claim,) = asked(CumulativeIncidence(at=2.0), OWN["time_to_event"][0]).claims
    assert claim.comparison.method.model_dump()["at"] == 2.0
    (claim,) = asked(Survival(), OWN["time_to_event"][0]).claims
    assert claim.comparison.method.model_dump()["at"] is None


def test_one_persons_index_events_are_one_person() -> None:
    own = cohort(OF_KIND["rate"], state="counted", events=[1.0, 2.0, 0.0], exposure=57.0, person=[0, 0, 1])
    (claim,) = asked(EventsByPerson(), own).claims
    assert isinstance(claim.observed.sample, PersonEvents)
    assert sorted(zip(claim.observed.sample.events, claim.observed.sample.time, strict=True)) == [(0, 57), (3, 114)]


def test_whoever_is_not_known_is_a_person_of_their_own() -> None:
    own = cohort(OF_KIND["rate"], state="counted", events=[1.0, 2.0, 0.0], exposure=57.0, person=[None, None, 1.0])
    (claim,) = asked(EventsByPerson(), own).claims
    assert isinstance(claim.observed.sample, PersonEvents)
    assert len(claim.observed.sample.events) == 3


def test_amounts_of_one_person_are_a_cluster_only_where_there_are_several() -> None:
    apart, alike = (
        cohort(OF_KIND["quantity"], state="counted", value=[20.0, 30.0, 25.0], person=person)
        for person in ([0, 1, 2], [0, 1, 0])
    )
    samples = [asked(MeanQuantity(), own).claims[0].observed.sample for own in (apart, alike)]
    assert all(isinstance(sample, Values) for sample in samples)
    assert [getattr(sample, "clusters", None) is None for sample in samples] == [True, False]


def test_events_without_anything_to_count_them_against_give_no_rate() -> None:
    own = cohort(OF_KIND["rate"], state="counted", events=[1.0, *[1.0] * 20], exposure=[0.0, *[57.0] * 20])
    assert "no sound base" in tell(asked(EventsByPerson(), own), "internal").entries[0].headline


@pytest.mark.parametrize("kind", ["rate", "quantity"])
def test_a_window_still_open_gives_no_figure(kind: str) -> None:
    own = OWN[kind][0]
    frame = own.frame.copy()
    frame.loc[0, "state"] = "immature"
    method: Method = EventsByPerson() if kind == "rate" else MeanQuantity()
    open_still = Cohort(own.measure, own.period, frame, own.flow, own.fingerprint)
    assert "window was still open" in tell(asked(method, open_still), "contract").entries[0].headline


def test_a_changed_definition_compares_no_rates() -> None:
    from fairclaim.params.every_measure import Break

    own, reference = OWN["rate"]
    spec = asking(RateRatioByPerson(), OF_KIND["rate"], "same_quarter_last_year")
    changed = MEASURES[OF_KIND["rate"]].model_copy(update={"breaks": [Break(on=spec.quarter.start, what="a new form")]})
    spec = asking(RateRatioByPerson(), changed, "same_quarter_last_year")
    earlier = Cohort(
        reference.measure, "same_quarter_last_year", reference.frame, reference.flow, reference.fingerprint
    )
    entry = tell(assess(spec, (own, earlier)), "contract").entries[0]
    assert (entry.finding, entry.rung) == (Finding.CANNOT_SAY, Rung.MEASURED)
    assert "its definition changed" in entry.headline
    assert isinstance(entry.picture, NoPicture)


def test_a_figure_by_itself_is_drawn_on_its_own_scale() -> None:
    share, other = (
        told(CumulativeIncidence(at=2.0), "time_to_event", "nothing"),
        told(MeanQuantity(), "quantity", "nothing"),
    )
    assert isinstance(share.picture, SharePicture)
    assert isinstance(other.picture, SharePicture)
    assert (share.picture.first, share.picture.last) == (0.0, 100.0)
    assert other.picture.last > other.picture.upper


def test_the_card_says_options_refusals_sources_and_how_it_did() -> None:
    card = told(CumulativeIncidence(), "time_to_event", "nothing").card
    assert card is not None
    assert card.options == ("at: 14",)
    assert "Nobody was followed." in card.refuses
    assert any("doi:" in source for source in card.sources)
