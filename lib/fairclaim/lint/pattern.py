"""Patterns over tagged text, ready to be searched for, and an index that asks a sentence few of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from fairclaim.lint.tagging import Tagged

Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One pattern.

    Parameters
    ----------
    expression : re.Pattern
        Over `Tagged.text`; its group `words`, if there is one, is where a claim's own words begin.
    needs : tuple of frozenset of str
        Words and tags: of each set one must be in the sentence, or nothing can match.
    """

    expression: re.Pattern[str]
    needs: tuple[frozenset[str], ...]

    def may_match(self, found: frozenset[str]) -> bool:
        """Tell whether a sentence with these words and tags could match."""
        return not any(map(found.isdisjoint, self.needs))


class Index(Generic[Owner]):
    """Patterns by the words and tags without which they cannot match."""

    def __init__(self, pairs: Iterable[tuple[Owner, Pattern]]) -> None:
        self._pairs = tuple(pairs)
        self._by_need: dict[str, list[int]] = {}
        self._always: list[int] = []
        for place, (_, one) in enumerate(self._pairs):
            rarest = min(one.needs, key=len, default=None)
            for need in rarest or ():
                self._by_need.setdefault(need, []).append(place)
            if rarest is None:
                self._always.append(place)

    def matches(self, tagged: Tagged) -> Iterator[tuple[Owner, re.Match[str]]]:
        """Give every match of every pattern, by the order of the patterns."""
        places = {place for need in tagged.found if need in self._by_need for place in self._by_need[need]}
        for place in sorted(places.union(self._always)):
            owner, one = self._pairs[place]
            if one.may_match(tagged.found):
                for match in one.expression.finditer(tagged.text):
                    yield owner, match
