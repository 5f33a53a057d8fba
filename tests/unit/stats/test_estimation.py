"""Questions in JSON and in words: what is answered, what is refused, and in which words."""

import json
from pathlib import Path
from typing import Any

import pytest

from fairclaim.errors import DataRefused, FairclaimError, UsageError
from fairclaim.stats.estimation import answer, parse_arguments
from fairclaim.stats.questions import entry_of
from fairclaim.stats.vocabulary import VOCABULARY

GIVEN: dict[str, dict[str, Any]] = {
    "CountsArguments": {"x": 7, "n": 60},
    "TwoCountsArguments": {"x1": 56, "n1": 70, "x2": 48, "n2": 80},
    "PairedCountsArguments": {"both": 18, "first_only": 14, "second_only": 0, "neither": 18},
    "StrataArguments": {"x1": [8, 22], "n1": [106, 98], "x2": [5, 16], "n2": [120, 85]},
    "PairsArguments": {"before": [1, 2, 3, 4, 5, 6, 7], "after": [2, 4, 7, 6, 10, 12, 14.5]},
    "SeriesArguments": {"x": [70, 72, 69, 71, 68, 73, 70, 72, 69, 71, 70, 72]},
    "MakingDataCountArguments": {"x": [70, 72, 69, 71, 68, 73, 70, 72, 69, 71, 70, 72]},
    "UnitsArguments": {"values": [60, 70, 80, 90, 50], "own": 2},
    "UnitCountsArguments": {"x": [18, 22, 9], "n": [40, 35, 20]},
    "UnitExpectedArguments": {"observed": [100, 150, 180], "expected": [108, 112, 165]},
    "TrimmedArguments": {"observed": [100, 150, 180], "expected": [108, 112, 165], "trim": 0.1},
    "EffectsArguments": {"estimates": [0.1, 0.5, -0.2], "errors": [0.2, 0.2, 0.3]},
    "PValuesArguments": {"p_values": [0.01, 0.04, 0.03]},
    "ImputedArguments": {"estimates": [2.1, 2.9, 1.4], "variances": [0.25, 0.25, 0.3], "n": 40, "k": 1},
    "RatioLimitsArguments": {"rr": 0.8, "lower": 0.71, "upper": 0.91},
    "TwoPairsArguments": {
        "own_before": [10, 12, 9, 14, 11, 13],
        "own_after": [14, 15, 12, 19, 13, 18],
        "reference_before": [11, 12, 10, 13, 12, 9],
        "reference_after": [12, 14, 10, 13, 14, 11],
    },
    "PairSummariesArguments": {
        "treated": {
            "n": 27,
            "baseline_mean": 60.4,
            "baseline_sd": 12.3,
            "followup_mean": 79.6,
            "followup_sd": 17.1,
            "change_mean": 19.2,
            "change_sd": 16.1,
        },
        "control": {
            "n": 25,
            "baseline_mean": 53.9,
            "baseline_sd": 14,
            "followup_mean": 62.3,
            "followup_sd": 17.9,
            "change_mean": 8.4,
            "change_sd": 14.6,
        },
    },
    "ValuesArguments": {"x": [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]},
    "TwoValuesArguments": {"group1": [12.1, 9.8, 14.4, 11.0], "group2": [8.1, 9.9, 7.5]},
    "PersonChangeArguments": {"pre": 32.5, "post": 47.5, "sd_pre": 7.5, "reliability": 0.8},
    "GoalsArguments": {"scores": [-1, 1, 0, -2], "weights": [3, 1, 2, 4], "rho": 0.3},
    "SelectionArguments": {"mean": 12, "sd": 5, "test_retest": 0.7, "cutoff": 15, "selected": "above"},
    "RatingsArguments": {"first": ["a", "b", "a", "b", "a"], "second": ["a", "b", "b", "b", "a"]},
    "PlanArguments": {"n_per_group": 64, "p1": 0.6},
    "PlannedMeansArguments": {"n_per_group": 64},
    "RowsArguments": {
        "outcome": [1, 0, 0, 1, 1, 1, 0, 0] * 8,
        "own": [1, 0] * 32,
        "covariates": {"alone": [0, 0, 1, 1] * 16},
    },
    "TraitsArguments": {"own": [1, 0] * 32, "covariates": {"alone": [0, 0, 1, 1] * 16}},
    "PartlyScoredArguments": {
        "before": [10, 12, 9, 14, 11, 13, 8, 10, 12, 15, 9, 11],
        "interim": [12, 13, 10, 17, 12, 15, 10, 13, 13, 18, 9, 13],
        "after": [14, 15, 12, 19, 13, None, 12, 15, 16, None, 12, 15],
    },
    "TwoClusteredArguments": {
        "group1": [4, 6, 5, 9, 7],
        "clusters1": [1, 2, 3, 4, 4],
        "group2": [3, 4, 2, 5, 4],
        "clusters2": ["a", "b", "c", "d", "d"],
    },
    "PanelArguments": {
        "values": [[(7 * unit + 3 * period) % 11 for period in range(12)] for unit in range(8)],
        "treated": 2,
        "change": 8,
    },
    "TwoMeanChangesArguments": {"group1": {"change": 0.59, "se": 0.54}, "group2": {"change": -2.16, "se": 1.25}},
    "ChangedSeriesArguments": {
        "x": [50 + (7 * month) % 11 for month in range(30)],
        "change": 18,
        "control": [40 + (5 * month) % 9 for month in range(30)],
    },
}
GIVEN |= {
    "CategoriesArguments": {"x": [60, 30, 10, 0]},
    "TallyArguments": {"x": 690, "planned": 650},
    "CountArguments": {"x": 7},
    "EventsArguments": {"x": 7, "person_time": 60},
    "TwoEventsArguments": {"x1": 11, "t1": 800, "x2": 21, "t2": 3011},
    "PersonEventsArguments": {"x": [0, 0, 0, 6, 2, 0, 1, 0, 3, 0], "person_time": [1] * 10},
    "TwoPersonEventsArguments": {
        "x1": [0, 0, 0, 6, 2, 0, 1, 0, 3, 0],
        "t1": [1] * 10,
        "x2": [1, 0, 2, 0, 1, 0, 3, 0, 0, 1],
        "t2": [1] * 10,
    },
    "AgeBandsArguments": {"x": [4, 20, 6], "n": [1000, 500, 100], "standard": [6000, 3000, 1000]},
    "ExpectedArguments": {"x": 9, "expected_count": 6.0},
    "DurationsArguments": {"time": [6, 6, 6, 7, 10, 13, 16, 22, 23, 25], "state": [1] * 9 + [0]},
    "TwoDurationsArguments": {
        "time1": [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35],
        "state1": [1] * 9 + [0] * 12,
        "time2": [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
        "state2": [1] * 21,
    },
    "TimedRowsArguments": {
        "time": [
            6,
            6,
            6,
            7,
            10,
            13,
            16,
            22,
            23,
            6,
            9,
            10,
            11,
            17,
            19,
            20,
            25,
            32,
            32,
            34,
            35,
            1,
            1,
            2,
            2,
            3,
            4,
            4,
            5,
            5,
            8,
            8,
            8,
            8,
            11,
            11,
            12,
            12,
            15,
            17,
            22,
            23,
        ],
        "state": [1] * 9 + [0] * 12 + [1] * 21,
        "own": [1] * 21 + [0] * 21,
    },
    "HistoriesArguments": {
        "follow_up": [30 + 7 * (i % 9) for i in range(60)],
        "event": [1, 0, 0] * 20,
        "started": [None if i % 2 else 5 + i % 11 for i in range(60)],
    },
}
# A time to read at is nobody's to choose but the user's.
OPTIONS = {
    "cumulative_incidence": {"at": 12.0},
    "survival_difference": {"at": 12.0},
    "restricted_mean": {"horizon": 12.0},
}
KEYS = ["method", "estimand", "estimate", "lower", "upper", "level", "null", "unit", "n", "answers", "notes"]


def ask(method: str, inline: dict[str, Any], **params: Any) -> dict[str, Any]:
    return answer({"method": method, "params": params, "data": {"inline": inline}})


def refused(kind: type[FairclaimError], method: str, inline: dict[str, Any], **params: Any) -> str:
    with pytest.raises(kind) as caught:
        ask(method, inline, **params)
    return str(caught.value)


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_name_answers_in_the_agreed_shape_and_in_strict_json(name: str) -> None:
    reply = ask(name, GIVEN[VOCABULARY[name].arguments.__name__], **OPTIONS.get(name, {}))
    assert list(reply) == KEYS
    assert json.loads(json.dumps(reply, allow_nan=False)) == reply
    assert reply["method"] == name
    assert reply["estimand"] == VOCABULARY[name].method.estimand


def test_both_ways_of_asking_give_the_same() -> None:
    request = parse_arguments(
        "difference", ["x1=56", "n1=70", "x2=48", "n2=80", "interval=miettinen_nurminen", "level=0.9"]
    )
    assert answer(request) == ask("difference_miettinen_nurminen", GIVEN["TwoCountsArguments"], conf_level=0.9) | {
        "method": "difference"
    }


def test_lists_gaps_and_options_in_words() -> None:
    request = parse_arguments(
        "xmr", ["x=71,,69.5", "rebase_at=1", "better=lower", "screen_outliers=false", "target=null"]
    )
    assert request["data"] == {"inline": {"x": [71, None, 69.5]}}
    assert request["params"] == {"rebase_at": [1], "better": "lower", "screen_outliers": False, "target": None}


def test_a_null_in_a_series_is_a_gap() -> None:
    """Twelve points in two runs of six: the one step between the runs does not count."""
    runs = [20, 21, 20, 21, 20, 21, None, 80, 81, 80, 81, 80, 81]
    reply = ask("xmr", {"x": runs}, screen_outliers=False)
    assert (reply["answers"]["mean_moving_range"], reply["n"]) == (1.0, 12)


def test_either_order_of_the_contrast() -> None:
    pairs = GIVEN["PairsArguments"]
    gain, loss = ask("paired_t", pairs), ask("paired_t", pairs, contrast="before minus after")
    assert (loss["estimate"], loss["lower"], loss["upper"]) == (-gain["estimate"], -gain["upper"], -gain["lower"])
    assert ask("paired_t", pairs, contrast="after - before") == gain


def test_a_recalculation_reports_the_first_segment_too() -> None:
    values = [12, 15, 9, 14, 11, 13, 16, 10, 12, 14, 25, 24, 26, 23, 27, 25, 24, 26]
    rebased = ask("xmr_nhs_making_data_count", {"x": values, "rebase_at_index1": 11})
    assert rebased["estimate"] == 25
    assert rebased["answers"]["mean_first"] == pytest.approx(12.6)
    assert "mean_first" not in ask("xmr", {"x": values})["answers"]
    assert ask("xmr", {"x": values}, rebase_at=[10])["answers"] == rebased["answers"]


@pytest.mark.parametrize(("direction", "kind"), [("increase", "improvement"), ("decrease", "concern")])
def test_directions_of_improvement(direction: str, kind: str) -> None:
    spike = [50, 52, 49, 51, 48, 53, 50, 95, 51, 49, 52, 50]
    reply = ask("xmr_nhs_making_data_count", {"x": spike, "improvement_direction": direction})
    assert reply["answers"]["point_type"][7] == f"special_cause_{kind}"


NOT_ESTIMABLE = [
    ("proportion", {"x": 0, "n": 0}, "Nobody was counted, so there is no share to report."),
    (
        "difference_newcombe",
        {"x1": 1, "n1": 2, "x2": 0, "n2": 0},
        "Nobody was counted in the reference group, so there is nothing to compare.",
    ),
    (
        "paired_t",
        {"before": [], "after": []},
        "Fewer than two people were scored at both times, so no interval can be given.",
    ),
    ("xmr", {"x": []}, "The series has no points."),
    (
        "xmr",
        {"x": [1, 2, 3]},
        "Fewer than eight figures are known, too few to say what is usual.",
    ),
    (
        "place",
        {"values": [1], "own": 0},
        "There are fewer than five organisations to compare, too few for a distribution.",
    ),
]


@pytest.mark.parametrize(("name", "inline", "reason"), NOT_ESTIMABLE, ids=[f"{r[0]}-{r[1]}" for r in NOT_ESTIMABLE])
def test_absence_is_an_answer(name: str, inline: dict[str, Any], reason: str) -> None:
    assert ask(name, inline) == {"method": name, "not_estimable": reason}


REFUSED: list[tuple[str, type[FairclaimError], str, dict[str, Any], dict[str, Any], str]] = [
    ("unknown method", UsageError, "wald", {"x": 1}, {}, "no method of this name"),
    ("missing input", UsageError, "proportion_wilson", {"x": 1}, {}, "proportion_wilson → n: an input is missing"),
    ("unknown input", UsageError, "paired_t", {"before": [1], "after": [2], "ages": [3]}, {}, "paired_t → ages"),
    ("settled option", UsageError, "proportion_wilson", {"x": 1, "n": 2}, {"interval": "exact"}, "→ interval"),
    ("unknown interval", UsageError, "proportion", {"x": 1, "n": 2}, {"interval": "wald"}, "'wilson', 'exact'"),
    ("given twice", UsageError, "proportion", {"x": 1, "n": 2}, {"n": 3}, "proportion → n: it is given twice"),
    ("level twice", UsageError, "proportion", {"x": 1, "n": 2}, {"level": 0.9, "conf_level": 0.9}, "→ level"),
    (
        "level in per cent",
        DataRefused,
        "proportion",
        {"x": 1, "n": 2},
        {"level": 95},
        "→ conf_level: a level lies between 0 and 1",
    ),
    ("not a number", DataRefused, "proportion", {"x": float("nan"), "n": 2}, {}, "proportion → x"),
    ("infinite", DataRefused, "paired_t", {"before": [1.0, float("inf")], "after": [1, 2]}, {}, "before, number 2"),
    ("half a person", DataRefused, "proportion", {"x": 1.5, "n": 2}, {}, "proportion → x"),
    ("more events than people", DataRefused, "proportion", {"x": 3, "n": 2}, {}, "events must lie between 0 and n"),
    ("unequal lengths", DataRefused, "paired_t", {"before": [1, 2], "after": [1]}, {}, "same people"),
    ("a gap in pairs", DataRefused, "paired_t", {"before": [1, None], "after": [1, 2]}, {}, "before, number 2"),
    ("contrast", DataRefused, "paired_t", {"before": [1], "after": [2]}, {"contrast": "x - y"}, "after - before"),
    ("another constant", DataRefused, "xmr_nhs_making_data_count", {"x": [1]}, {"constant": 3}, "2.66"),
    (
        "neutral direction",
        UsageError,
        "xmr_nhs_making_data_count",
        {"x": [1], "improvement_direction": "neutral"},
        {},
        "'increase' or 'decrease'",
    ),
    ("no such unit", DataRefused, "place", {"values": [1, 2], "own": 5}, {}, "index of one of the units"),
    ("target in per cent", DataRefused, "proportion", {"x": 1, "n": 2}, {"null": 85}, "proportion → null"),
]


@pytest.mark.parametrize(
    ("kind", "name", "inline", "params", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_refused(
    kind: type[FairclaimError], name: str, inline: dict[str, Any], params: dict[str, Any], words: str
) -> None:
    assert words in refused(kind, name, inline, **params)


def test_an_unknown_method_lists_the_known_ones() -> None:
    message = refused(UsageError, "wald", {})
    assert all(name in message for name in VOCABULARY)
    with pytest.raises(UsageError):
        entry_of("wald")


def test_a_missing_input_lists_what_is_needed() -> None:
    assert "inputs x1, n1, x2, n2;" in refused(UsageError, "difference", {"x1": 1, "n1": 2, "n2": 2})


def test_all_problems_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        ask("difference", {"x1": 1, "colour": 2})
    assert len(caught.value.problems) == 4


def test_a_message_never_holds_the_value() -> None:
    secret = "Jane Doe 943 476 5919"
    message = refused(DataRefused, "paired_t", {"before": [1, secret], "after": [1, 2]})
    assert message == (
        "paired_t → before, number 2: it should be a valid number. "
        "What to do: Divide the numbers of a list by commas, without brackets."
    )


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "proportion"},
        {"method": "proportion", "data": {}},
        {"method": "proportion", "data": {"inline": {}, "file": "x.csv", "columns": {"x": "a"}}},
        {"method": "proportion", "data": {"file": "x.csv"}},
        {"method": "proportion", "data": {"inline": {"x": 1, "n": 2}}, "quarter": "2024-25-q4"},
        {"data": {"inline": {}}},
        {"method": ["proportion"], "data": {"inline": {}}},
    ],
    ids=["no data", "empty data", "two sources", "no columns", "unknown key", "no method", "not a name"],
)
def test_malformed_requests(request_: dict[str, Any]) -> None:
    with pytest.raises((UsageError, DataRefused), match="request"):
        answer(request_)


