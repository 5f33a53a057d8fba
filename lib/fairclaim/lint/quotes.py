"""Quotations attributed to a person: they are told as somebody's words, and exempt."""

import re

_QUOTED = re.compile(r"[“\"]([^”\"“]{8,}?)[”\"]|(?<!\w)['‘](.{12,}?)['’](?!\w)")
_SAID = re.compile(
    r"\b(?:said|says|told|explained|explains|added|adds|commented|comments|wrote|writes|described|recalled|reported|"
    r"reflected|remarked|shared|noted|stated|replied|put it|quote|feedback|testimonial|"
    r"in (?:her|his|their|one) (?:own )?words)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:patient|carer|relative|daughter|son|wife|husband|resident|family|mother|father|parent|client|service user|"
    r"mr|mrs|ms|miss|nurse|colleague|neighbour|partner)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^[\s,.]*[-–—(]\s*(?!(?:stud|research|scien|survey|report)\w*)[^.\"]{2,60}\.?$", re.IGNORECASE)


def attributed(sentence: str) -> tuple[tuple[int, int], ...]:
    """Find where words of a person are quoted: in quotation marks, and somebody is named who said or wrote them.

    >>> attributed('One carer said: "It saved my life."')
    ((16, 35),)
    >>> attributed('The "hub" saved lives.'), attributed('It "saved our lives", in short')
    ((), ())
    """
    found = [match.span() for match in _QUOTED.finditer(sentence)]
    outside = "".join(sentence[a:b] for a, b in _gaps(found, len(sentence)))
    signed = bool(found) and _SIGNED.match(sentence[found[-1][1] :])
    named = signed or _SAID.search(outside) or _PERSON.search(outside)
    return tuple(found) if found and named else ()


def _gaps(spans: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in spans for edge in span), length]
    return list(zip(edges[::2], edges[1::2], strict=True))
