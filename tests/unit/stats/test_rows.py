"""People one by one: what the samples take, and how they are spelt by hand and read from files."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fairclaim.errors import DataRefused, UsageError
from fairclaim.stats.arguments.rows import RowsArguments, TraitsArguments
from fairclaim.stats.estimation import answer
from fairclaim.stats.samples import Rows, Traits

PEOPLE = {
    "outcome": [1, 0, 0, 1, 1, 1, 0, 0] * 8,
    "own": [1, 0] * 32,
    "covariates": {"alone": [0, 0, 1, 1] * 16, "age": ([70, 80, 75, 80, 70] * 13)[:64]},
}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (([1, 0], [True], [[1.0], [2.0]]), "same length"),
        (([1, 0], [2, 0], [[1.0], [2.0]]), "own must be true"),
        (([1, 0], [1, 0], [[1.0]]), "one row for each person"),
        (([1, 0], [1, 0], [1.0, 2.0]), "table of finite numbers"),
        (([1, 0], [1, 0], [[1.0], [np.nan]]), "table of finite numbers"),
        (([1, np.inf], [1, 0], [[1.0], [2.0]]), "finite"),
        (([1, 0], [1, 0], [[1.0], [2.0]], ("a", "b")), "one name for each column"),
        (([1, 0], [1, 0], [[1.0, 3], [2.0, 4]], ("a", "a")), "each a different one"),
    ],
    ids=str,
)
def test_impossible_rows_cannot_be_made(parts: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Rows(*parts)


def test_columns_without_names_are_numbered_and_nothing_can_be_written_to() -> None:
    given = np.array([[1.0, 2], [3, 4]])
    traits = Traits(np.array([True, False]), given)
    assert traits.names == ("covariate 1", "covariate 2")
    with pytest.raises(ValueError, match="read-only"):
        traits.covariates[0, 0] = 9
    with pytest.raises(ValueError, match="read-only"):
        traits.own[0] = False
    given[0, 0] = 9
    assert traits.covariates[0, 0] == 1


def test_codes_of_kinds_become_columns() -> None:
    """Of tenures 1, 2 and 4 the lowest is what the others are compared with."""
    arguments = TraitsArguments(
        own=[True, 0, 1, False], covariates={"tenure": [1, 2, 4, 2], "age": [70, 71, 72, 73]}, categories=["tenure"]
    )
    sample = arguments.sample()
    assert isinstance(sample, Traits)
    assert sample.names == ("tenure 2", "tenure 4", "age")
    assert sample.covariates.T.tolist() == [[0, 1, 0, 1], [0, 0, 1, 0], [70, 71, 72, 73]]
    assert sample.own.tolist() == [True, False, True, False]


def test_people_who_lack_a_value_are_left_out_only_if_asked_for() -> None:
    given: dict[str, Any] = {"outcome": [1, None, 0], "own": [1, 0, 0], "covariates": {"age": [70, 71, 72]}}
    with pytest.raises(ValueError, match="somebody lacks a value of outcome; leave_out_missing=true answers"):
        RowsArguments(**given).sample()
    sample = RowsArguments(**given, leave_out_missing=True).sample()
    assert isinstance(sample, Rows)
    assert sample.covariates.tolist() == [[70], [72]]


@pytest.mark.parametrize(
    ("changed", "kind", "words"),
    [
        ({"own": [1, 0] * 31}, DataRefused, "must have the same length"),
        ({"own": [1, 2] * 32}, DataRefused, "own must be 1 or true"),
        ({"own": "all"}, DataRefused, "own: it should be a valid list"),
        ({"outcome": ["x", *PEOPLE["outcome"][1:]]}, DataRefused, "outcome, number 1: it should be a valid number"),  # type: ignore[index]
        ({"categories": ["tenure"]}, DataRefused, "categories must name covariates"),
        ({"covariates": [1, 2]}, UsageError, "covariates"),
        ({"weight": [1] * 64}, UsageError, "not known"),
    ],
    ids=["lengths", "not yes or no", "no list", "text", "no such covariate", "unnamed covariates", "unknown"],
)
def test_refused_in_words(changed: dict[str, Any], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        answer({"method": "standardised", "data": {"inline": PEOPLE | changed}})


def test_true_is_one() -> None:
    said = PEOPLE | {"own": [one == 1 for one in PEOPLE["own"]]}
    replies = [answer({"method": "standardised", "data": {"inline": people}}) for people in (said, PEOPLE)]
    assert replies[0] == replies[1]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lines = zip(PEOPLE["outcome"], PEOPLE["own"], *PEOPLE["covariates"].values(), strict=True)  # type: ignore[attr-defined]
    path = tmp_path / "people.csv"
    path.write_text("at_home,service,alone,age\n" + "".join(",".join(map(str, line)) + "\n" for line in lines))
    return path


@pytest.mark.parametrize(
    "covariates", [{"alone": "alone", "age": "age"}, ["alone", "age"]], ids=["by name", "headings as names"]
)
def test_a_file_answers_as_the_same_numbers_inline(file: Path, covariates: Any) -> None:
    columns = {"outcome": "at_home", "own": "service", "covariates": covariates}
    from_file = answer({"method": "standardised", "data": {"file": str(file), "columns": columns}})
    assert from_file == answer({"method": "standardised", "data": {"inline": PEOPLE}})


def test_a_file_without_outcomes_is_enough_for_balance(file: Path) -> None:
    columns = {"own": "service", "covariates": ["age"]}
    reply = answer({"method": "balance", "params": {"weights": "own"}, "data": {"file": str(file), "columns": columns}})
    assert reply["answers"]["covariates"] == ["age"]


def test_a_heading_that_is_not_there_is_named(file: Path) -> None:
    columns = {"outcome": "at_home", "own": "service", "covariates": {"age": "years"}}
    with pytest.raises(DataRefused, match="there is no column 'years'"):
        answer({"method": "standardised", "data": {"file": str(file), "columns": columns}})


def test_a_covariate_of_the_file_may_be_codes(file: Path) -> None:
    columns = {"outcome": "at_home", "own": "service", "covariates": ["age"]}
    data = {"file": str(file), "columns": columns}
    coded = answer({"method": "standardised", "params": {"categories": ["age"]}, "data": data})
    straight = answer({"method": "standardised", "data": data})
    assert coded["answers"]["df"] == straight["answers"]["df"] - 1
