"""`fairclaim assure`: its table, its exit codes, and what it says of measures that nobody is written for."""

import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from fairclaim.cli.assure import assure
from fairclaim.data.assure import backends
from fairclaim.errors import ParamsRefused, UsageError

PARAMS = Path(__file__).parents[3] / "params"


@pytest.fixture
def params(tmp_path):
    """A copy of the project's params with people for one measure alone."""
    shutil.copytree(PARAMS, tmp_path / "params")
    for path in (tmp_path / "params" / "assure").glob("*.yaml"):
        if path.stem != "harm-in-care":
            path.unlink()
    return tmp_path / "params"


def called(params, *arguments):
    return CliRunner().invoke(assure, [*arguments, "--params", str(params)])


def test_a_table_of_people_and_an_end_without_fault(params):
    done = called(params, "harm-in-care")
    assert done.exit_code == 0
    head, *lines = done.stdout.splitlines()
    assert head.split() == ["harm-in-care", "expected", "found"]
    assert "  Low harm is not counted                                       no                    no" in lines
    assert lines[-1] == "None of 12 people differs from what is expected."


def test_a_difference_is_marked_and_ends_with_1(params):
    file = params / "measures" / "harm-in-care.yaml"
    file.write_text(file.read_text("utf-8").replace("end_day: inclusive", "end_day: exclusive"), "utf-8")
    done = called(params)
    assert done.exit_code == 1
    assert "! Severe harm on the last day of the 8 weeks                    yes                   no" in done.stdout
    assert "differ from what is expected." in done.stdout.splitlines()[-1]


def test_all_measures_are_asked_and_those_without_people_are_told(params):
    done = called(params)
    assert done.exit_code == 0
    assert "stable-72h: nobody is written by hand yet; add params/assure/stable-72h.yaml" in done.stdout.splitlines()
    assert "harm-in-care: nobody" not in done.stdout


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        (["stable-72h"], "nobody is written by hand for this measure"),
        (["no-such-measure"], "there is no such measure"),
        (["no-such-measure", "stable-72h"], "nobody is written by hand for this measure"),
    ],
)
def test_a_measure_that_cannot_be_asked(params, asked, what):
    refused = called(params, *asked).exception
    assert isinstance(refused, UsageError)
    assert len(refused.problems) == len(asked)
    assert refused.problems[-1].what == what


def test_people_of_a_measure_that_is_gone(params):
    shutil.move(params / "assure" / "harm-in-care.yaml", params / "assure" / "gone.yaml")
    assert isinstance(called(params).exception, ParamsRefused)
    text = (params / "assure" / "gone.yaml").read_text("utf-8")
    (params / "assure" / "gone.yaml").write_text(text.replace("measure: harm-in-care", "measure: gone"), "utf-8")
    refused = called(params).exception
    assert isinstance(refused, UsageError)
    assert refused.problems[0].where == "params/assure/gone.yaml"


def test_spark_without_java_or_without_pyspark_is_told(params, monkeypatch):
    monkeypatch.setattr(backends.shutil, "which", lambda *_, **__: None)
    refused = called(params, "--on", "spark").exception
    assert isinstance(refused, UsageError)
    assert refused.problems[0].what == "Spark needs Java, and none was found"
    monkeypatch.setattr(backends.shutil, "which", lambda *_, **__: "java")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    refused = called(params, "--on", "spark").exception
    assert isinstance(refused, UsageError)
    assert refused.problems[0].what == "pyspark is not installed here"
