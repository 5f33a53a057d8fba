"""What is asked of a made-up service: a weak design, and the strong ones that reports offer."""

from datetime import date
from pathlib import Path
from typing import Any

from fairclaim.params.models import Comparison, Pathway, QuarterFile, Service
from fairclaim.params.spec import RunSpec
from planted_claims.services import LIBRARY, MEASURES, Served

QUARTER, AS_AT = "2024-25-q4", date(2025, 6, 30)
FEEDS = {"escalations": AS_AT, "hospital_spells": AS_AT}
HARM, REPORTS = "harm-in-care", "incidents-per-1000-days"
WEAK, YEAR, SERIES = "one cohort", "last year", "own series"
DESIGNS = (WEAK, YEAR, SERIES)
_LAST_YEAR = "same_quarter_last_year"
_DIFFERENCE, _SHARE = {"name": "difference", "interval": "newcombe"}, {"name": "proportion", "interval": "wilson"}
_STANDARD = {"value": 0.85, "name": "the standard", "source": "made up", "dated": date(2024, 4, 1)}


def spec(served: Served, design: str) -> RunSpec:
    """Write down one report of a service: its pathway, and the questions of its design."""
    measures = (served.outcome, served.change, served.prompt, HARM, REPORTS)
    return RunSpec(
        root=Path(),
        params_dir=Path(),
        house=LIBRARY.house,
        service=_service(served, design),
        pathway=_pathway(served, design, measures),
        source=LIBRARY.sources["synthetic"],
        quarter_file=QuarterFile(version=1, id=QUARTER, extract="made", as_at=AS_AT, linked_to=FEEDS),
        measures=tuple(MEASURES[name] for name in measures),
        fingerprints=(),
    )


def _service(served: Served, design: str) -> Service:
    asked = {WEAK: _one_cohort, YEAR: _year, SERIES: _own_series}[design](served)
    comparisons = [Comparison.model_validate(one) for one in asked]
    shared: dict[str, Any] = {"id": "made", "name": "Made up", "source": "synthetic", "about": "Made up."}
    return Service(version=1, pathway=served.pathway, comparisons=comparisons, **shared)


def _pathway(served: Served, design: str, measures: tuple[str, ...]) -> Pathway:
    """Give the account on file; the weak design has no audit, no harm and no standard beside it."""
    told: dict[str, Any] = {"id": served.pathway, "name": "Made up", "dated": date(2024, 12, 2), "owner": "Made up"}
    told |= {"mechanism": "Made up.", "rivals": ["Made up."], "partners": ["others"], "measures": list(measures)}
    if design != WEAK:
        told |= {"standard": served.prompt, "harm": HARM, "audit": {"agreement": 0.9}}
    return Pathway.model_validate({"version": 1, **told})


def _one_cohort(served: Served) -> list[dict[str, Any]]:
    return [
        {"measure": served.outcome, "against": "nothing", "method": _SHARE},
        {"measure": served.change, "against": "nothing", "method": {"name": "paired_change", "interval": "t"}},
        {"measure": HARM, "against": "nothing", "method": _SHARE},
        {"measure": REPORTS, "against": "nothing", "method": {"name": "events_by_person"}},
    ]


def _year(served: Served) -> list[dict[str, Any]]:
    primary = {"against": _LAST_YEAR, "primary": True}
    return [
        {"measure": served.outcome, "method": _DIFFERENCE, "margin": 0.02, **primary},
        {"measure": served.change, "method": {"name": "adjusted_change"}, "margin": served.step / 2, **primary},
        {"measure": served.prompt, "method": _DIFFERENCE, "margin": 0.02, **primary},
        {"measure": REPORTS, "against": _LAST_YEAR, "method": {"name": "rate_ratio_by_person"}},
        *_beside(served),
    ]


def _own_series(served: Served) -> list[dict[str, Any]]:
    return [{"measure": served.outcome, "against": "own_series", "method": {"name": "xmr"}}, *_beside(served)]


def _beside(served: Served) -> list[dict[str, Any]]:
    return [
        {"measure": served.prompt, "against": "target", "method": _SHARE, "target": _STANDARD},
        {"measure": HARM, "against": _LAST_YEAR, "method": _DIFFERENCE, "margin": 0.03},
    ]
