"""Inputs of methods for scores and quantities."""

import re

from pydantic import field_validator

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import Pairs, Sample


class PairsArguments(Arguments):
    """Two scores a person, in the same order; `contrast` says which is taken from which."""

    before: list[float]
    after: list[float]
    contrast: str = "after - before"

    @field_validator("contrast")
    @classmethod
    def _names_both(cls, contrast: str) -> str:
        if sorted(re.findall("before|after", contrast.lower())) != ["after", "before"]:
            raise ValueError("write 'after - before' or 'before - after'")
        return contrast

    def sample(self) -> Sample:
        """Return Pairs whose `after` is what the other score is taken from."""
        before, after = array(self.before), array(self.after)
        if self.contrast.lower().index("after") < self.contrast.lower().index("before"):
            return Pairs(before=before, after=after)
        return Pairs(before=after, after=before)
