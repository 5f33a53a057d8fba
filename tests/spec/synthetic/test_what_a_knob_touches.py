"""Turning one knob changes the tables that it is about, and not one byte of the others."""

from datetime import date

import pytest
from made_services import Drawn

from fairclaim.data.synthetic.make import TABLES
from fairclaim.params.world import World

OUTCOME = {"packages", "audits", "themes"}
D2024 = date(2024, 1, 1)
# Knobs that move who comes, when, or how long they live touch nearly everything, and are not listed.
TOUCHES: list[tuple[World, set[str]]] = [
    (World(), set()),
    (World(outcome_share=0.5), OUTCOME),
    (World(effect_on_share=0.1), OUTCOME),
    (World(effect_on_share=0.1, effect_from=date(2030, 1, 1)), set()),
    (World(trend=0.05), OUTCOME),
    (World(misrecorded=0.1), OUTCOME),
    (World(recoded_from=D2024), OUTCOME),
    (World(recoded_from=date(2030, 1, 1)), set()),
    (World(audited=0.2), {"audits"}),
    (World(audited_measure="another"), {"audits"}),
    (World(score_change=1.0), {"scores"}),
    (World(effect_on_score=2.0), {"scores"}),
    (World(selected_to_score=9), {"scores"}),
    (World(use=1.0), {"escalations"}),
    (World(effect_on_use=0.5), {"escalations"}),
    (World(selected_from_use=2), {"escalations"}),
    (World(winter_escalations=0.5), {"escalations"}),
    (World(harm=0.1), {"safety_events"}),
    (World(effect_on_harm=0.05), {"safety_events"}),
    (World(reporting=0.3), {"safety_events"}),
    (World(reporting_growth=0.5), {"safety_events"}),
    (World(icc=0.1), {*OUTCOME, "scores"}),
    (World(alike=0.5), OUTCOME),
    (World(lost=0.2), {*OUTCOME, "scores", "followups", "stability_checks"}),
    (World(lost_more_if_worse=0.2), {*OUTCOME, "scores", "followups", "stability_checks"}),
    (World(merged_from=D2024), {"referrals"}),
    (World(comparison=0.3), {"people", "referrals"}),
    (World(comparison_differs=0.1), set()),
    (World(comparison_trend=0.1), set()),
    (World(late_days=30), set()),
]


@pytest.fixture(scope="module")
def neutral():
    return Drawn(World(), size=2000).made()


@pytest.mark.parametrize(
    ("world", "touched"), TOUCHES, ids=[str(sorted(world.model_fields_set)) for world, _ in TOUCHES]
)
def test_a_knob_touches_its_own_tables(world: World, touched: set[str], neutral) -> None:
    made = Drawn(world, size=2000).made()
    changed = {table for table in TABLES if not made.tables[table].equals(neutral.tables[table])}
    assert changed == touched


def test_another_seed_is_another_service(neutral) -> None:
    made = Drawn(World(), size=2000, seed=12).made()
    assert {table for table in TABLES if made.tables[table].equals(neutral.tables[table])} == {"deaths"}
