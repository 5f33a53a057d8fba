"""Three made-up services, one a pathway: their measures, and the truths that are planted in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from fairclaim.params.load import load_library
from fairclaim.params.measures import AnyMeasure, Measure, PersonMeasure, SeriesMeasure
from fairclaim.params.world import PathwayName, World

LIBRARY = load_library(Path(__file__).parents[2] / "params")
# All four effects begin with the quarter that is reported on, so that the same quarter a year ago is without them.
EFFECT_FROM = date(2025, 1, 1)
# Added to the share with the good outcome; beside each, how many of the pathway's steps are added to the score.
BENEFITS = ((0.03, 1), (0.06, 2), (0.10, 4), (0.15, 8))
NOTHING, REGRESSION, HARM, REPORTING = "nothing", "regression to the mean", "harm only", "reporting rises"
NO_BENEFIT = (NOTHING, REGRESSION, HARM, REPORTING)

_REFERRED = {"table": "referrals", "at": "referred_at"}
_LEFT = {"table": "referrals", "at": "discharged_at"}
_SEEN = {"table": "contacts", "at": "at", "where": {"attended": ["yes"]}, "counts_when": "present"}
_PROMPT = {"family": "pathway_reliability", "kind": "proportion", "better": "higher", "index": _REFERRED,
           "outcome": _SEEN, "died": "excluded", "not_observed": "failure", "immature": "refused"}  # fmt: skip
_CHANGE = {"family": "person_change", "kind": "paired_change", "better": "higher", "index": _LEFT, "first": "start",
           "last": "discharge", "meaningful_change_source": "made up"}  # fmt: skip
# Stand-ins for what a pathway has no shipped measure for.
_OWN: tuple[dict[str, Any], ...] = (
    {"id": "seen-2h", **_PROMPT, "window": {"start": "0h", "end": "2h", "start_day": "inclusive",
     "end_day": "inclusive", "clock": "hours"}},
    {"id": "seen-7d", **_PROMPT, "window": {"start": "0d", "end": "7d", "start_day": "inclusive",
     "end_day": "inclusive", "clock": "days"}},
    {"id": "vas-change", **_CHANGE, "instrument": "EQ VAS", "meaningful_change": 8, "score_range": [0, 100]},
    {"id": "reqol-change", **_CHANGE, "instrument": "ReQoL-10", "meaningful_change": 5, "score_range": [0, 40]},
    {"id": "no-readmission-28d", "family": "system_proxy", "kind": "proportion", "better": "higher", "index": _LEFT,
     "outcome": {"table": "hospital_spells", "at": "admitted_at", "where": {"kind": ["emergency"]},
                 "counts_when": "absent"},
     "observed_when": {"feed": "hospital_spells"}, "died": "excluded", "not_observed": "own_state",
     "immature": "refused", "baseline": {"instrument": "ReQoL-10", "time_point": "start"},
     "window": {"start": "0d", "end": "28d", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"}},
)  # fmt: skip
_ADAPTER: TypeAdapter[Any] = TypeAdapter(Measure)


def _own(one: dict[str, Any]) -> PersonMeasure:
    made: PersonMeasure = _ADAPTER.validate_python({"title": one["id"], "outcome_phrase": one["id"], **one})
    return made


def _with_starting_score(measure: AnyMeasure, instrument: str) -> PersonMeasure:
    # Shipped without one, so that nobody could check that people were alike at the start, and nothing be supported.
    dumped = measure.model_dump(mode="json", exclude_unset=True)
    baseline = {"instrument": instrument, "time_point": "start"}
    made: PersonMeasure = _ADAPTER.validate_python({**dumped, "baseline": baseline})
    return made


MEASURES: dict[str, PersonMeasure] = {
    **{name: measure for name, measure in LIBRARY.measures.items() if not isinstance(measure, SeriesMeasure)},
    **{one["id"]: _own(one) for one in _OWN},
    "stable-72h": _with_starting_score(LIBRARY.measures["stable-72h"], "EQ VAS"),
}


@dataclass(frozen=True)
class Served:
    """One service.

    Parameters
    ----------
    pathway : PathwayName
    a_quarter : int
        Referrals.
    outcome, change, prompt : str
        Measures of the outcome, of the score, and of delivery (the pathway's standard).
    audited : str
        Which of the two outcomes is audited.
    share : float
        With the good outcome, without any effect.
    step : float
        Points of the score that the smallest benefit adds.
    low : int
        A first score at which people are referred for a low point alone.
    """

    pathway: PathwayName
    a_quarter: int
    outcome: str
    change: str
    prompt: str
    audited: str
    share: float
    step: float
    low: int

    def worlds(self) -> Iterator[tuple[str, World]]:
        """Give each truth by its name."""
        yield NOTHING, self.world()
        yield REGRESSION, self.world(selected_to_score=self.low, selected_from_use=3)
        yield HARM, self.world(effect_on_harm=0.1, effect_from=EFFECT_FROM)
        yield REPORTING, self.world(reporting_growth=1.0)
        for share, steps in BENEFITS:
            added = {"effect_on_share": share, "effect_on_score": self.step * steps, "effect_from": EFFECT_FROM}
            yield f"benefit of {100 * share:.0f} points", self.world(**added)

    def world(self, **planted: Any) -> World:
        """Make a service that loses one person in ten from sight, and audits a quarter of its outcomes."""
        usual: dict[str, Any] = {"prompt": 0.93, "lost": 0.1, "audited": 0.25, "audited_measure": self.audited}
        return World(pathway=self.pathway, outcome_share=self.share, **usual, **planted)


SERVICES = (
    Served("reablement", 480, "no-ongoing-package-6w", "functional-change", "first-visit-2d",
           "no-ongoing-package-6w", 0.6, 0.25, 9),
    Served("urgent-response", 900, "stable-72h", "vas-change", "seen-2h", "stable-72h", 0.75, 1.0, 45),
    # An audit of the score, since an outcome across the system rises from a year ago by nothing.
    Served("mental-health", 360, "no-readmission-28d", "reqol-change", "seen-7d", "reqol-change", 0.8, 0.5, 14),
)  # fmt: skip
