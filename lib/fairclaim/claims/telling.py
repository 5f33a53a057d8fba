"""What a claim is told as: its headline, the title of its figure, its caveats and what it asks, in licensed words."""

from collections.abc import Mapping
from dataclasses import dataclass

from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.kinds import WITH_A_GROUP, Finding, Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What decides the words of one claim, besides its numbers."""

    reading: Reading
    subject: Subject
    finding: Finding
    rung: Rung
    redefined: bool = False
    supplied: bool = True
    harm_unclear: bool = False
    wider_good: str | None = None


def headline(telling: Telling) -> str:
    """Say the fact in the licensed words of its rung."""
    book = phrasebook()
    slots = _slots(telling)
    facts = book.facts[_facts_key(telling)]
    fact = facts[_NOT_WORSE if _harm_within(telling) else telling.finding.value].format_map(slots)
    if telling.finding is not Finding.BETTER or telling.rung < Rung.SUPPORTED:
        return fact
    key = telling.rung.readers_name
    if telling.rung is Rung.SUPPORTED and not telling.wider_good:
        key = "supported_without_good"
    return f"{fact} {book.additions[key].format_map(slots)}"


# Of harm nothing is too small to matter: what lies within the margin is told as no worse by more than that.
_NOT_WORSE = "no worse than the margin"


def _harm_within(telling: Telling) -> bool:
    return telling.subject.harm and telling.finding is Finding.TOO_SMALL


def figure_title(telling: Telling) -> str:
    """Say the finding as a figure's title, in the tokens of its shape where that has titles of its own."""
    titles, finding = phrasebook().figure_titles, telling.finding.value
    own = titles.get(_shape(telling), {})
    if _harm_within(telling):
        return titles["general"][_NOT_WORSE].format_map(_slots(telling))
    limits_missing = "no_limits" in telling.reading.tokens
    template = titles["general"][finding] if limits_missing else own.get(finding, titles["general"][finding])
    return _capital(template.format_map(_slots(telling)))


# Shapes with words of their own for the rung at which nothing is compared.
_TOLD_WITHOUT_COMPARING = frozenset({"difference", "difference_group", "comparison", "relative", "share_target"})


def _facts_key(telling: Telling) -> str:
    shape = _shape(telling)
    if shape == "design" and not telling.redefined:
        return shape if telling.rung >= Rung.TESTED else "design_untested"
    if shape == "withheld":
        return _withheld_key(telling)
    if shape in {"difference", "comparison", "relative", "design"} and telling.redefined:
        return f"{shape}_redefined"
    if shape in _TOLD_WITHOUT_COMPARING and telling.rung is Rung.MEASURED:
        return f"{shape}_measured"
    return shape


def _withheld_key(telling: Telling) -> str:
    against, measured = telling.subject.against, telling.rung is Rung.MEASURED
    if against in {"nothing", "own_series", "plan"}:
        return f"withheld_{against}"
    if not measured:
        return "withheld"
    if against == "target":
        return "withheld_target_measured"
    return "withheld_group_measured" if against in WITH_A_GROUP else "withheld_measured"


def _shape(telling: Telling) -> str:
    """Two groups at one time are told otherwise than one group at two times."""
    group = telling.reading.shape == "difference" and telling.subject.against == "comparison_group"
    return "difference_group" if group else telling.reading.shape


def _slots(telling: Telling) -> dict[str, str]:
    subject, tokens = telling.subject, telling.reading.tokens
    higher = (telling.finding is Finding.BETTER) == (subject.better == "higher")
    what = subject.what or (_score(subject) if subject.instrument else f"the share of {subject.outcome}")
    return {
        "title": subject.title,
        "Where": tokens.get("where", "").capitalize(),
        "Outcome": _capital(subject.outcome),
        "what": what,
        "What": _capital(what),
        "outcome": subject.outcome,
        "margin": subject.margin,
        "period": subject.period,
        "reference": _reference(telling),
        "in_reference": _in_reference(subject),
        "wider_good": telling.wider_good or "",
        "side": "better" if telling.finding is Finding.BETTER else "worse",
        "side_of": "higher" if higher else "lower",
        "Side_of": "Higher" if higher else "Lower",
        "latest_words": f" It was {tokens['latest']}."
        if "latest" in tokens
        else " No figure was published for the quarter.",
        "why": tokens.get("no_limits", "No figure was published for the quarter."),
        "why_range": _why("monthly figures", tokens),
        "why_gap": _why("the monthly gap", tokens),
        **tokens,
    }


def _score(subject: Subject) -> str:
    """Name a score; what is held against others is how much it changed."""
    return subject.outcome if subject.against == "nothing" else f"the change in {subject.outcome}"


def _reference(telling: Telling) -> str:
    """Name what a figure is held against; a standard of so many per cent as the share beside it is told."""
    named = telling.subject.reference
    return named.replace("%", " in every 100") if telling.reading.shape == "share_target" else named


def _in_reference(subject: Subject) -> str:
    if subject.against == "target":
        return subject.reference
    return f"{'for' if subject.against in WITH_A_GROUP else 'in'} {subject.reference}"


def _why(thing: str, tokens: Mapping[str, str]) -> str:
    if "lower" not in tokens and "no_limits" not in tokens:
        return ""
    if "no_limits" in tokens:
        return f" {tokens['no_limits']}"
    between = tokens.get("between", f"between {tokens['lower']} and {tokens['upper']}")
    rests_on = "changed" if "changed" in tokens else "now" if "judged_by_itself" in tokens else "earlier"
    return phrasebook().usual_range[rests_on].format(thing=thing, between=between)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
