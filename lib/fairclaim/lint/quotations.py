"""What is quoted, and whether the text says who said it: words of a person are theirs to choose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^“”]{2,3000}”|\"[^\"]{2,3000}\"|(?<!\w)‘(?:[^‘’]|’(?=\w)){2,3000}’(?!\w)")
_SAYS = (
    r"(?:said|says|say|told us|tells us|wrote|writes|explained|explains|added|adds|recalled|recalls|commented|comments|"
    r"reflected|reported|shared|noted|remarked|replied|answered|put it|in (?:her|his|their) (?:own )?words|"
    r"quote|feedback|comment)"
)
_SOMEBODY = (
    r"(?:patient|person|people|carer|resident|family|families|relative|daughter|son|wife|husband|partner|mother|father|"
    r"user|client|nurse|therapist|physiotherapist|doctor|gp|clinician|manager|director|lead|worker|colleague|member|"
    r"volunteer|consultant|matron|commissioner|she|he|they|mrs?|ms|miss|dr|sister|participant|respondent|partner)"
)
_BEFORE = re.compile(rf"\b{_SAYS}\b[^.!?]{{0,60}}[:,]?\s*$", re.IGNORECASE)
_AFTER = re.compile(
    rf"\s*,?\s*(?:{_SAYS}\b|(?:[\w'’-]+ ){{0,5}}{_SAYS}\b|[—–-]{{1,2}}\s*\w|\(\s*(?:[\w'’-]+ ){{0,4}}{_SOMEBODY}\b)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(?:[—–]|--|\s-\s)\s*(?P<who>(?:[^—–.!?]|(?<=\b[A-Z])\.){2,80})\.?\s*$")
_SOMEONE = re.compile(
    rf"(?:(?:an?|the|our|one) )?(?:[\w'’-]+ ){{0,3}}(?i:{_SOMEBODY})(?:,| of | at | on | in |[ ]?\(|$)|"
    r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}(?:,|$)"
)
_NEAR = 120


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks."""

    start: int
    end: int
    attributed: bool

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the text lies inside the marks."""
        return self.start <= start and end <= self.end


def quotations(text: str, *, block: bool = False) -> tuple[Quotation, ...]:
    """Find what is quoted in a passage; `block`: the whole of it is set apart as a quotation.

    Examples
    --------
    >>> [one.attributed for one in quotations('“It saved my life. It really did,” said a carer.')]
    [True]
    >>> [one.attributed for one in quotations('We call this “admission avoidance” every day.')]
    [False]
    """
    if block:
        signed = _SIGNED.search(text)
        return (Quotation(0, len(text), signed is not None and _SOMEONE.match(signed["who"].strip()) is not None),)
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quotation]:
    for match in _QUOTED.finditer(text):
        said = _BEFORE.search(text, max(0, match.start() - _NEAR), match.start()) or _AFTER.match(text, match.end())
        yield Quotation(match.start(), match.end(), said is not None)
