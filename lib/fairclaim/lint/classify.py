"""One sentence: what it claims, by which words, in which frame, and what a sceptical reader would ask of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from fairclaim.lint.frames import Framing
from fairclaim.lint.names import titles, without_may
from fairclaim.lint.quotations import attributed
from fairclaim.lint.rulebook import TOKEN, Compiled, Frame, Rule, by_word, index, lexicon
from fairclaim.lint.tagging import Tagged
from fairclaim.lint.strength import Flag, Strength

# Typographic marks are read as the plain ones of the same length, so that places in the text stay true.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\t": " "})
_MASK = "x"  # a word that no rule knows stands where something was masked


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired, and the words that set it off."""

    rule: str
    start: int
    end: int
    words: str
    strength: Strength = Strength.NONE
    negated: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one sentence claims."""

    strength: Strength
    flags: tuple[Flag, ...]
    fired: tuple[Fired, ...]
    quoted: bool
    because: str


@dataclass(frozen=True, slots=True, eq=False)
class _Hit:
    rule: Rule
    kind: str
    start: int
    end: int
    strength: Strength
    frames: frozenset[Frame]
    form: str = ""


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
    sentence, places = _flat(sentence)
    quotations = attributed(sentence)
    text = _masked(_lower(without_may(sentence)), (*quotations, *titles(sentence)))
    tagged = lexicon().tag(text)
    if spared := tuple(_spared(tagged, text)):
        text = _masked(text, spared)
        tagged = lexicon().tag(text)
    hits = tuple(_hits(tagged, text)) if tagged.spelt else ()
    claims = tuple(hit for hit in hits if hit.strength is not Strength.NONE)
    strength = max((hit.strength for hit in claims), default=Strength.NONE)
    flags = {flag for hit in hits if hit.kind == "flags" or hit in claims for flag in hit.rule.flags}
    if any({"negation", "unshown"} & hit.frames for hit in hits):
        flags.add("negated")
    fired = tuple(
        _fired(hit, sentence, places) for hit in hits if hit.strength is not Strength.NONE or hit.kind == "flags"
    )
    return Judged(strength, tuple(sorted(flags)), fired, bool(quotations), _because(claims, hits, sentence))


def _fired(hit: _Hit, sentence: str, places: list[int]) -> Fired:
    words, negated = sentence[hit.start : hit.end], "negation" in hit.frames
    return Fired(hit.rule.id, places[hit.start], places[hit.end - 1] + 1, words, hit.strength, negated, hit.form)


def _flat(sentence: str) -> tuple[str, list[int]]:
    # Forms are written with single spaces; the places in the text as it was given are kept beside.
    kept = [i for i, c in enumerate(sentence) if not (c.isspace() and sentence[i - 1 : i].isspace())]
    return "".join(sentence[i] for i in kept), kept


def _lower(sentence: str) -> str:
    plain = sentence.translate(_PLAIN)
    lower = plain.lower()
    # A few capitals become two letters; then each is kept as it stands, so that places stay true.
    return lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + _MASK * (end - start) + text[end:]
    return text


def _spared(tagged: Tagged, text: str) -> Iterator[tuple[int, int]]:
    for _, _, match in index(spared=True).matches(tagged):
        first, last = tagged.words(match.start(), match.end())
        yield tagged.starts[first], tagged.ends[last]
    for compiled in _compiled_for(text):
        if compiled.kind == "spared":
            yield from (match.span() for match in compiled.expression.finditer(text))


def _compiled_for(text: str) -> list[Compiled]:
    index = by_word()
    return list(
        {id(rule): rule for word in dict.fromkeys(TOKEN.findall(text)) for rule in index.get(word, ())}.values()
    )


def _hits(tagged: Tagged, text: str) -> Iterator[_Hit]:
    framing = Framing(tagged)
    around: dict[int, frozenset[Frame]] = {}
    everyday = _everyday(tagged)
    for compiled, form, start, end, at in _matches(tagged, text):
        if at not in around:
            around[at] = framing.at(at)
        frames = around[at] | _inside(tagged, start, end)
        if compiled.kind == "causes" and any(start - _BESIDE < place < end + _BESIDE for place in everyday):
            frames |= {"admin"}
        frames -= frozenset(compiled.rule.firm)
        if "negated" in compiled.rule.flags:
            frames |= {"negation"}
        yield _Hit(compiled.rule, compiled.kind, start, end, _weighed(compiled, frames), frames, form)


_BESIDE = 40


def _everyday(tagged: Tagged) -> tuple[int, ...]:
    # Where the running of a day is spoken of, in a sentence that has nothing that happens to people.
    letters = lexicon().letters
    if letters["health"] in tagged.found or tagged.found.isdisjoint({letters["office"], letters["mishap"]}):
        return ()
    tags = (tagged.text[a:b] for a, b in pairwise((*tagged.places, len(tagged.text))))
    return tuple(
        start
        for start, own in zip(tagged.starts, tags, strict=True)
        if letters["office"] in own or letters["mishap"] in own
    )


def _inside(tagged: Tagged, start: int, end: int) -> frozenset[Frame]:
    # "may have been avoided by the car": the doubt stands inside the words of the claim.
    doubt = any(tagged.spelt[i] in _DOUBT for i in range(tagged.word_at(start), len(tagged.spelt)) if tagged.ends[i] <= end)
    return frozenset({"hedge"} if doubt else ())


_DOUBT = frozenset({"may", "might", "could", "possibly", "perhaps", "probably", "possible"})


def _matches(tagged: Tagged, text: str) -> Iterator[tuple[Compiled, str, int, int, int]]:
    for compiled, one, match in index(spared=False).matches(tagged):
        first, last = tagged.words(match.start(), match.end())
        begin = match.start("words") if "words" in one.expression.groupindex else match.start()
        yield compiled, one.text, tagged.starts[first], tagged.ends[last], tagged.words(begin, begin + 1)[0]
    for compiled in _compiled_for(text):
        if compiled.kind == "spared" or (compiled.unless and compiled.unless.search(text)):
            continue
        for match in compiled.expression.finditer(text):
            place = match.start("words") if compiled.expression.groupindex and match["words"] else match.start()
            yield compiled, "", match.start(), match.end(), tagged.word_at(place)


def _weighed(compiled: Compiled, frames: frozenset[Frame]) -> Strength:
    strength = compiled.rule.strength
    if compiled.kind == "flags" or not frames:
        return strength
    if frames & {"unshown", "purpose", "topic", "admin"}:
        return Strength.NONE
    if "shared" in frames and compiled.rule.shareable:
        return min(strength, Strength.CONTRIBUTION)
    if "link" in frames:
        return min(strength, Strength.ASSOCIATION)
    if "hedge" in frames:
        return strength if strength is Strength.ASSOCIATION else Strength.HEDGED
    return Strength.NONE if "advice" in frames else strength


def _because(claims: tuple[_Hit, ...], hits: tuple[_Hit, ...], sentence: str) -> str:
    if claims:
        top = max(claims, key=lambda hit: hit.strength.order)
        return f"“{sentence[top.start : top.end].strip()}” {top.rule.message}."
    set_off = [hit for hit in hits if hit.kind != "flags"]
    if set_off:
        return f"“{sentence[set_off[0].start : set_off[0].end].strip()}” is not put as a claim here."
    return "No words here claim an effect."
