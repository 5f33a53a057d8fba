"""What is quoted, and whether the text says who said it: words of a person are theirs to choose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^“”]{2,3000}”|\"[^\"]{2,3000}\"|(?<!\w)['‘](?:[^'‘’]|['’](?=\w)){2,3000}['’](?!\w)")
_SAYS = (
    r"(?:said|says|say|saying|told us|told|tells us|wrote|writes|explained|explains|added|adds|recalled|recalls|"
    r"commented|comments|reflected|reported|shared|noted|remarked|replied|answered|called|quoted|described|"
    r"put it|stated|testimonial|in (?:her|his|their|one) (?:own )?words|in the words of|according to|"
    r"quote|feedback|comment|laughed|smiled|joked|beamed|grinned|insisted|admitted|confided|declared|concluded)"
)
_SOMEBODY = (
    r"(?:patient|person|people|carer|resident|family|families|relative|daughter|son|wife|husband|partner|mother|father|parent|"
    r"user|client|nurse|therapist|physiotherapist|doctor|gp|clinician|manager|director|lead|worker|colleague|member|neighbour|"
    r"volunteer|consultant|matron|commissioner|she|he|they|mrs?|ms|miss|dr|sister|participant|respondent|partner|mp)"
)
_BEFORE = re.compile(rf"\b{_SAYS}\b[^.!?]{{0,60}}[:,]?\s*$", re.IGNORECASE)
_AFTER = re.compile(
    rf"\s*,?\s*(?:{_SAYS}\b|(?:[\w'’-]+ ){{0,5}}{_SAYS}\b|[—–-]{{1,2}}\s*\w|\(\s*(?:[\w'’-]+ ){{0,4}}{_SOMEBODY}\b)",
    re.IGNORECASE,
)
# Anywhere else in the same sentence, a verb of saying with somebody who says it is enough for words of some length.
_NAMED = re.compile(rf"\b{_SAYS}\b|\b(?:one|an?|his|her) (?:[\w'’-]+ ){{0,3}}{_SOMEBODY}\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]\s")
# Fewer words without a stop are a manner of speaking ("the 'worried well'") whoever stands beside them.
_SHORT = 3
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


def attributed(sentence: str) -> tuple[tuple[int, int], ...]:
    """Find where words of a person are quoted in a sentence, and it says that somebody said or wrote them.

    >>> attributed('One carer said: "It saved my life."')
    ((16, 35),)
    >>> attributed('The "hub" saved lives.'), attributed('It "saved our lives", in short')
    ((), ())
    """
    return tuple((one.start, one.end) for one in _found(sentence) if one.attributed)


def _found(text: str) -> Iterator[Quotation]:
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        said = _BEFORE.search(text, max(0, start - _NEAR), start) or _AFTER.match(text, end)
        long = match[0].count(" ") >= _SHORT or match[0][-2] in ".!?"
        named = said is not None or _NAMED.search(_around(text, start, end)) is not None
        yield Quotation(start, end, long and named)


def _around(text: str, start: int, end: int) -> str:
    # What else stands in the sentence that holds the quotation.
    before = max((stop.end() for stop in _SENTENCE.finditer(text, 0, start)), default=0)
    after = _SENTENCE.search(text, end)
    return text[before:start] + " " + text[end : after.start() if after else len(text)]
