"""Breakdowns: one group's share at a time, and no group that the others would give away."""

from fairclaim.claims.claim import Claim
from fairclaim.claims.ledger import Table
from fairclaim.disclosure.group_rows import heading
from fairclaim.disclosure.lines import printed_step, share_tokens
from fairclaim.disclosure.rounding import NOTES, SUPPRESSED, is_small
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.results import Estimate
from fairclaim.stats.samples import Counts

CAUTION = "Groups differ by chance as well. A breakdown describes; it does not compare."
NAMES = {
    "age": "Age",
    "sex": "Sex",
    "ethnicity": "Ethnic group",
    "deprivation": "Deprivation of the area",
    "site": "Site",
}
Row = tuple[str, str, str, str]


def breakdowns(claim: Claim, level: float, policy: DisclosurePolicy) -> tuple[Table, ...]:
    """Break a claim's own share down by each characteristic that the service asks for.

    A claim that is itself withheld is not broken down: its groups would add up to it.
    """
    return tuple(_table(claim, by, groups, level, policy) for by, groups in claim.observed.groups)


def _table(
    claim: Claim, by: str, groups: tuple[tuple[str, Counts], ...], level: float, policy: DisclosurePolicy
) -> Table:
    known = [(label, counts) for label, counts in groups if counts.n]
    lines = {label: _line(label, counts, level, policy) for label, counts in known}
    for label in _held_back(known, lines):
        lines[label] = None
    rows = tuple(lines[label] or (label, SUPPRESSED, SUPPRESSED, SUPPRESSED) for label, _ in known)
    notes = (CAUTION, NOTES[SUPPRESSED]) if None in lines.values() else (CAUTION,)
    columns = (NAMES[by], heading(claim.measure), "In every 100", "Likely range, in every 100")
    return Table(caption=f"{claim.measure.title}, by {NAMES[by].lower()}", columns=columns, rows=rows, notes=notes)


def _line(label: str, counts: Counts, level: float, policy: DisclosurePolicy) -> Row | None:
    estimate = Proportion()(counts, level=level)
    step = None if is_small(counts, policy) else printed_step(Proportion(), level, (counts,), policy)
    if step is None or not isinstance(estimate, Estimate):
        return None
    tokens = share_tokens(counts, estimate, policy, step)
    return label, tokens["n"], tokens["own"], tokens["range"]


def _held_back(known: list[tuple[str, Counts]], lines: dict[str, Row | None]) -> list[str]:
    """Name a second group where only one is withheld: the total, less the others, would give the one away.

    Rounding alone would not do: a total of about 85 beside groups of about 40 and about 35 leaves a third of exactly 4.
    """
    hidden = [label for label, line in lines.items() if line is None]
    shown = [(counts.n, label) for label, counts in known if lines[label] is not None]
    return [min(shown)[1]] if len(hidden) == 1 and shown else []
