"""The method behind a claim, in words: what was computed, how, when it refuses, and how it did where truth is known."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import MethodCard
from fairclaim.params.cross_checks import STATED_ELSEWHERE
from fairclaim.stats.calibration.card import card
from fairclaim.stats.method import Method
from fairclaim.stats.results import Curve, Estimate, Process


def method_sentence(claim: Claim) -> str:
    """Say what was estimated, by which interval, and what belongs beside the number."""
    result, estimand = claim.result, type(claim.comparison.method).estimand
    said, read = [_sentence(estimand)], result.read if isinstance(result, Curve) else result
    if isinstance(read, Estimate):
        said += [f"Interval: {read.method.replace('_', ' ')}, at {100 * read.level:.4g}%.", *read.notes]
    if isinstance(result, Process | Curve):
        said += result.notes
    return " ".join(dict.fromkeys(said))


def method_card(method: Method) -> MethodCard:
    """Gather what a reader may know of a method, with the options that it was used with."""
    kind = type(method)
    return MethodCard(
        name=method.name.replace("_", " "),
        estimand=_sentence(kind.estimand),
        needs=_sentence(getattr(kind.needs, "plain", kind.needs.__name__)),
        options=tuple(_options(method)),
        refuses=kind.refuses,
        sources=kind.references,
        calibration=card(method) or "",
    )


def _options(method: Method) -> list[str]:
    """Write each option that is in use; what the measure or the comparison states is told there."""
    used = {name: value for name, value in method if name not in {"name", *STATED_ELSEWHERE}}
    return [f"{name.replace('_', ' ')}: {_told(value)}" for name, value in used.items() if value not in (None, ())]


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].rstrip('.')}."
