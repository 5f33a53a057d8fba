"""The printed lines of several categories: no category that the others would give away."""

from collections.abc import Mapping
from dataclasses import dataclass

from fairclaim.disclosure.giveaway import safe_step
from fairclaim.disclosure.lines import drawn, share_tokens
from fairclaim.disclosure.rounding import count_token, is_small
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate, Shares
from fairclaim.stats.samples import Counts


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """What is told of one category, and what is drawn of it: value and limits, as coarse as they are told."""

    tokens: Mapping[str, str]
    drawn: tuple[float, float, float]

    @property
    def printed(self) -> tuple[object, ...]:
        """Everything that leaves the house of this category."""
        return (*self.tokens.values(), *self.drawn)


def category_lines(shares: Shares, policy: DisclosurePolicy) -> dict[int, CategoryLine]:
    """Write the line of each category that may be told, in the table's order.

    Where one alone is held back, the total less the others would give it away: the smallest of the others goes with
    it. Exact counts leave too little in doubt even then, so that they are told of all categories or of none.
    """
    told = {place: line for place in range(len(shares.names)) if (line := _line(shares, place, policy)) is not None}
    hidden = len(shares.names) - len(told)
    if hidden and policy.round_counts_to == 1:
        return {}
    if hidden == 1 and told:
        del told[min(told, key=lambda place: (shares.counts[place], -place))]
    return told


def _line(shares: Shares, place: int, policy: DisclosurePolicy) -> CategoryLine | None:
    counts = Counts(shares.counts[place], shares.n)
    if is_small(counts, policy):
        return None

    def line(arms: tuple[Counts, ...], step: int) -> tuple[object, ...] | None:
        return _at(arms[0], shares, policy, step).printed

    step = safe_step((counts,), line, policy)
    return None if step is None else _at(counts, shares, policy, step)


def _at(counts: Counts, shares: Shares, policy: DisclosurePolicy, step: int) -> CategoryLine:
    """Write one category beside all others together, at the level that so many categories ask of each."""
    alone = Proportion()(counts, level=1 - (1 - shares.level) / len(shares.names))
    if not isinstance(alone, Estimate):
        raise TypeError("A category of those who were counted has a share.")
    tokens = {**share_tokens(counts, alone, policy, step), "count": count_token(counts.events, policy)}
    return CategoryLine(tokens, drawn(alone, policy, step))
