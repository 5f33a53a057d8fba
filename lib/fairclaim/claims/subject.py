"""What a claim is about, in words that people wrote down before the numbers."""

from dataclasses import dataclass

from fairclaim.claims.definition_words import margin_words
from fairclaim.kinds import Against, Better
from fairclaim.params.measures import AnyMeasure
from fairclaim.params.models import Comparison
from fairclaim.params.months import month_name
from fairclaim.params.scores import PairedChangeMeasure
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
    owner, next_report : str
        Who would answer for an action (a role on file), and on which quarter the next report tells.
    harm : bool
        Whether it is harm that is counted.
    margin : str
        The smallest difference that matters, to stand after "by more than": "the agreed 3 in every 100"; empty where
        there is none.
    what : str
        What is measured, as a noun: "the rate of falls"; empty for a share and for a score.
    own_words : str
        Heads the figures of this service where another group's stand beside them; empty where the period does.
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
    what: str = ""
    owner: str = ""
    next_report: str = ""
    harm: bool = False
    margin: str = ""
    own_words: str = ""


# What a kind of measure is called where no number of it can be told.
_NAMES = {"rate": "the rate of ", "quantity": "the ", "time_to_event": "the time to "}


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
        owner=spec.pathway.owner,
        next_report=spec.quarter.next.readers_name,
        harm=measure.family == "safety",
        margin=_margin(spec, comparison),
        what=_what(measure),
        own_words="This service" if comparison.group else "",
    )


def _margin(spec: RunSpec, comparison: Comparison) -> str:
    if comparison.margin is None:
        return ""
    size = margin_words(spec.measure(comparison.measure), comparison)
    return f"the {'agreed' if spec.margin_agreed(comparison) else 'stated'} margin of {size}"


def _what(measure: AnyMeasure) -> str:
    if measure.kind == "activity":
        return f"the number of {measure.outcome_phrase}"
    if measure.kind == "category":
        return f"the make-up of “{measure.title}”"
    return f"{_NAMES[measure.kind]}{measure.outcome_phrase}" if measure.kind in _NAMES else ""


def _reference(spec: RunSpec, comparison: Comparison) -> tuple[str, str]:
    """Return what it is held against, to stand in a sentence and in a heading."""
    last, year_ago = spec.quarter.previous.readers_name, spec.quarter.year_before.readers_name
    target = comparison.target.name if comparison.target else ""
    benchmark = (comparison.benchmark.name or "the benchmark") if comparison.benchmark else ""
    kind = spec.service.organisation.type if spec.service.organisation else ""
    peers = _PEERS.get(kind, "organisations")
    group = comparison.group.name if comparison.group else ""
    since = comparison.group.changed_on if comparison.group else None
    words: dict[Against, tuple[str, str]] = {
        "nothing": ("nothing", "nothing: these people alone"),
        "own_series": ("its own earlier months", "its own earlier months"),
        "previous_quarter": (last, f"the quarter before ({last})"),
        "same_quarter_last_year": (year_ago, f"the same quarter last year ({year_ago})"),
        "target": (target, target),
        "plan": ("the plan", "the plan for the quarter"),
        "benchmark": (benchmark, benchmark),
        "peers": (peers, f"other {peers}"),
        "comparison_group": (group, group),
        "difference_in_differences": (group, f"{group}, before and after {month_name(since) if since else ''}"),
    }
    return words[comparison.against]
