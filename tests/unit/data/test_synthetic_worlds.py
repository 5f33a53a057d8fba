"""Made-up services to order, as files: the same bytes, in the contract's columns, put where a quarter says."""

import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pydantic import TypeAdapter

from fairclaim.data.contract.tables import CONTRACT
from fairclaim.data.reading.extracts import open_extract, read_extract
from fairclaim.data.synthetic import recipes
from fairclaim.data.synthetic.ensure import ensure
from fairclaim.data.synthetic.files import form_of, names, write_tables
from fairclaim.data.synthetic.make import TABLES, make
from fairclaim.data.synthetic.recipes import OURS
from fairclaim.data.synthetic.snippets import source_yaml
from fairclaim.errors import DataRefused, ParamsRefused
from fairclaim.params.load import load_library
from fairclaim.params.models import Synthetic
from fairclaim.params.world import World

PARAMS = Path(__file__).parents[3] / "params"
FIRST, LAST, AS_AT = date(2023, 1, 1), date(2024, 12, 31), date(2025, 3, 1)
UGLY = World(
    late=0.2,
    deaths=0.2,
    repeats=0.3,
    overlapping=0.1,
    lost=0.1,
    misrecorded=0.1,
    recoded_from=date(2024, 6, 1),
    merged_from=date(2024, 6, 1),
    comparison=0.3,
    icc=0.05,
    winter_referrals=0.5,
    selected_from_use=1,
    selected_to_score=9,
)
DEMO = ("quarters/2024-25-q4.yaml", "synthetic: {seed: 20250331, truth: benefit}")
SOURCE = ("services/demo-reablement.yaml", "source: demo-reablement", "source: synthetic")


def ordered(*more: str, world: str = "{deaths: 0.1}") -> tuple[str, str, str]:
    return (*DEMO, "\n".join([f"synthetic: {{seed: 5, size: 1500, world: {world}}}", *more]))


def folder_of(spec) -> Path:
    return spec.root / spec.quarter_file.extract


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path, form):
    for name, seed in (("one", 3), ("same", 3), ("other", 4)):
        (tmp_path / name).mkdir()
        write_tables(make(UGLY, seed, 800, FIRST, LAST, AS_AT).tables, tmp_path / name, form)
    one, same, other = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "same", "other"))
    assert set(one) == set(names(form))
    assert one == same
    assert not {name for name in one if one[name] == other[name]}


@pytest.mark.parametrize("pathway", ["reablement", "urgent-response", "mental-health"])
@pytest.mark.parametrize("source", ["synthetic", "synthetic-large"])
def test_every_table_is_read_without_a_complaint(tmp_path, pathway, source):
    made = make(UGLY.model_copy(update={"pathway": pathway}), 7, 600, FIRST, LAST, AS_AT)
    write_tables(made.tables, tmp_path, "csv" if source == "synthetic" else "parquet")
    library = load_library(PARAMS)
    extract = read_extract(library.sources[source], tmp_path, "made", tuple(library.measures.values()), as_at=AS_AT)
    assert list(extract.tables) == list(TABLES)
    for name, table in made.tables.items():
        read = extract.tables[name].to_pyarrow()
        assert len(read) == len(table), name
        ids = [column for column in table.column_names if column.endswith("_id")]
        for column in ids:
            assert sorted(read[column].to_pylist()) == sorted(table[column].to_pylist()), (name, column)


def test_what_is_odd_is_only_what_was_planted(tmp_path):
    write_tables(make(World(overlapping=0.1), 7, 600, FIRST, LAST, AS_AT).tables, tmp_path, "csv")
    extract = read_extract(load_library(PARAMS).sources["synthetic"], tmp_path, "made", as_at=AS_AT)
    # Escalations before a referral are what high use is seen by.
    assert [(odd.table, odd.rows) for odd in extract.oddities if odd.table != "escalations"] == [("referrals", 60)]


