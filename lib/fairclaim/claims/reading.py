"""A reading: a claim's numbers as one audience may have them. Holds no true number that the audience may not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fairclaim.claims.ledger import Table
from fairclaim.claims.pictures import Picture

Shape = Literal[
    "difference",
    "design",
    "share",
    "share_target",
    "change",
    "figure",
    "fall",
    "categories",
    "activity",
    "activity_unplanned",
    "comparison",
    "relative",
    "variation",
    "assurance",
    "benchmark",
    "place",
    "withheld",
    "none",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionReading:
    """How far a change in scores reaches, as one audience may know it: tokens of its sentence, and its table."""

    tokens: Mapping[str, str]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Tokens, table and picture of one claim for one audience.

    Parameters
    ----------
    claim_id : str
    shape : Shape
        Which family of sentences it is told in; `withheld` and `none` hold no numbers.
    tokens : mapping of str to str
        Numbers as text, rounded once; sentences and tables use these and no others.
    table : Table
    picture : Picture
    completion : CompletionReading, optional
        Of a paired change: from all who were eligible to those who got better.
    """

    claim_id: str
    shape: Shape
    tokens: Mapping[str, str]
    table: Table
    picture: Picture
    completion: CompletionReading | None = None
