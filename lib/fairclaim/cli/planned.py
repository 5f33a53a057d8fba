"""What a run would do, as `--dry-run` tells it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairclaim.cli.places import Places

if TYPE_CHECKING:
    from fairclaim.params.spec import RunSpec

_WOULD = {
    "nothing": "nothing to do",
    "page": "its page would be made anew, from the ledger that stands",
    "report": "the whole report would be made",
}


def planned(spec: "RunSpec", places: Places, *, again: bool) -> Iterator[str]:
    """Give one line on what would be done for a report, and one on each reason."""
    from fairclaim.run.plan import Work, plan

    work = Work("report", ("it was asked for (--again)",)) if again else plan(spec, places.outputs, places.notebook)
    yield f"{spec.service.id}, {spec.quarter}: {_WOULD[work.kind]}"
    yield from (f"  {reason}" for reason in work.why)
