"""Scores that their instrument does not have: of the total, of one item, of the items that a mean is made of."""

import pandas as pd
import pytest
from by_hand import HEADERS, change, model_of, source_of

from fairclaim.data.reading.between_tables import between_tables

SCORES = pd.DataFrame(
    [
        ("DIALOG", "Work", 9.0),
        ("DIALOG", "home", 8.0),
        ("DIALOG", "meetings", 8.0),
        ("dialog", None, 60.0),
        ("X", "home", 9.0),
    ],
    columns=["instrument", "item", "score"],
)


@pytest.mark.parametrize(
    ("of", "rows"),
    [
        pytest.param({}, "1 row", id="the total alone"),
        pytest.param({"item": "work"}, "1 row", id="one item"),
        pytest.param({"items": ["work", "Home"]}, "2 rows", id="each item of a mean"),
        pytest.param({"items": ["friends", "money"]}, "", id="items that nobody answered"),
    ],
)
def test_scores_off_their_scale(of, rows):
    measure = model_of(**change(instrument="DIALOG", score_range=(1, 7), **of))
    source = source_of({"scores": HEADERS["scores"]})
    found = between_tables({"scores": SCORES}, source, "data", (measure,))
    assert [problem.found for problem in found] == ([rows] if rows else [])
