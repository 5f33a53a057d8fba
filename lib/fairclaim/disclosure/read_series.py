"""Readings of published series. The publisher's own disclosure control has acted; nothing is held back again."""

from dataclasses import dataclass
from datetime import date

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import ProcessPicture, SegmentPicture, StripPicture, Table
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.reading import Reading, Shape
from fairclaim.claims.subject import Subject
from fairclaim.disclosure.rounding import coarse
from fairclaim.kinds import Finding
from fairclaim.params.quarters import month_number
from fairclaim.stats.results import Limits, NotEstimable, Place, PointType, Process

NOT_AVAILABLE = "[x]"
_NOTE = "[x] means not available: the month was suppressed or not submitted, and the publication does not say which."
_SHAPES: dict[str, Shape] = {"own_series": "variation", "target": "assurance", "benchmark": "benchmark"}


def read_process(claim: Claim, process: Process, subject: Subject) -> Reading:
    """Read a control chart: the quarter's months, the usual range, and what stood out."""
    months = _months(claim)
    gap = claim.comparison.against == "benchmark"
    target = claim.comparison.target
    limits = process.limits
    quarter = _quarter_points(claim, process)
    rules = phrasebook().chart_rules
    # Where signals point both ways, the finding is read from the worse side; only its own months are told with it.
    side = "concern" if claim.finding is Finding.WORSE else "improvement"
    marked = [point for point in quarter if point.kind == side]
    tokens = {
        "latest": _values_in([_signed(point.value, gap) for point in quarter], [point.month for point in quarter]),
        "rule": _list(list(dict.fromkeys(rules[point.label] for point in marked))),
        "marked": _months_of([point.month for point in marked]),
        "missing": _list([_month(month) for month in claim.observed.not_published]),
        "months": str(len(process.values) - process.segments[-1][0]),
        **_limit_tokens(limits, gap),
    }
    segments = _segments(claim, process)
    picture = ProcessPicture(
        unit=f"Percentage points above (or below) {subject.reference}" if gap else f"Per cent: {subject.outcome}",
        months=months,
        published=claim.observed.periods,
        values=tuple(coarse(value, 0.01) for value in process.values),
        labels=process.labels,
        point_types=process.point_types,
        segments=segments,
        target=None if process.target is None else coarse(process.target, 0.01),
        target_label=subject.reference if gap else (target.name if target else ""),
        ceiling=None if gap else 100.0,
        quarter_starts=next(month for month in months if month_number(month) >= _first_of_quarter(claim)),
    )
    return Reading(
        claim_id=claim.id,
        shape=_SHAPES[claim.comparison.against],
        tokens={key: value for key, value in tokens.items() if value},
        table=_table(claim, process, subject, gap=gap),
        picture=picture,
    )


def read_place(claim: Claim, place: Place, subject: Subject) -> Reading:
    """Read where one organisation lies among its like: inside, above or below the middle half."""
    where = "inside"
    if place.value > place.upper_quartile:
        where = "above"
    elif place.value < place.lower_quartile:
        where = "below"
    tokens = {
        "own": f"{place.value:.1f}",
        "where": where,
        "lower_quartile": f"{place.lower_quartile:.1f}",
        "upper_quartile": f"{place.upper_quartile:.1f}",
        "month": _month(claim.observed.periods[-1]),
        "others": f"{len(place.others):,}",
    }
    rows = (
        ("This organisation", f"{tokens['own']}%"),
        ("Middle of all", f"{place.median:.1f}%"),
        ("Middle half of all", f"{tokens['lower_quartile']}% to {tokens['upper_quartile']}%"),
        (f"Other {subject.reference} that published", tokens["others"]),
    )
    picture = StripPicture(
        unit=f"Per cent: {subject.outcome}",
        value=coarse(place.value, 0.1),
        others=tuple(coarse(value, 0.1) for value in place.others),
        lower_quartile=coarse(place.lower_quartile, 0.1),
        median=coarse(place.median, 0.1),
        upper_quartile=coarse(place.upper_quartile, 0.1),
    )
    table = Table(
        caption=f"{subject.title}, {tokens['month']}",
        columns=("What", tokens["month"]),
        rows=rows,
        notes=(f"No funnel is drawn. {place.funnel.reason}",),
    )
    return Reading(claim_id=claim.id, shape="place", tokens=tokens, table=table, picture=picture)


def _limit_tokens(limits: Limits | NotEstimable, gap: bool) -> dict[str, str]:
    if isinstance(limits, NotEstimable):
        return {"no_limits": limits.reason}
    return {
        "mean": _signed(limits.mean, gap),
        "lower": _signed(limits.lower, gap),
        "upper": _signed(limits.upper, gap),
        **({"trial": "yes"} if limits.trial else {}),
    }


def _signed(value: float, gap: bool) -> str:
    if not gap:
        return f"{value:.1f}%"
    text = f"{abs(value):.1f}"
    if float(text) == 0:
        return "level"
    return f"{text} points {'above' if value > 0 else 'below'}"


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


def _segments(claim: Claim, process: Process) -> tuple[SegmentPicture, ...]:
    starts = [first for first, _ in process.segments]
    ends = [start - 1 for start in starts[1:]] + [len(process.values) - 1]
    drawn = []
    for (first, limits), last in zip(process.segments, ends, strict=True):
        known = None if isinstance(limits, NotEstimable) else limits
        drawn.append(
            SegmentPicture(
                first=claim.observed.periods[first],
                last=claim.observed.periods[last],
                mean=None if known is None else coarse(known.mean, 0.01),
                lower=None if known is None else coarse(known.lower, 0.01),
                upper=None if known is None else coarse(known.upper, 0.01),
                trial=known is not None and known.trial,
            )
        )
    return tuple(drawn)


def _table(claim: Claim, process: Process, subject: Subject, *, gap: bool) -> Table:
    """Sum the chart up; the figure carries its own table of every month."""
    known = {month: _signed(value, gap) for month, value in zip(claim.observed.periods, process.values, strict=True)}
    quarter = [month for month in _months(claim) if month_number(month) >= _first_of_quarter(claim)]
    rows = [(_month(month), known.get(month, NOT_AVAILABLE)) for month in quarter]
    limits = process.limits
    if isinstance(limits, NotEstimable):
        rows.append(("Usual range of a month", limits.reason))
    else:
        counted = len(process.values) - process.segments[-1][0]
        rows.append((f"Average of {counted} months", _signed(limits.mean, gap)))
        rows.append(("Usual range of a month", f"{_signed(limits.lower, gap)} to {_signed(limits.upper, gap)}"))
        last = _month(claim.observed.periods[-1])
        rows.append((f"Making Data Count variation, {last}", _VARIATION[process.point_types[-1]]))
        if process.target is not None:
            rows.append(("Making Data Count assurance", process.assurance))
    notes = (_NOTE,) if any(month in claim.observed.not_published for month in quarter) else ()
    value = f"Gap to {subject.reference}" if gap else subject.title
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


def _month(month: date) -> str:
    return f"{month:%B} {month.year}"


def _months_of(months: list[date]) -> str:
    """Name months of one quarter, which all lie in one year: 'January, February and March 2025'."""
    return f"{_list([f'{month:%B}' for month in months])} {months[0].year}" if months else ""


def _values_in(values: list[str], months: list[date]) -> str:
    return f"{_list(values)} in {_months_of(months)}" if months else ""


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
