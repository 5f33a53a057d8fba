"""What is told of one sentence that claims more than its evidence licenses."""

from dataclasses import dataclass

from fairclaim.lint.reading.passage import Kind, Place
from fairclaim.lint.strength import Strength
from fairclaim.params.waivers import Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence that claims more than is licensed, or would if somebody did not answer for it.

    Parameters
    ----------
    place : Place
        Of the first word that fired.
    kind : Kind
    sentence : str
    words, rules : tuple of str
        What fired, in the order of the sentence, and the rules that say so.
    claims : str
        What the words claim, in plain English.
    licensed : str
        What the evidence licenses.
    rewrite : str
        Words that it would license.
    quoted : bool
        Words of a person, who is named: exempt, and told.
    waiver : Waiver or None
        Let stand by somebody, with a reason: silent, and told.
    """

    place: Place
    kind: Kind
    sentence: str
    words: tuple[str, ...]
    rules: tuple[str, ...]
    strength: Strength
    flags: tuple[str, ...]
    claims: str
    licensed: str
    rewrite: str
    quoted: bool = False
    waiver: Waiver | None = None

    @property
    def stands(self) -> bool:
        """Whether it is an over-claim that nobody answers for."""
        return not self.quoted and self.waiver is None
