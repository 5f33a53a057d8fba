"""How much a sentence claims, and what else a sceptical reader would ask of it."""

from enum import StrEnum
from typing import Literal, get_args

Flag = Literal[
    "money",
    "system_scope",
    "no_window",
    "superlative",
    "significance_word",
    "recommendation",
    "safety",
    "social_value",
    "negated",
    "noun_phrase",
]
FLAGS: tuple[Flag, ...] = get_args(Flag)


class Strength(StrEnum):
    """From no claim to a plain cause; later members claim more.

    >>> Strength.CAUSAL > Strength.HEDGED
    True
    >>> max(Strength.NONE, Strength.ASSOCIATION).value
    'association'
    """

    NONE = "none"
    ASSOCIATION = "association"
    HEDGED = "hedged"
    CONTRIBUTION = "contribution"
    CAUSAL = "causal"

    @property
    def order(self) -> int:
        """Its place in the order, from 0."""
        return tuple(Strength).index(self)

    # A member is text as well, and text would compare by alphabet.
    def __lt__(self, other: str) -> bool:
        return self.order < Strength(other).order

    def __le__(self, other: str) -> bool:
        return self.order <= Strength(other).order

    def __gt__(self, other: str) -> bool:
        return self.order > Strength(other).order

    def __ge__(self, other: str) -> bool:
        return self.order >= Strength(other).order
