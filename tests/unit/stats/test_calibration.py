"""The engine of calibration: what it counts, what it keeps, and what it measures anew."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from fairclaim.cli.entry import cli
from fairclaim.stats.batch import Batch, Spoken
from fairclaim.stats.calibration import run, sources, table
from fairclaim.stats.calibration.card import card
from fairclaim.stats.calibration.coverage import applies, coverage, drawn
from fairclaim.stats.calibration.mechanism import Drawn
from fairclaim.stats.calibration.mechanisms.shares import ONE_SHARE, TWO_SHARES
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.samples import Counts


def world(weights: list[float] | None = None, truth: float = 0.5) -> Drawn:
    batch = Batch({"x": np.arange(4)}, lambda x, n: Counts(int(x), n), {"n": 3})
    return Drawn(batch, {"share": truth}, None if weights is None else np.array(weights))


def spoken(given: list[bool]) -> Spoken:
    return Spoken.of([0.5] * 4, [0.0, 0.4, 0.6, 0.9], [0.1, 0.6, 0.8, 1.0], given)


@pytest.mark.parametrize(
    ("weights", "given", "covered", "refused"),
    [
        (None, [True] * 4, 0.25, 0.0),
        ([0.1, 0.6, 0.2, 0.1], [True] * 4, 0.6, 0.0),
        ([0.1, 0.6, 0.2, 0.1], [True, True, False, False], 0.6 / 0.7, 0.3),
        (None, [True, False, True, True], 0.0, 0.25),
        (None, [False] * 4, 0.0, 1.0),
    ],
    ids=["each alike", "by probability", "of those given", "the right one refused", "all refused"],
)
def test_coverage_is_counted_on_intervals_as_spoken(
    weights: list[float] | None, given: list[bool], covered: float, refused: float
) -> None:
    found = coverage(spoken(given), world(weights), "share")
    assert (found.covered, found.refused) == pytest.approx((covered, refused))


def test_an_enumerated_world_has_no_monte_carlo_error_and_a_drawn_one_never_has_none() -> None:
    assert coverage(spoken([True] * 4), world([0.25] * 4), "share").error == 0
    everything = Spoken.of([0.5] * 4, [0.0] * 4, [1.0] * 4)
    assert coverage(everything, world(), "share").error == pytest.approx(np.sqrt(0.25 * 0.75 / 4))


def test_limits_that_do_not_exist_are_counted_apart_from_the_width() -> None:
    half_open = Spoken.of([1.0, 1.0], [0.5, 0.5], [2.0, np.inf])
    drawn_ = Drawn(Batch({"x": np.zeros(2)}, lambda x: Counts(int(x), 1)), {"share_ratio": 1.0})
    found = coverage(half_open, drawn_, "share_ratio")
    assert (found.width, found.open_ended) == pytest.approx((np.log(4), 0.5))


def test_a_lacking_number_counts_as_refused() -> None:
    assert Spoken.of([0.5, np.nan], [0.1, 0.1], [0.9, 0.9]).given.tolist() == [True, False]


def test_a_world_is_asked_only_of_methods_that_need_what_it_makes() -> None:
    assert applies(Proportion(), ONE_SHARE)
    assert not applies(Proportion(), TWO_SHARES)


def test_the_same_cell_is_drawn_alike_each_time() -> None:
    mechanism = next(m for m in run.MECHANISMS if drawn(m, m.cells[0], 5).weights is None)
    first, again = (drawn(mechanism, mechanism.cells[0], 5).batch.parts for _ in range(2))
    assert all(np.array_equal(first[name], again[name]) for name in first)


def one_share() -> tuple[run.Task, ...]:
    return run.tasks((Proportion(),), 10)[:3]


def test_a_stopped_run_goes_on_from_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, done = tmp_path / "kept.jsonl", []
    whole = run.calibrate(one_share(), kept, done.append, workers=1)
    lines = kept.read_text(encoding="utf-8").splitlines()
    # Killed while the third line was written: two whole lines and a torn one.
    kept.write_text("\n".join([*lines[:2], lines[2][:40]]) + "\n", encoding="utf-8")
    measured: list[run.Task] = []
    monkeypatch.setattr(
        run, "_measured", lambda waiting, _: (measured.append(t) or (t, run.measure(t)) for t in waiting)
    )
    assert run.calibrate(one_share(), kept, done.append) == whole
    assert len(measured) == 1
    assert len(done) == 6


def test_a_row_is_measured_anew_when_its_code_or_its_size_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {task.key for task in one_share()}
    assert before == {task.key for task in one_share()}
    monkeypatch.setattr(run, "LEVEL", 0.9)
    assert not before & {task.key for task in one_share()}


def test_a_fingerprint_follows_what_a_module_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sources.fingerprint("fairclaim.stats.methods.difference")
    read = sources.inspect.getsource
    # `difference` takes its Wilson limits from `proportion`: a change there makes its rows stale too.
    monkeypatch.setattr(
        sources.inspect, "getsource", lambda m: read(m) + ("#" if m.__name__.endswith("methods.proportion") else "")
    )
    assert sources.fingerprint("fairclaim.stats.methods.difference") != before


def test_the_table_survives_being_written_and_read(tmp_path: Path) -> None:
    rows = tuple(run.measure(task) for task in one_share())
    table.write(rows, tmp_path / "t.csv")
    table.write(table.read(tmp_path / "t.csv"), tmp_path / "again.csv")
    assert (tmp_path / "t.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()
    assert [row.cell for row in table.read(tmp_path / "t.csv")] == [row.cell for row in rows]


def row(options: str, coverage: float, width: float, *, rival: float = 0.5) -> table.Row:
    return table.Row(
        method="m", options=options, parameter="p", mechanism="w", cell="c", repetitions=9, enumerated=True,
        coverage=coverage, error=0, refused=0, open_ended=0, width=width, rival="r", rival_coverage=rival, rival_width=0.1,
    )  # fmt: skip


def test_width_is_held_against_the_narrowest_that_holds_the_truth() -> None:
    wide, narrow, cheat = row("a", 0.97, 3.0), row("b", 0.95, 2.0), row("c", 0.80, 1.0)
    assert table.relative_width(wide, (wide, narrow, cheat)) == 1.5
    valid = row("a", 0.97, 3.0, rival=0.95)
    assert table.relative_width(valid, (valid, narrow)) == pytest.approx(30)


@pytest.mark.parametrize(("worst", "licensed"), [(0.92, True), (0.90, False)])
def test_a_license_needs_the_mean_and_the_worst_cell(worst: float, licensed: bool) -> None:
    (summary,) = table.summaries((row("a", 0.97, 1.0), row("a", worst, 1.0)))
    assert summary.licensed is licensed


def test_the_command_measures_one_method_and_leaves_the_others_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, written = tmp_path / "kept.jsonl", tmp_path / "coverage.csv"
    table.write((row("", 0.95, 1.0),), written)
    monkeypatch.setattr(table, "TABLE", written)
    monkeypatch.setattr(table, "read", lambda path=written: tuple(_read(path)))
    monkeypatch.setattr(run, "_measured", lambda waiting, _: ((task, run.measure(task)) for task in waiting))
    result = CliRunner().invoke(cli, ["calibrate", "proportion", "--kept", str(kept)])
    assert result.exit_code == 0
    assert "ok   proportion interval=wilson in one-share: mean 0.953" in result.output
    assert {found.method for found in _read(written)} == {"m", "proportion"}
    assert json.loads(kept.read_text(encoding="utf-8").splitlines()[0])["method"] == "proportion"


_read = table.read


def test_few_repetitions_are_shown_and_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = tmp_path / "coverage.csv"
    monkeypatch.setattr(table, "TABLE", written)
    monkeypatch.setattr(run, "_measured", lambda waiting, _: ((task, run.measure(task)) for task in waiting))
    result = CliRunner().invoke(cli, ["calibrate", "pooling", "--repetitions", "20", "--kept", str(tmp_path / "k")])
    assert "shown, and not written into the table" in result.output
    assert "pooling interval=mean" in result.output
    assert not written.exists()


def test_a_stopped_run_says_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(waiting: list[run.Task], _: int | None) -> Iterator[tuple[run.Task, table.Row]]:
        yield waiting[0], run.measure(waiting[0])
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "_measured", stopped)
    kept = tmp_path / "kept.jsonl"
    result = CliRunner().invoke(cli, ["calibrate", "proportion", "--kept", str(kept)])
    assert (result.exit_code, len(kept.read_text(encoding="utf-8").splitlines())) == (130, 1)
    assert "the same command goes on from there" in result.output


def test_a_method_without_a_world_is_told_what_no_world_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "MECHANISMS", ())
    monkeypatch.setattr(table, "write", lambda *_: None)
    said = CliRunner().invoke(cli, ["calibrate", "difference"]).output
    assert "No made-up world makes TwoCounts and knows the truth of 'share_difference'" in said


def test_a_name_that_does_not_exist_is_refused_with_those_that_do() -> None:
    result = CliRunner().invoke(cli, ["calibrate", "wald"])
    assert "there is no method of this name" in str(result.exception)
    assert "proportion, difference" in str(result.exception)


def test_a_card_tells_the_mean_and_the_worst_cell() -> None:
    said = card(Proportion(null=0.85))
    assert said is not None
    assert "held the truth in 95.3 of 100 cases on average" in said
    assert "91.5 where they did worst (one-share: n=15, p=0.3)" in said
