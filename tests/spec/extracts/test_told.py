"""How a column of ours is named to the person who has to look it up in the files."""

import pytest
from made_extracts import part, source

from fairclaim.data.reading.told import told_column

TWO = [part("in.csv", {"referral_id": "id", "score": "Barthel in"}), part("out.csv", {"referral_id": "ref"})]
SAME = [part("wide.csv", {"referral_id": "id", "score": f"Barthel {way}"}) for way in ("in", "out")]


@pytest.mark.parametrize(
    ("parts", "column", "told"),
    [
        pytest.param(part("a.csv", {"score": "Total"}), "score", "extract/a.csv → Total", id="one file"),
        pytest.param(TWO, "referral_id", "extract/in.csv → id and extract/out.csv → ref", id="two files"),
        pytest.param(TWO, "score", "extract/in.csv → Barthel in", id="one file of two"),
        pytest.param(SAME, "referral_id", "extract/wide.csv → id", id="one header, twice"),
        pytest.param(
            SAME,
            "score",
            "extract/wide.csv → Barthel in and extract/wide.csv → Barthel out",
            id="two headers of one file",
        ),
        pytest.param(
            part("a.xlsx", {"score": "Total"}, sheet="In"), "score", "extract/a.xlsx, sheet 'In' → Total", id="a sheet"
        ),
        pytest.param(
            part("a.db", {"score": "Total"}, table="x"),
            "score",
            "extract/a.db, table 'x' → Total",
            id="a database's table",
        ),
        pytest.param(
            part("a.csv", {}, constants={"instrument": "TOM"}),
            "instrument",
            "params/sources/made.yaml → tables → scores → constants → instrument",
            id="a constant",
        ),
        pytest.param(part("a.csv", {}), "item", "params/sources/made.yaml → tables → scores", id="nothing"),
    ],
)
def test_a_column_is_named_by_its_files_and_headers(parts, column, told):
    assert told_column(source(scores=parts), "scores", column, "extract") == told
