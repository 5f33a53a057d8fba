"""What a design or a rung licenses, of what a sentence claims; and what to write instead."""

from typing import Literal

from fairclaim.kinds import Rung
from fairclaim.lint.classify import Fired, Judged, classify
from fairclaim.lint.rulebook import by_id
from fairclaim.lint.strength import Strength

Design = Literal["observational", "experimental"]

# The rung from which each strength may be said in a report. A share that is named ("contributed to") needs a design
# that was tested; "supports" and "helped" need the rung of that name. Doubt does not make a cause cheaper than that.
NEEDS: dict[Strength, Rung] = {
    Strength.NONE: Rung.COUNTED,
    Strength.ASSOCIATION: Rung.COMPARED,
    Strength.HEDGED: Rung.SUPPORTED,
    Strength.CONTRIBUTION: Rung.TESTED,
    Strength.CAUSAL: Rung.SHOWN,
}


def overclaims(judged: Judged, design: Design) -> bool:
    """Say whether a sentence claims more than a design licenses; a claim denied is no over-claim.

    >>> overclaims(classify("Visits led to fewer admissions."), "observational")
    True
    >>> overclaims(classify("Visits led to fewer admissions."), "experimental")
    False
    """
    causes = any(fired.strength is Strength.CAUSAL and not fired.negated for fired in judged.fired)
    if design == "experimental":
        return causes and bool({"money", "system_scope"} & set(judged.flags))
    return causes


def needs(fired: Fired) -> Rung:
    """Give the rung that the words of one rule need; a rule may name its own."""
    own = by_id()[fired.rule].needs
    return NEEDS[fired.strength] if own is None else Rung(own)


def licensed(judged: Judged, rung: Rung) -> bool:
    """Say whether a report whose claim earned `rung` may say this."""
    return not _beyond(judged, rung)


def rewrite(judged: Judged, rung: Rung) -> str:
    """Give what may be written instead of the strongest words, or nothing where the sentence may stand."""
    beyond = _beyond(judged, rung)
    return _instead(max(beyond, key=needs), rung, judged.compared) if beyond else ""


def unlicensed(text: str, rung: Rung) -> tuple[tuple[str, str], ...]:
    """Find the words in `text` that need a higher rung than `rung`, each with a licensed way to put it."""
    judged = classify(text)
    found = sorted(_beyond(judged, rung), key=lambda fired: (-needs(fired), fired.end - fired.start))
    kept: list[Fired] = []
    for fired in found:
        # Two rules may see the same words; the reader is told of them once.
        if all(fired.end <= other.start or other.end <= fired.start for other in kept):
            kept.append(fired)
    return tuple((fired.words, _instead(fired, rung, "")) for fired in sorted(kept, key=lambda fired: fired.start))


def _beyond(judged: Judged, rung: Rung) -> tuple[Fired, ...]:
    # No rung shows what happened to a whole system or to money: both rest on more than one service's own people.
    wide = bool({"money", "system_scope"} & set(judged.flags))
    return tuple(
        fired
        for fired in judged.fired
        if not fired.negated and (needs(fired) > rung or (wide and fired.strength is Strength.CAUSAL))
    )


def _instead(fired: Fired, rung: Rung, compared: str) -> str:
    if rung >= Rung.TESTED:
        return "likely contributed to …, by the estimated difference and its likely range"
    if rung >= Rung.SUPPORTED:
        return "supports …, or: fits with the service having helped, beside its partners"
    if rung >= Rung.COMPARED and compared:
        return f"{compared}, with the period and the likely range"
    if rung >= Rung.COMPARED:
        return by_id()[fired.rule].rewrite or "was lower (or higher) than …, with the period and the likely range"
    return "was …, with the period and the likely range; this does not show why"
