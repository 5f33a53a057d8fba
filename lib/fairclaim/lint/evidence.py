"""What the evidence licenses, passage by passage: by a design, or by the rung of the claim that a text is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fairclaim.errors import Problem, UsageError
from fairclaim.kinds import Rung
from fairclaim.lint.classify import Judged
from fairclaim.lint.licence import Design, licensed, overclaims, rewrite

if TYPE_CHECKING:
    from fairclaim.claims.ledger import Ledger
    from fairclaim.lint.reading.passage import Passage
    from fairclaim.params.spec import RunSpec

_DESIGNS: dict[Design, tuple[Rung, str]] = {
    "observational": (
        Rung.COMPARED,
        "An observational design licenses what was seen, what goes with what, and a part played beside others",
    ),
    "experimental": (
        Rung.ESTIMATED,
        "An experiment licenses causes for its own people and places, not money saved or a whole system",
    ),
}

# Below a comparison no rewrite may compare, whatever was written.
_PLAIN: dict[Rung, str] = {
    Rung.COUNTED: "saw …, or: delivered …, with the period",
    Rung.MEASURED: "was …, or: changed from … to …, with the period and the likely range",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one text may say.

    Parameters
    ----------
    rung : Rung
        What a rewrite may say at most.
    words : str
        The same for a person, without a full stop.
    design : Design or None
        None: the rung decides.
    """

    rung: Rung
    words: str
    design: Design | None = None

    def allows(self, judged: Judged) -> bool:
        """Tell whether a sentence claims no more than this."""
        return licensed(judged, self.rung) if self.design is None else not overclaims(judged, self.design)

    def instead(self, judged: Judged) -> str:
        """Give words for a sentence that this would license."""
        return _PLAIN.get(self.rung) or rewrite(judged, self.rung)


@dataclass(frozen=True, slots=True)
class ByDesign:
    """One design for every text."""

    design: Design = "observational"
    generated: frozenset[str] = frozenset()
    answered: Mapping[str, tuple[str, str]] = field(default_factory=dict, repr=False)

    def of(self, passage: "Passage") -> Evidence:
        """Return what a passage may say."""
        rung, words = _DESIGNS[self.design]
        if passage.claim:
            words += f" (the text names the claim {passage.claim}, but belongs to no report that is found here)"
        return Evidence(rung, words, self.design)


@dataclass(frozen=True, slots=True)
class ByClaim:
    """The rungs of one report's claims, earned or within reach.

    Parameters
    ----------
    rungs : mapping of str to Rung
        Of each claim, by its id.
    earned : bool
        False: no report was made yet, and these are the best that the designs could license.
    generated : frozenset of str
        What the report itself says: nobody wrote it, and it equals the ledger.
    answered : mapping of str to (str, str)
        Words of its commentary that are let stand, with the role and the reason; both empty for a person's own.
    """

    rungs: Mapping[str, Rung]
    earned: bool
    generated: frozenset[str] = field(default=frozenset(), repr=False)
    answered: Mapping[str, tuple[str, str]] = field(default_factory=dict, repr=False)

    def of(self, passage: "Passage") -> Evidence:
        """Return what a passage may say: by the claim that it names, or else by the best of them all."""
        if passage.claim and passage.claim not in self.rungs:
            raise UsageError(
                Problem(
                    "the text is about a claim that this report has not",
                    f"{passage.file}, {passage.place(0).within}",
                    f"'{passage.claim}'",
                    ", ".join(self.rungs),
                    "Name one of these, or leave the comment out",
                )
            )
        rung = self.rungs[passage.claim] if passage.claim else max(self.rungs.values(), default=Rung.COUNTED)
        named = f"The claim {passage.claim}" if passage.claim else "The best claim of this report"
        verb = "is" if self.earned else "can at best be"
        return Evidence(rung, f"{named} {verb} “{rung.readers_name}”: {_verbs(rung)}")


def earned(ledger: "Ledger") -> ByClaim:
    """Hold texts against what the claims of a report earned."""
    parts = (ledger.front, *ledger.entries, *((ledger.revised,) if ledger.revised else ()))
    generated = frozenset(" ".join(text.split()) for part in parts for text in _texts(part.model_dump(mode="json")))
    answered = {words: ("", "") for remark in ledger.remarks for words in remark.quoted}
    answered |= {one.words: (one.role, one.reason) for remark in ledger.remarks for one in remark.waived}
    rungs = {entry.claim_id: entry.rung for entry in ledger.entries}
    return ByClaim(rungs, earned=True, generated=generated, answered=answered)


def within_reach(spec: "RunSpec") -> ByClaim:
    """Hold texts against the best that the designs of a service's comparisons could license, before any run."""
    from fairclaim.claims.ladder import ladder

    table = ladder()
    rungs: dict[str, Rung] = {}
    for comparison in spec.service.comparisons:
        measure, base = spec.measure(comparison.measure), table.base(comparison.against)
        rises = table.may_rise(base, kind=measure.kind, level=measure.level, design=comparison.against)
        rungs[comparison.id] = Rung(max(base, table.support.rung)) if rises else base
    return ByClaim(rungs, earned=False)


def _verbs(rung: Rung) -> str:
    from fairclaim.claims.ladder import ladder

    return ", ".join(f"“{verb}”" for row in ladder().rungs if row.number == rung for verb in row.licenses)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            yield from _texts(one)
