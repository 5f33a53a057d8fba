"""One sentence: what it claims, by which words, in which frame, and what a sceptical reader would ask of it."""

from dataclasses import dataclass

from fairclaim.lint.hits import Hit, hits, spared
from fairclaim.lint.names import titles, without_may
from fairclaim.lint.outcome import compared
from fairclaim.lint.plain import flat, lower, masked
from fairclaim.lint.quotations import attributed
from fairclaim.lint.strength import Flag, Strength
from fairclaim.lint.tagging import Tagged
from fairclaim.lint.vocabulary import lexicon


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired, and the words that set it off."""

    rule: str
    start: int
    end: int
    words: str
    strength: Strength = Strength.NONE
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What one sentence claims."""

    strength: Strength
    flags: tuple[Flag, ...]
    fired: tuple[Fired, ...]
    quoted: bool
    because: str
    compared: str = ""  # what its strongest claim is about, put as a comparison: "admissions were lower than …"


def classify(sentence: str) -> Judged:
    """Say how much one sentence claims.

    >>> classify("Earlier visits led to fewer admissions.").strength.value
    'causal'
    >>> classify("Visits were associated with fewer admissions.").strength.value
    'association'
    >>> judged = classify("The rise in referrals is a cause for concern.")
    >>> judged.strength.value, judged.fired
    ('none', ())
    """
    sentence, places = flat(sentence)
    quotations = attributed(sentence)
    tagged = _tagged(masked(lower(without_may(sentence)), (*quotations, *titles(sentence))))
    found = tuple(hits(tagged)) if tagged.spelt else ()
    claims = tuple(hit for hit in found if hit.strength is not Strength.NONE)
    told = tuple(hit for hit in found if hit.strength is not Strength.NONE or hit.kind == "flags")
    flags = {flag for hit in told for flag in hit.rule.flags}
    if any({"negation", "unshown"} & hit.frames for hit in found):
        flags.add("negated")
    return Judged(
        strength=max((hit.strength for hit in claims), default=Strength.NONE),
        flags=tuple(sorted(flags)),
        fired=tuple(_fired(hit, sentence, places) for hit in told),
        quoted=bool(quotations),
        because=_because(claims, found, sentence),
        compared=compared(_top(claims), tagged, sentence) if claims else "",
    )


def _tagged(text: str) -> Tagged:
    tagged = lexicon().tag(text)
    passed_over = tuple(spared(tagged))
    return lexicon().tag(masked(text, passed_over)) if passed_over else tagged


def _fired(hit: Hit, sentence: str, places: list[int]) -> Fired:
    words, negated = sentence[hit.start : hit.end], "negation" in hit.frames
    return Fired(hit.rule.id, places[hit.start], places[hit.end - 1] + 1, words, hit.strength, negated)


def _because(claims: tuple[Hit, ...], found: tuple[Hit, ...], sentence: str) -> str:
    if claims:
        top = _top(claims)
        return f"“{sentence[top.start : top.end].strip()}” {top.rule.message}."
    set_off = [hit for hit in found if hit.kind != "flags"]
    if set_off:
        return f"“{sentence[set_off[0].start : set_off[0].end].strip()}” is not put as a claim here."
    return "No words here claim an effect."


def _top(claims: tuple[Hit, ...]) -> Hit:
    return max(claims, key=lambda hit: hit.strength.order)
