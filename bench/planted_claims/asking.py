"""From seeds to findings and rungs: many services drawn at once, measured by one query, and each assessed by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.data.cohorts.periods import asked_in, asked_throughout
from fairclaim.data.measuring.asked import Asked
from fairclaim.data.measuring.audits import audit_rows
from fairclaim.data.measuring.compile import measured
from fairclaim.data.synthetic.many import side_by_side
from fairclaim.params.months import months_between
from fairclaim.params.spec import RunSpec
from fairclaim.session.assess import assess
from planted_claims.designs import AS_AT, DESIGNS, HARM, REPORTS, spec
from planted_claims.services import MEASURES, Served

# Long enough before the first month that the longest episodes can end in it.
FIRST, FIRST_MONTH, LAST = date(2023, 4, 1), date(2023, 10, 1), date(2025, 3, 31)
TABLES = ("people", "referrals", "contacts", "scores", "packages", "stability_checks", "hospital_spells",
          "escalations", "deaths", "followups", "safety_events", "audits")  # fmt: skip
NOT_NEEDED = {"reablement": {"stability_checks", "escalations", "hospital_spells"},
              "urgent-response": {"packages", "followups", "hospital_spells"},
              "mental-health": {"packages", "followups", "stability_checks", "escalations"}}  # fmt: skip
_PERIODS: tuple[Period, ...] = ("this", "same_quarter_last_year")


@dataclass(frozen=True)
class Told:
    """One claim about one made-up service."""

    pathway: str
    truth: str
    seed: int
    design: str
    claim: str
    primary: bool
    finding: str
    rung: str


def told(served: Served, truths: Mapping[str, Sequence[int]]) -> Iterator[Told]:
    """Tell every claim of every design about one service a seed, of each truth with its seeds."""
    sites = {f"{place}x{seed}": (truth, seed) for place, truth in enumerate(truths) for seed in truths[truth]}
    specs = {design: spec(served, design) for design in DESIGNS}
    cohorts = _cohorts(served, _tables(served, sites), specs[DESIGNS[-1]], list(sites))
    for site, (truth, seed) in sites.items():
        for design, one in specs.items():
            for claim in assess(one, cohorts[site]).claims:
                asked, rung = claim.comparison, claim.rung.name.lower()
                yield Told(served.pathway, truth, seed, design, asked.id, asked.primary, claim.finding.value, rung)


def _tables(served: Served, sites: Mapping[str, tuple[str, int]]) -> dict[str, Any]:
    worlds, days = dict(served.worlds()), (LAST - FIRST + timedelta(days=1)).days
    services = {site: (worlds[truth], seed) for site, (truth, seed) in sites.items()}
    only = [name for name in TABLES if name not in NOT_NEEDED[served.pathway]]
    return side_by_side(services, round(served.a_quarter * days / 91), FIRST, LAST, AS_AT, only=only)


def _cohorts(
    served: Served, tables: dict[str, Any], one: RunSpec, sites: Sequence[str]
) -> dict[str, tuple[Cohort, ...]]:
    found: dict[str, list[Cohort]] = {site: [] for site in sites}
    months = months_between(FIRST_MONTH, LAST)
    asked: list[tuple[str, Period, Asked]] = [
        (name, period, asked_in(one, period))
        for name in (served.outcome, served.change, served.prompt, HARM, REPORTS)
        for period in _PERIODS
    ]
    asked.append((served.outcome, "by_month", asked_throughout(one, months)))
    for name, period, when in asked:
        rows: Any = measured(MEASURES[name], tables, when).drop("row", "referral_id")
        frames = dict(iter(_fetched(rows).groupby("site")))
        for site in sites:
            kept = months if period == "by_month" else ()
            found[site].append(Cohort(name, period, frames[site].reset_index(drop=True), (), "", months=kept))
    for site, frame in _audits(served, tables, one, sites):
        found[site].append(Cohort(served.audited, "audit", frame, (), ""))
    return {site: tuple(cohorts) for site, cohorts in found.items()}


def _audits(
    served: Served, tables: dict[str, Any], one: RunSpec, sites: Sequence[str]
) -> Iterator[tuple[str, pd.DataFrame]]:
    measure, audits = MEASURES[served.audited], tables["audits"]
    own: Any = measured(measure, tables, asked_in(one, "this"), covariates=False).cache()
    for site in sites:
        ours = {**tables, "audits": audits.filter(audits.referral_id.startswith(f"{site}-"))}
        yield site, _fetched(audit_rows(measure.id, own, ours, AS_AT))


def _fetched(rows: Any) -> pd.DataFrame:
    frame: pd.DataFrame = rows.to_pyarrow().to_pandas(date_as_object=True)
    return frame