@pytest.mark.parametrize("pathway", ["reablement", "urgent-response", "mental-health"])
def test_tables_hold_contract_columns_and_codes(pathway):
    for name, table in make(UGLY.model_copy(update={"pathway": pathway}), 7, 400, FIRST, LAST, AS_AT).tables.items():
        assert set(table.column_names) <= set(CONTRACT[name].columns)
        needed = {column for column, rule in CONTRACT[name].columns.items() if rule.required}
        assert needed <= set(table.column_names)


@pytest.mark.parametrize(("form", "source"), [("csv", "synthetic"), ("parquet", "synthetic-large")])
def test_the_shipped_sources_are_those_that_the_command_writes(form, source):
    assert (PARAMS / f"sources/{source}.yaml").read_text(encoding="utf-8") == source_yaml(form)


@pytest.mark.parametrize("pathway", ["reablement", "urgent-response", "mental-health"])
@pytest.mark.parametrize("size", [1, 2, 30])
def test_the_smallest_services_can_be_made(pathway, size):
    made = make(UGLY.model_copy(update={"pathway": pathway}), 1, size, FIRST, LAST, date(2026, 1, 1))
    assert len(made.tables["referrals"]) == size


def test_a_table_is_the_same_whichever_others_are_drawn():
    whole = make(UGLY, 3, 500, FIRST, LAST, AS_AT).tables
    for table in TABLES:
        assert make(UGLY, 3, 500, FIRST, LAST, AS_AT, only=[table]).tables[table].equals(whole[table])


def test_nobody_does_anything_after_their_death():
    made = make(UGLY, 3, 2000, FIRST, LAST, date(2026, 1, 1)).tables
    people = made["referrals"].to_pandas()[["referral_id", "person_id"]].merge(made["deaths"].to_pandas())
    died = people.set_index("referral_id")["at"].astype("datetime64[ns]")
    columns = {
        "contacts": "at",
        "escalations": "occurred_at",
        "packages": "started_at",
        "followups": "at",
        "scores": "at",
    }
    for table, column in (columns | {"experience": "at", "complaints": "at", "safety_events": "at"}).items():
        rows = made[table].to_pandas().merge(died.rename("died"), left_on="referral_id", right_index=True)
        assert len(rows), table
        assert (rows[column].astype("datetime64[ns]").dt.normalize() <= rows.died).all(), table


def test_nothing_is_dated_in_the_hour_that_a_clock_change_takes_or_doubles():
    made = make(World(pathway="urgent-response"), 3, 5000, FIRST, LAST, AS_AT).tables
    for table, column in (("escalations", "occurred_at"), ("safety_events", "at"), ("stability_checks", "at")):
        times = pd.to_datetime(made[table][column].to_pandas())
        assert (times.dt.hour != 1).all()
        assert {0, 2} <= set(times.dt.hour), table


def test_a_trend_that_leaves_the_shares_is_refused_before_anything_is_drawn():
    with pytest.raises(ParamsRefused, match="takes a share out of 0 to 1") as refused:
        make(World(trend=0.3), 1, 100, FIRST, LAST, AS_AT)
    assert "0.6 to 1.2" in str(refused.value)


WRONG = [
    ({"seed": 1}, "say either 'truth'"),
    ({"seed": 1, "truth": "benefit", "world": {}, "size": 5}, "say either 'truth'"),
    ({"seed": 1, "world": {}}, "'world' and 'size' go together"),
    ({"seed": 1, "truth": "benefit", "size": 5}, "'world' and 'size' go together"),
    ({"seed": -1, "truth": "benefit"}, "greater than or equal to 0"),
    ({"seed": 1, "size": 0, "world": {}}, "greater than or equal to 1"),
    ({"seed": 1, "size": 5, "world": {"effect": 1}}, "Extra inputs"),
    (
        {"seed": 1, "size": 5, "world": {"effect_on_share": 0.5}},
        "a share would leave 0 to 1 because of effect_on_share",
    ),
    ({"seed": 1, "size": 5, "world": {"effect_on_harm": -0.1}}, "because of effect_on_harm"),
    ({"seed": 1, "size": 5, "world": {"comparison_differs": -0.7}}, "because of comparison_differs"),
    ({"seed": 1, "size": 5, "world": {"lost": 0.6, "lost_more_if_worse": 0.6}}, "because of lost_more_if_worse"),
]