@pytest.mark.parametrize(
    ("words", "message"),
    [(["x=1", "n"], "argument 2: this is not key=value"), (["x=1", "x=2"], "x: it is given twice")],
)
def test_words_that_are_not_understood(words: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_arguments("proportion", words)


def test_text_stays_text() -> None:
    assert parse_arguments("proportion", ["x=[1]", "n={}"])["data"] == {"inline": {"x": "[1]", "n": "{}"}}


# Files


def from_file(path: Path, method: str = "paired_t", **columns: str) -> dict[str, Any]:
    return answer({"method": method, "data": {"file": str(path), "columns": columns}})


@pytest.fixture
def scores(tmp_path: Path) -> Path:
    path = tmp_path / "scores.csv"
    path.write_bytes("\ufeffstart,end,person\n10,14,a\n12,13,b\n8,15,c\n".encode())
    return path


def test_columns_of_a_file(scores: Path) -> None:
    reply = from_file(scores, before="start", after="end")
    assert reply == ask("paired_t", {"before": [10, 12, 8], "after": [14, 13, 15]})


def test_a_blank_cell_of_a_series_is_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    path.write_text("pct\n" + "\n".join(["20", "21"] * 3 + [" "] + ["80", "81"] * 3) + "\n")
    assert from_file(path, "xmr", x="pct")["n"] == 12


def test_a_file_with_columns_and_options(scores: Path) -> None:
    request = {
        "method": "paired_change",
        "params": {"level": 0.9, "interval": "t"},
        "data": {"file": str(scores), "columns": {"before": "start", "after": "end"}},
    }
    assert answer(request)["level"] == 0.9


BAD_FILES = [
    ("text in a number", b"start,end\n10,14\n12,about 13\n", "scores.csv → end, line 3: a number was expected"),
    ("missing column", b"start,finish\n10,14\n", "there is no column 'end'. Allowed: start, finish"),
    ("blank in pairs", b"start,end\n10,14\n12,\n", "paired_t → after, number 2"),
    ("not a number", b"start,end\n10,nan\n12,1\n", "paired_t → after, number 1"),
    ("empty", b"", "the file has no rows"),
    ("no rows", b"start,end\n", "the file has no rows"),
    ("Latin-1", "start,end\n10,14\n£,1\n".encode("latin-1"), "the file is not UTF-8"),
    ("short row", b"start,end\n10\n", "paired_t → after, number 1"),
]


@pytest.mark.parametrize(("content", "message"), [r[1:] for r in BAD_FILES], ids=[r[0] for r in BAD_FILES])
def test_bad_files(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "scores.csv"
    path.write_bytes(content)
    with pytest.raises(DataRefused) as caught:
        from_file(path, before="start", after="end")
    assert message in str(caught.value)
    assert "about 13" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match=r"scores\.csv: there is no such file"):
        from_file(tmp_path / "scores.csv", before="start", after="end")
    with pytest.raises(DataRefused, match="cannot be opened"):
        from_file(tmp_path, before="start", after="end")


def test_counts_are_not_made_from_rows(scores: Path) -> None:
    with pytest.raises(UsageError, match="count first, and give the counts inline"):
        from_file(scores, "proportion_wilson", x="start", n="end")
    with pytest.raises(UsageError, match="not read from rows"):
        from_file(scores, "place", values="start", own="end")


@pytest.mark.parametrize(
    ("inline", "params", "words"),
    [
        ({"x": 7, "n": 10**26}, {}, "numbers must be 0 or lie between 1e-15 and 1e15 in size"),
        ({"x": 7, "n": 60}, {"conf_level": 95}, "Write 0.95, not 95"),
        ({"n": 60}, {}, "Allowed: inputs x, n; options conf_level, interval, null"),
    ],
    ids=["a number out of this world", "a level in per cent", "a missing input"],
)
def test_a_refusal_says_what_to_write(inline: dict[str, Any], params: dict[str, Any], words: str) -> None:
    assert words in refused(FairclaimError, "proportion", inline, **params)


def test_numbers_inside_a_group_are_looked_at_too() -> None:
    words = refused(
        FairclaimError, "did_from_changes", {"group1": {"change": 1e200, "se": 1}, "group2": {"change": 1, "se": 1}}
    )
    assert "group1: numbers must be" in words


def test_a_mistyped_name_is_told_the_nearest() -> None:
    assert "Did you mean proportion" in refused(UsageError, "propotion", {"x": 7, "n": 60})


def test_inputs_beside_inline_are_told_where_they_belong() -> None:
    with pytest.raises(UsageError, match="inputs stand under 'inline'"):
        answer({"method": "proportion", "data": {"x": 7, "n": 60}})


def test_an_expectation_mistyped_by_far_is_answered_without_a_warning() -> None:
    reply = ask("funnel_expected", {"observed": [100, 120, 90], "expected": [1e9, 100, 90]})
    assert json.loads(json.dumps(reply, allow_nan=False)) == reply


def test_groups_of_different_size_may_stand_side_by_side_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "groups.csv"
    file.write_text("ours,theirs\n1,2\n3,5\n4,9\n6,\n7,\n", encoding="utf-8")
    data = {"file": str(file), "columns": {"group1": "ours", "group2": "theirs"}}
    assert answer({"method": "welch_t", "data": data})["n"] == 8
