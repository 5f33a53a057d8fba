"""Inputs of methods for people who share a practitioner."""

from pydantic import Field

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import ClusteredValues, Sample, TwoClustered
from fairclaim.stats.samples.clusters import numbered


class TwoClusteredArguments(Arguments):
    """One value a person of the group reported on (1) and of its reference (2), and the practitioner of each."""

    group1: list[float]
    clusters1: list[float | str] = Field(description="Whose patient each person of group1 is, by number or name")
    group2: list[float]
    clusters2: list[float | str] = Field(description="Whose patient each person of group2 is, by number or name")
    covariate1: list[float] | None = Field(default=None, description="A score of each person at the start")
    covariate2: list[float] | None = Field(default=None, description="A score of each person at the start")

    def sample(self) -> Sample:
        """Return TwoClustered, own group first."""
        return TwoClustered(
            own=_group(self.group1, self.clusters1, self.covariate1),
            reference=_group(self.group2, self.clusters2, self.covariate2),
        )


def _group(values: list[float], clusters: list[float | str], covariate: list[float] | None) -> ClusteredValues:
    return ClusteredValues(array(values), numbered(clusters), None if covariate is None else array(covariate))
