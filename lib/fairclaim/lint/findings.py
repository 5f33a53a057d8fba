"""Every sentence that claims more than its evidence licenses: where, by which words, and what would be licensed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from fairclaim.errors import Problem, UsageError
from fairclaim.lint.classify import Fired, Judged, classify
from fairclaim.lint.evidence import ByClaim, ByDesign, Evidence
from fairclaim.lint.finding import Finding
from fairclaim.lint.guilty import guilty_words, stretches
from fairclaim.lint.quotations import Quotation, attributed, quotations
from fairclaim.lint.reading.passage import Passage, Place
from fairclaim.lint.rulebook import by_id
from fairclaim.lint.sentences import split
from fairclaim.params.waivers import Waiver

# A shorter text of a ledger (a label, a token) may stand in anybody's sentence.
_SHORT = 20
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in some passages, and in how many sentences it was looked for."""

    findings: tuple[Finding, ...]
    sentences: int
    unused: tuple[tuple[Place, Waiver], ...] = ()


def found(passages: Iterable[Passage], licences: ByDesign | ByClaim) -> Found:
    """Hold every sentence against what its passage's evidence licenses."""
    findings: list[Finding] = []
    offered: dict[Waiver, Place] = {}
    sentences = 0
    for passage in passages:
        _known(passage)
        evidence = licences.of(passage)
        quoted = tuple(q for q in quotations(passage.text, block=passage.kind == "quote") if q.attributed)
        mine: list[Finding] = []
        for start, end in _sentences(passage.text):
            sentences += 1
            mine += _findings(passage, start, passage.text[start:end], evidence, quoted)
        findings += [
            _answered(one, licences.answered) for one in mine if not _is_generated(one, passage, licences.generated)
        ]
        for waiver in passage.waivers:
            offered.setdefault(waiver, passage.place(0))
    used = {finding.waiver for finding in findings}
    unused = tuple((place, waiver) for waiver, place in offered.items() if waiver not in used)
    return Found(tuple(findings), sentences, unused)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence begins and ends; a list that never ends is cut between words, to be read in its time."""
    for span in split(text):
        start = span.start
        while span.end - start > _LONGEST:
            cut = text.rfind(" ", start, start + _LONGEST) + 1
            end = cut if cut > start else start + _LONGEST
            yield start, end
            start = end
        yield start, span.end


def _known(passage: Passage) -> None:
    for waiver in passage.waivers:
        if waiver.rule not in by_id():
            where = f"{passage.file}, {passage.place(0).within}"
            todo = "Copy the rule's name from what `fairclaim lint` prints, in square brackets"
            raise UsageError(Problem("a waiver of a rule that does not exist", where, f"'{waiver.rule}'", todo=todo))


def _findings(
    passage: Passage, start: int, sentence: str, evidence: Evidence, quoted: tuple[Quotation, ...]
) -> Iterator[Finding]:
    judged = classify(sentence)
    guilty = guilty_words(judged, evidence)
    own = tuple(one for one in guilty if not any(q.holds(start + one.start, start + one.end) for q in quoted))
    if guilty:
        yield _finding(passage, start, sentence, judged, own or guilty, evidence, quoted=not own)
    for begin, end in attributed(sentence) if judged.quoted else ():
        # Somebody's words were passed over above; that they would have been too strong is told all the same.
        said = classify(sentence[begin:end])
        if words := guilty_words(said, evidence):
            yield _finding(passage, start + begin, sentence[begin:end], said, words, evidence, quoted=True)


def _is_generated(finding: Finding, passage: Passage, generated: frozenset[str]) -> bool:
    """Tell whether the words are the report's own: they stand inside a text that equals one of its ledger's."""
    return any(
        finding.sentence in text or (text in passage.text and all(words in text for words in finding.words))
        for text in generated
        if len(text) > _SHORT
    )


def _answered(finding: Finding, answered: Mapping[str, tuple[str, str]]) -> Finding:
    """Take over what the commentary's own file says of these words: its comments do not stand on the page."""
    said = answered.get(", ".join(finding.words))
    if said is None or not finding.stands:
        return finding
    role, reason = said
    waiver = Waiver(rule=finding.rules[0], role=role, reason=reason) if role else None
    return replace(finding, quoted=waiver is None, waiver=waiver)


def _finding(
    passage: Passage,
    start: int,
    sentence: str,
    judged: Judged,
    guilty: tuple[Fired, ...],
    evidence: Evidence,
    *,
    quoted: bool,
) -> Finding:
    return Finding(
        place=passage.place(start + min(fired.start for fired in guilty)),
        kind=passage.kind,
        sentence=sentence.strip(),
        words=tuple(dict.fromkeys(sentence[begin:end].strip() for begin, end in stretches(guilty))),
        rules=tuple(dict.fromkeys(fired.rule for fired in guilty)),
        strength=judged.strength,
        flags=tuple(judged.flags),
        claims=judged.because,
        licensed=evidence.words,
        rewrite=evidence.instead(judged),
        quoted=quoted,
        waiver=None if quoted else _waiver(guilty, passage.waivers),
    )


def _waiver(guilty: tuple[Fired, ...], waivers: tuple[Waiver, ...]) -> Waiver | None:
    """Return the waiver that answers for all of the words, by any of the rules that object to each stretch."""
    answers = {waiver.rule: waiver for waiver in waivers}
    found = [
        next((answers[one.rule] for one in guilty if begin <= one.start < end and one.rule in answers), None)
        for begin, end in stretches(guilty)
    ]
    return found[0] if all(one is not None for one in found) else None
