"""Sentences as NHS papers have them, labelled by somebody who had not seen the rules; the design is observational.

`register_seen.csv` was worked from when the rules were mended, so its figures say how well they were fitted.
`register_held.csv` is by the same hand and was never read by anybody who writes rules: its figures are the honest ones.
Whoever mends rules must not open it. Raise its floor when a better rule set earns it.
"""

import csv
from pathlib import Path

import pytest

from fairclaim.lint.classify import classify
from fairclaim.lint.licence import overclaims

HERE = Path(__file__).parent


def recall_and_precision(name: str) -> tuple[float, float]:
    with (HERE / f"register_{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [(overclaims(classify(row["sentence"]), "observational"), row["overclaim"] == "yes") for row in rows]
    both = sum(marked and wrong for marked, wrong in found)
    return both / sum(wrong for _, wrong in found), both / sum(marked for marked, _ in found)


@pytest.mark.parametrize(
    ("name", "recall", "precision"), [("seen", 0.95, 0.95), ("held", 0.51, 0.73)], ids=["seen", "held"]
)
def test_over_claims_are_found_as_often_as_is_on_record(name: str, recall: float, precision: float) -> None:
    found = recall_and_precision(name)
    assert found[0] >= recall
    assert found[1] >= precision
