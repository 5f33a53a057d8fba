"""Rules that a sentence sets off, each with the frames that its words stand in and what they leave of its strength."""

from collections.abc import Iterator
from dataclasses import dataclass

from fairclaim.lint.frames import Framing
from fairclaim.lint.rulebook import Filed, Frame, Rule, index
from fairclaim.lint.strength import Strength
from fairclaim.lint.tagging import Tagged
from fairclaim.lint.vocabulary import lexicon


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """One match of one rule.

    Parameters
    ----------
    rule : Rule
    kind : str
        The file that the rule stands in.
    start, end : int
        Of the words that set it off, in the sentence.
    strength : Strength
        What the frames leave of the rule's own.
    frames : frozenset of str
    """

    rule: Rule
    kind: str
    start: int
    end: int
    strength: Strength
    frames: frozenset[Frame]


_DOUBT = frozenset(
    {"may", "might", "could", "consistent", "potentially", "possibly", "perhaps", "probably", "possible"}
)
# An everyday thing within so many letters of a claim's words is what they speak of.
_BESIDE = 40
_SILENCED = ("causes", "outcomes")
# A cause in general is a claim where a sentence speaks of people, of their health or of what happens to them.
_PEOPLE = ("health", "illness", "research", "persons", "bad", "good")


def spared(tagged: Tagged) -> Iterator[tuple[int, int]]:
    """Give where set phrases stand that claim nothing."""
    for _, match in index(spared=True).matches(tagged):
        first, last = tagged.words(match.start(), match.end())
        yield tagged.starts[first], tagged.ends[last]


def hits(tagged: Tagged) -> Iterator[Hit]:
    """Give every match of every rule but the spared phrases."""
    framing, everyday = Framing(tagged), _everyday(tagged)
    people, service = _speaks_of(tagged, *_PEOPLE), _speaks_of(tagged, "service")
    for one, match in index(spared=False).matches(tagged):
        first, last = tagged.words(match.start(), match.end())
        begin = match.start("words") if "words" in match.re.groupindex else match.start()
        frames = framing.at(tagged.words(begin, begin + 1)[0])
        start, end = tagged.starts[first], tagged.ends[last]
        if _DOUBT.intersection(tagged.spelt[first : last + 1]):
            # "may have been avoided by the car": the doubt stands inside the words of the claim.
            frames |= {"hedge"}
        if one.kind == "causes" and not people and not (service and one.rule.of_service):
            frames |= {"admin"}
        if one.kind in _SILENCED and any(start - _BESIDE < place < end + _BESIDE for place in everyday):
            frames |= {"admin"}
        frames -= frozenset(one.rule.firm)
        if "negated" in one.rule.flags:
            frames |= {"negation"}
        yield Hit(one.rule, one.kind, start, end, _left(one, frames), frames)


def _speaks_of(tagged: Tagged, *names: str) -> bool:
    return not tagged.found.isdisjoint(lexicon().letters[name] for name in names)


def _everyday(tagged: Tagged) -> tuple[int, ...]:
    # Where the running of a day is spoken of, in a sentence that has nothing that happens to people.
    if _speaks_of(tagged, "health", "illness"):
        return ()
    own = [lexicon().letters[name] for name in ("office", "mishap")]
    return tuple(start for start, tags in zip(tagged.starts, tagged.tags, strict=True) if set(own).intersection(tags))


def _left(one: Filed, frames: frozenset[Frame]) -> Strength:
    strength = one.rule.strength
    if one.kind == "flags" or not frames:
        return strength
    if frames & {"unshown", "purpose", "topic", "admin"}:
        return Strength.NONE
    if "shared" in frames and one.rule.shareable:
        return min(strength, Strength.CONTRIBUTION)
    if "link" in frames:
        return min(strength, Strength.ASSOCIATION)
    if frames & {"hedge", "would"}:
        return strength if strength is Strength.ASSOCIATION else Strength.HEDGED
    return Strength.NONE if "advice" in frames else strength
