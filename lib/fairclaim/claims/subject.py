"""What a claim is about, in words that people wrote down before the numbers."""

from dataclasses import dataclass

from fairclaim.kinds import Against, Better
from fairclaim.params.measures import AnyMeasure, PairedChangeMeasure, ProportionMeasure
from fairclaim.params.models import Comparison
from fairclaim.params.spec import RunSpec

_PEERS = {"Provider": "providers", "ICB": "integrated care boards"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Words for one comparison. Digits in them belong to definitions, dates or targets.

    Parameters
    ----------
    outcome : str
        Stands after "the share of" (or alone for a score): "people first visited within 2 days of referral".
    period, reference : str
        "January to March 2025"; what it is held against, to stand after "than in", "above" or "among".
    against_words : str
        The same with its kind, for a heading.
    """

    claim_id: str
    title: str
    outcome: str
    period: str
    reference: str
    against_words: str
    against: Against
    better: Better
    organisation: str
    instrument: str = ""


def subject(spec: RunSpec, comparison: Comparison) -> Subject:
    """Gather the words of one comparison."""
    measure = spec.measure(comparison.measure)
    reference, heading = _reference(spec, comparison)
    organisation = spec.service.organisation
    return Subject(
        claim_id=comparison.id,
        title=measure.title,
        outcome=measure.outcome_phrase,
        period=spec.quarter.readers_name,
        reference=reference,
        against_words=heading,
        against=comparison.against,
        better=measure.better,
        organisation=(organisation.name if organisation and organisation.name else "this service"),
        instrument=measure.instrument if isinstance(measure, PairedChangeMeasure) else "",
    )


def _reference(spec: RunSpec, comparison: Comparison) -> tuple[str, str]:
    """Return what it is held against, to stand in a sentence and in a heading."""
    last, year_ago = spec.quarter.previous.readers_name, spec.quarter.year_before.readers_name
    target = comparison.target.name if comparison.target else ""
    benchmark = (comparison.benchmark.name or "the benchmark") if comparison.benchmark else ""
    kind = spec.service.organisation.type if spec.service.organisation else ""
    peers = _PEERS.get(kind, "organisations")
    words: dict[Against, tuple[str, str]] = {
        "nothing": ("nothing", "nothing: these people alone"),
        "own_series": ("its own earlier months", "its own earlier months"),
        "previous_quarter": (last, f"the quarter before ({last})"),
        "same_quarter_last_year": (year_ago, f"the same quarter last year ({year_ago})"),
        "target": (target, target),
        "benchmark": (benchmark, benchmark),
        "peers": (peers, f"other {peers}"),
    }
    return words[comparison.against]


def definition(spec: RunSpec, comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """Say how the number is made: terms and meanings for the report's appendix."""
    measure = spec.measure(comparison.measure)
    terms: list[tuple[str, str]] = [("Better is", measure.better)]
    if measure.rule:
        terms.append(("National definition", measure.rule))
    terms += _kind_terms(measure)
    if comparison.margin is not None:
        terms.append(("Smallest difference that matters", _margin(measure, comparison.margin)))
    if comparison.target is not None:
        target = comparison.target
        terms.append(("Standard", f"{target.name} ({target.source}, {target.dated.isoformat()})"))
    terms += [(f"Changed on {change.on.isoformat()}", change.what) for change in measure.breaks]
    return tuple(terms)


def _margin(measure: AnyMeasure, margin: float) -> str:
    if isinstance(measure, ProportionMeasure):
        return f"{100 * margin:g} in every 100"
    return f"{margin:g} points"


_DIED = {"failure": "counts as not reaching the outcome", "excluded": "is left out, unless the outcome came first"}
_UNSEEN = {
    "own_state": "counted apart as not checked, and the share seen is shown",
    "failure": "counts as not reaching the outcome",
    "missing": "counted apart as missing, and the share seen is shown",
}
_SPAN = {"h": "hours", "d": "days", "w": "weeks"}


def _kind_terms(measure: AnyMeasure) -> list[tuple[str, str]]:
    if isinstance(measure, ProportionMeasure):
        window = measure.window
        return [
            ("Counted from", f"{measure.index.table}, {_words(measure.index.at)}"),
            (
                "Window",
                f"from {_span(window.start)} ({window.start_day}) to {_span(window.end)} ({window.end_day}), "
                f"by {'calendar days' if window.clock == 'days' else 'exact hours'}",
            ),
            ("Reached when", f"{_words(measure.outcome.table)}: {measure.outcome.counts_when}"),
            ("A death in the window", _DIED[measure.died]),
            ("Not seen", _UNSEEN[measure.not_observed]),
        ]
    if isinstance(measure, PairedChangeMeasure):
        low, high = measure.score_range
        return [
            ("Counted from", f"{measure.index.table}, {_words(measure.index.at)}"),
            ("Score", f"{measure.instrument}, {low:g} to {high:g} points, from {measure.first} to {measure.last}"),
            (
                "A change that people notice",
                f"{measure.meaningful_change:g} points ({measure.meaningful_change_source})",
            ),
        ]
    return [("Published series", measure.source_note)]


def _span(duration: str) -> str:
    number, unit = duration[:-1], _SPAN[duration[-1]]
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"


def _words(name: str) -> str:
    return name.replace("_", " ")
