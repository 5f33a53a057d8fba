"""Readings of monthly series.

On a published one the publisher's own disclosure control has acted, and nothing is held back again. The months of a
service's own people are small groups: where one of them is too small to show, the chart is withheld as a whole.
"""

from dataclasses import dataclass
from datetime import date

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.pictures import ProcessPicture, SegmentPicture
from fairclaim.claims.reading import Reading, Shape
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.months import listed, months_of, unit_once, values_in
from fairclaim.disclosure.rounding import coarse, is_small
from fairclaim.disclosure.withheld import withheld_months
from fairclaim.kinds import Finding
from fairclaim.params.models import DisclosurePolicy
from fairclaim.params.months import month_name, month_number
from fairclaim.stats.results import NotEstimable, PointType, Process

NOT_AVAILABLE = "[x]"
_PUBLISHED_DECIMALS = 1
_NOBODY = "[x] means not available: nobody was counted in the month."
_NOTE = "[x] means not available: the month was suppressed or not submitted, and the publication does not say which."
_SHAPES: dict[str, Shape] = {"own_series": "variation", "target": "assurance", "benchmark": "benchmark"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """How a value is told: as a percentage or as a gap in points, and with how many decimals."""

    gap: bool
    decimals: int

    def __call__(self, value: float) -> str:
        if not self.gap:
            return f"{value:.{self.decimals}f}%"
        text = f"{abs(value):.{self.decimals}f}"
        if float(text) == 0:
            return "level"
        return f"{text} percentage points {'above' if value > 0 else 'below'}"


def read_process(claim: Claim, process: Process, subject: Subject, policy: DisclosurePolicy) -> Reading:
    """Read a control chart: the quarter's months, the usual range, and what stood out."""
    if any(is_small(month, policy) for month in claim.observed.monthly):
        return withheld_months(claim, subject)
    months = _months(claim)
    gap = claim.comparison.against == "benchmark"
    own_people = bool(claim.observed.monthly)
    decimals = policy.percent_decimals if own_people else _PUBLISHED_DECIMALS
    step = 10.0**-decimals if own_people else 0.01
    told = _Scale(gap, decimals)
    target = claim.comparison.target
    quarter = _quarter_points(claim, process)
    rules = phrasebook().chart_rules
    # Where signals point both ways, the finding is read from the worse side; only its own months are told with it.
    side = "concern" if claim.finding is Finding.WORSE else "improvement"
    marked = [point for point in quarter if point.kind == side]
    tokens = {
        "latest": values_in([told(point.value) for point in quarter], [point.month for point in quarter]),
        "rule": listed(list(dict.fromkeys(rules[point.label] for point in marked))),
        "marked": months_of([point.month for point in marked]),
        "nobody_in" if own_people else "missing": listed([month_name(month) for month in claim.observed.not_published]),
        "over": _over(process),
        **_limit_tokens(process, told),
        **({"changed": "yes"} if _changed(claim, process, quarter) else {}),
    }
    segments = _segments(claim, process, step)
    picture = ProcessPicture(
        unit=f"Percentage points above (or below) {subject.reference}" if gap else f"Per cent: {subject.outcome}",
        months=months,
        published=claim.observed.periods,
        values=tuple(coarse(value, step) for value in process.values),
        labels=process.labels,
        point_types=process.point_types,
        segments=segments,
        target=None if process.target is None else coarse(process.target, 0.01),
        target_label=subject.reference if gap else (target.name if target else ""),
        ceiling=None if gap else 100.0,
        quarter_starts=next(month for month in months if month_number(month) >= _first_of_quarter(claim)),
        decimals=decimals,
        judged_by_earlier=process.earlier > 0,
        absent="nobody counted" if own_people else "not published",
    )
    return Reading(
        claim_id=claim.id,
        shape=_SHAPES[claim.comparison.against],
        tokens={key: value for key, value in tokens.items() if value},
        table=_table(claim, process, subject, told),
        picture=picture,
    )


def _over(process: Process) -> str:
    """Say which months the limits rest on, to stand before "the average was"."""
    if process.earlier:
        return phrasebook().limits_rest["earlier"].format(months=process.earlier)
    return phrasebook().limits_rest["all"].format(months=_counted(process))


def _counted(process: Process) -> int:
    return process.earlier or len(process.values) - process.segments[-1][0]


def _changed(claim: Claim, process: Process, quarter: "list[_Point]") -> bool:
    """Tell whether to say that the quarter is a change from the months before.

    It is said where it was told apart from the target by its own average, as the limits are those of before, and where
    the chart marks each of its months on the side of the finding: beside a usual range in which none of them lies,
    silence would be odd.
    """
    apart = (claim.finding is Finding.BETTER and process.assurance != "pass") or (
        claim.finding is Finding.WORSE and process.assurance != "fail"
    )
    marked = {Finding.BETTER: "improvement", Finding.WORSE: "concern"}.get(claim.finding)
    return apart or (process.earlier > 0 and {point.kind for point in quarter} == {marked})


def _limit_tokens(process: Process, told: _Scale) -> dict[str, str]:
    limits = process.limits
    if isinstance(limits, NotEstimable):
        return {"no_limits": limits.reason}
    return {
        "mean": told(limits.mean),
        "lower": told(limits.lower),
        "upper": told(limits.upper),
        "between": f"between {' and '.join(unit_once([told(limits.lower), told(limits.upper)]))}",
        **({"trial": "yes"} if limits.trial else {}),
        **({} if process.earlier else {"judged_by_itself": "yes"}),
    }


@dataclass(frozen=True, slots=True)
class _Point:
    month: date
    value: float
    label: str
    kind: PointType


def _quarter_points(claim: Claim, process: Process) -> list[_Point]:
    columns = (claim.observed.periods, process.values, process.labels, process.point_types)
    points = (_Point(*row) for row in zip(*columns, strict=True))
    return [point for point in points if month_number(point.month) >= _first_of_quarter(claim)]


def _months(claim: Claim) -> tuple[date, ...]:
    return tuple(sorted({*claim.observed.periods, *claim.observed.not_published}))


def _segments(claim: Claim, process: Process, step: float) -> tuple[SegmentPicture, ...]:
    starts = [first for first, _ in process.segments]
    ends = [start - 1 for start in starts[1:]] + [len(process.values) - 1]
    drawn = []
    for (first, limits), last in zip(process.segments, ends, strict=True):
        known = None if isinstance(limits, NotEstimable) else limits
        drawn.append(
            SegmentPicture(
                first=claim.observed.periods[first],
                last=claim.observed.periods[last],
                mean=None if known is None else coarse(known.mean, step),
                lower=None if known is None else coarse(known.lower, step),
                upper=None if known is None else coarse(known.upper, step),
                trial=known is not None and known.trial,
            )
        )
    return tuple(drawn)


def _table(claim: Claim, process: Process, subject: Subject, told: _Scale) -> Table:
    """Sum the chart up; the figure carries its own table of every month."""
    known = {month: told(value) for month, value in zip(claim.observed.periods, process.values, strict=True)}
    quarter = [month for month in _months(claim) if month_number(month) >= _first_of_quarter(claim)]
    rows = [(month_name(month), known.get(month, NOT_AVAILABLE)) for month in quarter]
    limits = process.limits
    if isinstance(limits, NotEstimable):
        rows.append(("Usual range of a month", limits.reason))
    else:
        rows.append((f"Average {_over(process).rstrip(',')}", told(limits.mean)))
        rows.append(
            (
                "Usual range of a month",
                f"{told(limits.lower)} to {told(limits.upper)}",
            )
        )
        last = month_name(claim.observed.periods[-1])
        rows.append((f"Making Data Count variation, {last}", _VARIATION[process.point_types[-1]]))
        if process.target is not None:
            rows.append(("Making Data Count assurance", process.assurance))
    note = _NOBODY if claim.observed.monthly else _NOTE
    notes = (note,) if any(month in claim.observed.not_published for month in quarter) else ()
    value = f"Gap to {subject.reference}" if told.gap else subject.title
    caption = f"{subject.title}, against {subject.against_words}"
    return Table(caption=caption, columns=("What", value), rows=tuple(rows), notes=notes)


_VARIATION = {
    "common": "common cause: the usual ups and downs",
    "improvement": "special cause: improvement",
    "concern": "special cause: concern",
}


def _first_of_quarter(claim: Claim) -> int:
    # The chart's window ends with the quarter's last month, published or not.
    return month_number(max([*claim.observed.periods, *claim.observed.not_published])) - 2