@pytest.mark.parametrize(("given", "told"), WRONG)
def test_a_recipe_that_cannot_be_is_refused(given, told):
    with pytest.raises(ValueError, match=told):
        TypeAdapter(Synthetic).validate_python(given)


@pytest.mark.parametrize("given", [{"seed": 1, "truth": "harm"}, {"seed": 0, "world": {}, "size": 5}])
def test_both_forms_of_a_recipe_hold(given):
    assert TypeAdapter(Synthetic).validate_python(given).seed == given["seed"]


def test_a_quarter_that_asks_for_a_world_gets_its_extract_and_its_truth(project):
    spec = project(made=ordered(world="{effect_on_share: 0.1}"), source=SOURCE)
    assert ensure(spec) is True
    assert ensure(spec) is False
    assert {path.name for path in folder_of(spec).iterdir()} == {*names("csv"), "truth.json", "recipe.json"}
    truth = json.loads((folder_of(spec) / "truth.json").read_text(encoding="utf-8"))
    assert truth["planted"]["outcome_on_first_day"]["difference_made_by_service"] == 0.1
    assert (truth["first"], truth["last"], truth["as_at"]) == ("2023-01-31", "2025-03-31", "2025-06-02")
    extract = open_extract(spec)
    assert int(extract.tables["referrals"].count().execute()) == 1500


def test_a_turned_knob_makes_it_anew(project):
    spec = project(made=ordered(), source=SOURCE)
    ensure(spec)
    before = (folder_of(spec) / "people.csv").read_bytes()
    assert ensure(project(more=("quarters/2024-25-q4.yaml", "deaths: 0.1", "comparison: 0.5"))) is True
    assert (folder_of(spec) / "people.csv").read_bytes() != before


def test_a_reissue_gets_the_extract_that_it_revises_too(project):
    revised = "revises: {extract: data/demo/first, as_at: 2025-04-20, reason: late rows came in}"
    spec = project(made=ordered(revised, world="{late: 0.3}"), source=SOURCE)
    assert ensure(spec) is True
    first, second = (
        pd.read_csv(spec.root / "data/demo" / folder / "referrals.csv") for folder in ("first", "2024-25-q4")
    )
    assert 1200 < len(first) < len(second) <= 1500
    assert set(first.referral_id) < set(second.referral_id)
    assert ensure(spec) is False


def test_a_folder_with_somebody_s_own_file_beside_a_made_one_is_refused(project):
    spec = project(made=ordered(), source=SOURCE)
    ensure(spec)
    (folder_of(spec) / "my notes.txt").write_text("mine\n", encoding="utf-8")
    with pytest.raises(DataRefused, match="files that were not made here"):
        ensure(project(more=("quarters/2024-25-q4.yaml", "deaths: 0.1", "deaths: 0.2")))
    assert (folder_of(spec) / "my notes.txt").read_text(encoding="utf-8") == "mine\n"


def test_what_a_file_browser_leaves_is_no_reason_to_refuse(project):
    spec = project(made=ordered(), source=SOURCE)
    ensure(spec)
    (folder_of(spec) / ".DS_Store").write_bytes(b"")
    assert ensure(project(more=("quarters/2024-25-q4.yaml", "deaths: 0.1", "deaths: 0.2"))) is True


def test_many_referrals_are_written_as_parquet(project, monkeypatch):
    assert (form_of(200_000), form_of(200_001)) == ("csv", "parquet")
    monkeypatch.setattr(recipes, "form_of", lambda _: "parquet")
    spec = project(made=ordered(), source=(*SOURCE[:2], "source: synthetic-large"))
    ensure(spec)
    assert {path.suffix for path in folder_of(spec).iterdir()} == {".parquet", ".json"}
    assert int(open_extract(spec).tables["referrals"].count().execute()) == 1500


def test_every_file_that_is_made_is_known_as_ours():
    assert {*names("csv"), *names("parquet"), "truth.json", "recipe.json", "quarter.yaml", "source.yaml"} <= OURS
