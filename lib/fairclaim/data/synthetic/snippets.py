"""The two files of params that a made-up extract is used with, written beside it to be copied."""

import json
from datetime import date

from fairclaim.data.synthetic.files import Form
from fairclaim.data.synthetic.make import make
from fairclaim.params.quarters import Quarter
from fairclaim.params.world import World

_SOURCES: dict[Form, tuple[str, str, str]] = {
    "csv": (
        "synthetic",
        "A made-up service, made to order",
        "Every table of `fairclaim synthetic`, in the contract's own columns.",
    ),
    "parquet": (
        "synthetic-large",
        "A made-up service with many referrals, made to order",
        "The tables of synthetic.yaml as Parquet files, as they are made above 200,000 referrals.",
    ),
}
# Nothing is lost between these and their hospital or register: they are complete to the freeze date.
_FEEDS = ("escalations", "hospital_spells", "deaths")


def source_id(form: Form) -> str:
    """Id of the source that reads files of this form."""
    return _SOURCES[form][0]


def source_yaml(form: Form) -> str:
    """The source that reads such an extract, as it ships under params/sources/."""
    ident, name, about = _SOURCES[form]
    day = date(2025, 1, 1)
    tables = make(World(), 0, 1, day, day, day).tables
    lines = [
        "# yaml-language-server: $schema=../schema/source.schema.json",
        f"# {about}",
        "version: 1",
        f"id: {ident}",
        f"name: {name}",
        "publisher: fairclaim's generator of made-up services",
        "tables:",
    ]
    for table, made in tables.items():
        lines += [f"  {table}:", f"    file: {table}.{form}", "    columns:"]
        lines += [f"      {column}: {column}" for column in made.column_names]
    return "\n".join(lines) + "\n"


def quarter_yaml(world: World, seed: int, size: int, quarter: Quarter, as_at: date, extract: str) -> str:
    """The quarter's file; reports made with it say that they are synthetic."""
    feeds = ", ".join(f"{table}: {as_at}" for table in _FEEDS)
    turned = world.model_dump(exclude_defaults=True)
    lines = [
        "# yaml-language-server: $schema=../schema/quarter.schema.json",
        f"# Copy this to params/quarters/{quarter}.yaml. `extract` is this folder, seen from the project's root.",
        "version: 1",
        f"id: {quarter}",
        f"extract: {json.dumps(extract)}",
        f"as_at: {as_at}",
        "issues: []",
        f"linked_to: {{{feeds}}}" if not world.late else "linked_to: {}",
        "synthetic:",
        f"  seed: {seed}",
        f"  size: {size}",
        "  world:" if turned else "  world: {}",
    ]
    lines += [f"    {name}: {_value(value)}" for name, value in turned.items()]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value)
