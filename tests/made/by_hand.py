"""Measures and records written by hand, for tables of a few people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from fairclaim.data.measuring.asked import Asked
from fairclaim.params.measures import AnyMeasure, Measure
from fairclaim.params.quarters import Quarter
from fairclaim.params.sources import Part, Source

QUARTER = Quarter.parse("2024-25-q4")
AS_AT = date(2025, 6, 2)

# What a line of each table holds, unless its first line begins with '#' and says otherwise.
HEADERS = {
    "people": "person_id,age,birth_month,sex,ethnicity,deprivation,site,arm",
    "referrals": "referral_id,person_id,referred_at,discharged_at",
    "contacts": "referral_id,at,attended",
    "scores": "referral_id,instrument,time_point,at,score",
    "packages": "referral_id,started_at,kind",
    "followups": "referral_id,at,point,reached",
    "deaths": "person_id,at",
    "safety_events": "referral_id,at,harm",
    "experience": "referral_id,at,item,answer",
    "escalations": "referral_id,occurred_at,kind",
    "stability_checks": "referral_id,at,result",
    "hospital_spells": "person_id,admitted_at,discharged_at,kind",
    "support_hours": "referral_id,week_at,hours",
    "plans": "referral_id,kind,made_at,in_force_to",
    "themes": "at,reason,improvement,referral_id",
    "complaints": "referral_id,at,kind",
    "activity_plan": "month,kind,planned,delivered",
    "learning_log": "at,trigger,action,partner,owner,due_at",
    "series": "month,org_type,org_code,org_name,indicator,value",
}
ALWAYS = ("deaths", "packages", "followups", "contacts", "scores", "safety_events", "experience")


def source_of(headers: Mapping[str, str]) -> Source:
    """Map each table to a file of its own name, whose headers are the contract's."""
    tables = {
        name: Part(file=f"{name}.csv", columns={column: column for column in header.split(",")})
        for name, header in headers.items()
    }
    return Source(version=1, id="by-hand", name="Written by hand", publisher="Nobody", tables=tables)


def heading(**changes: Any) -> dict[str, Any]:
    """What every measure has."""
    words = {"id": "by-hand", "title": "By hand", "outcome_phrase": "by hand"}
    return {**words, "family": "person_change", "better": "higher", **changes}


def base(**changes: Any) -> dict[str, Any]:
    """An absence that must have been observed: no ongoing package six weeks after discharge."""
    return heading(
        **{
            "kind": "proportion",
            "index": {"table": "referrals", "at": "discharged_at"},
            "outcome": {
                "table": "packages",
                "at": "started_at",
                "where": {"kind": ["ongoing"]},
                "counts_when": "absent",
            },
            "observed_when": {"table": "followups", "where": {"reached": ["yes"]}},
            "window": {"start": "0d", "end": "6w", "start_day": "inclusive", "end_day": "inclusive", "clock": "days"},
            "died": "excluded",
            "not_observed": "own_state",
            **changes,
        }
    )


def model_of(**keys: Any) -> AnyMeasure:
    """Read a measure as it is read from YAML."""
    measure: AnyMeasure = TypeAdapter(Measure).validate_python(keys)
    return measure


def asked_of(**changes: Any) -> Asked:
    """Ask about the quarter, as the record stood in June."""
    return Asked(**{"first": QUARTER.start, "last": QUARTER.end, "as_at": AS_AT, **changes})


def change(**changes: Any) -> dict[str, Any]:
    """A change in the Barthel Index between two labelled time points."""
    return heading(
        **{
            "kind": "paired_change",
            "index": {"table": "referrals", "at": "discharged_at"},
            "instrument": "Barthel Index",
            "first": "start",
            "last": "discharge",
            "meaningful_change": 1.85,
            "meaningful_change_source": "by hand",
            "score_range": (0, 20),
            **changes,
        }
    )
