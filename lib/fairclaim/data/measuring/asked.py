"""What a measure is asked about: which days' index events, as the record stood on which day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from fairclaim.params.quarters import Quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A period, and the state of the record.

    Parameters
    ----------
    first, last : date
        Index events from the one to the other count, both days included, by their day in London.
    as_at : date
        The freeze date: the record is complete to the end of this day, and nothing later is known.
    linked_to : mapping of str to date
        Contract table → last day to which that feed was linked and complete.
    age_bands : tuple of int
        Lowest age of each band but the first, rising: (18, 65) gives 0 to 17, 18 to 64, and 65 or over.
    """

    first: date
    last: date
    as_at: date
    linked_to: Mapping[str, date] = field(default_factory=dict)
    age_bands: tuple[int, ...] = (18, 65, 75, 85)

    @classmethod
    def of_quarter(cls, quarter: Quarter, as_at: date) -> Self:
        """Ask about one quarter, with no feeds and the usual age bands."""
        return cls(first=quarter.start, last=quarter.end, as_at=as_at)
