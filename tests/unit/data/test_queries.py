"""A question is compiled once; what it depends on is all in its key."""

from datetime import date

import pandas as pd
import pytest

from fairclaim.data.cohorts import queries
from fairclaim.data.cohorts.queries import fetched


@pytest.fixture
def tables():
    def tables(**columns):
        import ibis

        return {"people": ibis.duckdb.connect().create_table("people", pd.DataFrame(columns))}

    queries._kept.clear()
    yield tables
    queries._kept.clear()


def test_other_rows_of_the_same_columns_are_asked_without_compiling(tables):
    compiled = []

    def ask(found):
        def rows():
            compiled.append(1)
            return found["people"].filter(found["people"].score > 1).order_by("score")

        return list(fetched(found, rows, "above", date(2025, 3, 31)).score)

    assert ask(tables(score=[1, 2, 3])) == [2, 3]
    assert ask(tables(score=[5, 4])) == [4, 5]
    assert len(compiled) == 1


@pytest.mark.parametrize(
    ("columns", "asked"),
    [({"score": [1.5]}, ("above", 1)), ({"score": [1], "site": ["a"]}, ("above", 1)), ({"score": [1]}, ("above", 2))],
    ids=["another type", "another column", "another question"],
)
def test_whatever_differs_is_compiled_anew(tables, columns, asked):
    for found, words in ((tables(score=[1]), ("above", 1)), (tables(**columns), asked)):
        fetched(found, lambda found=found: found["people"].mutate(n=found["people"].count()), *words)
    assert len(queries._kept) == 2


def test_answer_is_what_ibis_itself_gives(tables):
    found = tables(on=[date(2025, 3, 31), None], at=pd.to_datetime(["2025-03-31 10:00", None]), score=[None, 1.5])
    people = found["people"].mutate(on=found["people"].on.cast("date"), state=found["people"].score.notnull())
    expected = people.to_pyarrow().to_pandas(date_as_object=True)
    for _ in range(2):
        pd.testing.assert_frame_equal(fetched(found, lambda: people, "all"), expected)


def test_no_more_are_kept_than_may_be(tables, monkeypatch):
    monkeypatch.setattr(queries, "_MOST", 2)
    found = tables(score=[1])
    for number in range(4):
        fetched(found, lambda: found["people"], number)
    assert len(queries._kept) == 2
