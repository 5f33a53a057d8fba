"""What a claim asks its reader to decide, with who would own the action and by when."""

from fairclaim.claims.doubts import may_be_worse
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.telling import Telling
from fairclaim.kinds import Finding


def ask(telling: Telling) -> str:
    """Ask for one decision, with who would own the action and by when; empty where there is nothing to decide."""
    key = _to_decide(telling)
    if not key:
        return ""
    subject, asks = telling.subject, phrasebook().asks
    who_and_when = asks["by"].format(owner=subject.owner, next_report=subject.next_report)
    return f"{asks[key].format(title=subject.title)} {who_and_when}"


def _to_decide(telling: Telling) -> str:
    if telling.redefined:
        return "redefined"
    if not telling.supplied:
        return "not_supplied"
    if telling.finding is Finding.WORSE:
        return "standard_not_met" if telling.subject.against == "target" else "worse"
    # Of withheld numbers more quarters tell no more, and what they hold is not for this reader.
    return "" if telling.reading.shape == "withheld" else _of_unclear(telling)


def _of_unclear(telling: Telling) -> str:
    unclear = telling.finding in {Finding.CANNOT_SAY, Finding.NO_CLEAR_DIFFERENCE}
    if telling.subject.against == "target" and unclear:
        return "standard_unclear"
    if telling.finding is Finding.CANNOT_SAY:
        return "cannot_say"
    # What may be worse is for somebody to decide upon, whatever its finding is called.
    return "may_be_worse" if telling.harm_unclear or may_be_worse(telling) else ""
