"""What stands around a claim's words and makes them less than a claim: denial, purpose, doubt, topic, advice, link."""

import re
from dataclasses import dataclass
from functools import cache

from fairclaim.lint.rulebook import Frame, expand
from fairclaim.params.model import Model, Text
from fairclaim.params.reading import shipped


class Frames(Model):
    """The form of `rules/frames.yaml`."""

    class Line(Model):
        """One frame: what is looked for before the words of a claim, how far, and what it means."""

        name: Frame
        reach: int
        before: str
        means: Text

    frames: list[Line]


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """A frame ready to be searched for in what stands before a claim's words."""

    name: Frame
    reach: int
    expression: re.Pattern[str]


# A clause ends where another subject may begin. A comma alone does not end one: lists and asides have commas.
_BREAK = re.compile(
    r"[;:.!?](?=\s|$)|,? (?:but|although|though|while|whereas|however|yet|because|so that|since) |"
    r", (?:and|which|so) | [–—-] "
)
_WORD = re.compile(r"\S+\s*")
# A question states nothing.
_ASKED = re.compile(r"[^.;!?]*\?")
# What is still to be measured, or was only talked about, is not claimed.
_LATER = re.compile(
    r"(?:[^\s.;!?]+ ){1,8}?(?:(?:has|have) not (?:yet )?been|(?:will|to|should|is yet to|are yet to)"
    r"(?: not| now| next| also)? be|"
    r"(?:is|are) being|(?:is|are|was|were)(?: not(?! (?:yet )?known))?(?: also| then| briefly)?|remains?) "
    r"(?:measured|assessed|evaluated|reviewed|investigated|discussed|counted|considered|monitored|noted|examined|"
    r"explored|not (?:yet )?known|unknown|unclear|uncertain|quantified|tested|estimated|debated|"
    r"reported (?:to|in|at|this|next|until|before)|set out|presented|described in|explained|recorded|"
    r"listed|logged|documented|(?:everybody's|everyone's|our|a|the) (?:\w+ )?(?:duty|job|business|responsibility|"
    r"priority|aim|goal|ambition))(?!\w)"
)
# "It caused no harm" is denied by what follows.
_DENIED = re.compile(r"[\w'-]+(?: up| to| in)? (?:no(?! (?:longer|doubt|small))|little|neither|nothing|nobody)(?!\w)")
_FIRST = re.compile(r"[\w'-]+")


@cache
def contexts() -> tuple[Context, ...]:
    """Read and compile the frames, once for the process."""
    lines = shipped(Frames, "fairclaim.lint", "rules/frames.yaml").frames
    return tuple(
        Context(line.name, line.reach, re.compile(rf"(?<!\w)(?<!\w')(?:{expand(line.before)})(?!\w)")) for line in lines
    )


@cache
def _reaches() -> frozenset[int]:
    return frozenset(context.reach for context in contexts())


def clause_before(text: str, start: int) -> str:
    """Give the part of the clause before `start`.

    >>> clause_before("it rose; we did not reduce it", 20)
    ' we did not '
    """
    begins = max((match.end() for match in _BREAK.finditer(text, 0, start)), default=0)
    return text[begins:start]


def everyday(text: str) -> bool:
    """Say whether a sentence speaks of the running of a day, and of nothing that happens to people.

    >>> everyday("snow closed the car parking"), everyday("parking led to fewer falls")
    (True, False)
    """
    return bool(_compiled("everyday").search(text)) and not _compiled("health").search(text)


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{expand('{' + phrase + '}')})(?![\w-])")


def frames_of(text: str, start: int) -> frozenset[Frame]:
    """Say in which frames the words at `start` stand; `text` is in lower case.

    >>> sorted(frames_of("this may reduce falls", 9)), sorted(frames_of("visits reduce falls", 7))
    (['hedge'], [])
    """
    words = _WORD.findall(clause_before(text, start))
    here = _FIRST.match(text, start)
    # The first of the words themselves stands behind: "of reducing" is a purpose, "of effect" is not.
    tail = here[0] if here else ""
    # A reach of nothing is the whole sentence: "this does not show that ..." covers all that follows.
    before = {reach: "".join(words[-reach:]) if reach else text[:start] for reach in _reaches()}
    found = {context.name for context in contexts() if context.expression.search(before[context.reach] + tail)}
    if _ASKED.match(text, start):
        found.add("topic")
    if _LATER.match(text, start):
        found.add("topic")
    if _DENIED.match(text, start):
        found.add("negation")
    return frozenset(found)
