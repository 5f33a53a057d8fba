"""What a draft left to be filled in stops the run: it would stand in a published report."""

import pytest
from made_cohorts import REABLEMENT

from fairclaim.errors import ParamsRefused
from fairclaim.params.unfinished import refuse_unfinished


def test_a_finished_service_passes():
    refuse_unfinished(REABLEMENT)


@pytest.mark.parametrize(
    ("part", "key", "left", "told"),
    [
        ("service", "about", "TODO: what the service does", "params/services/demo-reablement.yaml → about"),
        ("pathway", "partners", ["GP practices", "TODO"], "params/pathways/reablement.yaml → partners[1]"),
        ("source", "publisher", "TODO", "params/sources/demo-reablement.yaml → publisher"),
        ("house", "contact", "TODO", "params/house.yaml → contact"),
    ],
)
def test_what_is_left_is_told_with_its_place_and_nothing_else(part, key, left, told):
    changed = getattr(REABLEMENT, part).model_copy(update={key: left})
    with pytest.raises(ParamsRefused) as refused:
        refuse_unfinished(REABLEMENT.model_copy(update={part: changed}))
    (problem,) = refused.value.problems
    assert problem.where == told


def test_a_column_that_a_draft_could_not_name_is_told_too():
    parts = REABLEMENT.source.tables["deaths"]
    part = parts[0].model_copy(update={"columns": {"person_id": "TODO", "at": "date_of_death"}})
    tables = {**REABLEMENT.source.tables, "deaths": (part,)}
    source = REABLEMENT.source.model_copy(update={"tables": tables})
    with pytest.raises(ParamsRefused, match=r"tables\.deaths\[0\]\.columns\.person_id"):
        refuse_unfinished(REABLEMENT.model_copy(update={"source": source}))
