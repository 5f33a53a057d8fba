"""The manual's own lines, run as they stand."""

import re
from pathlib import Path

import pytest
from many_referrals import many_referrals

ROOT = Path(__file__).parents[2]


def test_the_lines_of_the_manual_run(spark, monkeypatch, capsys):
    text = (ROOT / "docs" / "how-to" / "national-data-on-spark.md").read_text("utf-8")
    settings, run, use, assure, _duckdb = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    monkeypatch.chdir(ROOT)
    for name, table in many_referrals(500, seed=1).items():
        spark.createDataFrame(table).createOrReplaceTempView(name)
    names = {"spark": spark}
    for lines in (settings, run, use):
        exec(lines, names)
    counted = names["cohort"].count().execute()
    assert counted == spark.table("stable_72h").count() > 50
    assert "SELECT" in capsys.readouterr().out
    exec(assure, names)
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 20
    assert all(line.startswith("True") for line in told)


@pytest.fixture(autouse=True)
def _without_views(spark):
    yield
    spark.sql("DROP TABLE IF EXISTS stable_72h")
