"""The contract: which tables and columns a service's record is turned into, and what must hold for each.

The kind of a column (time, number, text, closed set) is read from its schema, so a file is converted and judged by the
same lines. Every rule is worded for the person who has to mend the file.
"""

import pandera.pandas as pa

_DAY = {"day": True}


def _text(*, nullable: bool = False) -> pa.Column:
    return pa.Column(str, nullable=nullable)


def _time(*, nullable: bool = False) -> pa.Column:
    return pa.Column("datetime64[ns]", nullable=nullable)


def _number() -> pa.Column:
    return pa.Column(float)


def _one_of(*allowed: str) -> pa.Column:
    return pa.Column(str, pa.Check.isin(allowed, error=" or ".join(allowed)), metadata={"closed": allowed})


def _first_day() -> pa.Column:
    check = pa.Check(lambda month: month.dt.day == 1, error="the first day of a month")
    return pa.Column("datetime64[ns]", check, metadata=_DAY)


def _percent() -> pa.Column:
    return pa.Column(float, pa.Check.in_range(0, 100, error="a percentage from 0 to 100"), nullable=True)


def _table(
    columns: dict[str, pa.Column], unique: list[str] | None = None, twice: str = "", checks: pa.Check | None = None
) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, unique=unique, checks=checks, metadata={"twice": twice})


_IN_ORDER = pa.Check(
    # Compared by day: a record that holds a time for one date and a day for the other is not out of order.
    lambda frame: ~(frame["discharged_at_on"] < frame["referred_at_on"]),
    error="a discharge on or after the day of referral",
)

CONTRACT: dict[str, pa.DataFrameSchema] = {
    "referrals": _table(
        {
            "referral_id": _text(),
            "person_id": _text(),
            "referred_at": _time(),
            "discharged_at": _time(nullable=True),
        },
        unique=["referral_id"],
        twice="two rows for one referral",
        checks=_IN_ORDER,
    ),
    "contacts": _table({"referral_id": _text(), "at": _time(), "attended": _one_of("yes", "no")}),
    "scores": _table(
        {
            "referral_id": _text(),
            "instrument": _text(),
            "time_point": _text(),
            "at": _time(),
            "score": _number(),
        },
        unique=["referral_id", "instrument", "time_point", "at"],
        twice="two scores of one instrument and time point at one time",
    ),
    "packages": _table({"referral_id": _text(), "started_at": _time(), "kind": _text()}),
    "followups": _table(
        {"referral_id": _text(), "at": _time(), "point": _text(), "reached": _one_of("yes", "no")},
    ),
    "deaths": _table({"person_id": _text(), "at": _time()}, unique=["person_id"], twice="two deaths of one person"),
    "safety_events": _table(
        {"referral_id": _text(), "at": _time(), "harm": _one_of("none", "low", "moderate", "severe", "death")},
    ),
    "experience": _table(
        {"referral_id": _text(), "at": _time(), "item": _text(), "answer": _text()},
        unique=["referral_id", "item", "at"],
        twice="two answers to one question at one time",
    ),
    "audits": _table(
        {
            "referral_id": _text(),
            "at": _time(),
            "measure": _text(),
            "recorded": _one_of("yes", "no"),
            "found": _one_of("yes", "no"),
        },
        unique=["referral_id", "measure"],
        twice="two audits of one outcome of one referral",
    ),
    "series": _table(
        {
            "month": _first_day(),
            "org_type": _text(),
            "org_code": _text(),
            "org_name": _text(nullable=True),
            "two_hour_pct": _percent(),
        },
        unique=["month", "org_type", "org_code"],
        twice="two rows for one month of one organisation",
    ),
}

# A table of events may be empty (no incident is good news); these may not.
NEVER_EMPTY = frozenset({"referrals", "series"})
