"""Tables of the made-up record as it stood on its freeze date: what happened by then and had been written down.

A row that is late is written down some days after it happened. What happens does not depend on the freeze date, so two
extracts of one world, frozen on two days, differ by the rows that came in between (and by ends that were blank).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from fairclaim.data.synthetic.columns import Arrow, ids, pick
from fairclaim.data.synthetic.episodes import Episodes
from fairclaim.data.synthetic.profiles import PROFILES, Profile
from fairclaim.data.synthetic.rows import NEVER
from fairclaim.data.synthetic.streams import Days, stream
from fairclaim.params.world import World


@dataclass(frozen=True, eq=False)
class Record:
    """A made-up service and the day on which its record is looked at; days counted from 1970-01-01."""

    world: World
    seed: int
    first: int
    last: int
    freeze: int
    episodes: Episodes

    @property
    def profile(self) -> Profile:
        """The pathway."""
        return PROFILES[self.world.pathway]

    def draw(self, concern: str) -> np.random.Generator:
        """Open a stream of random numbers."""
        return stream(self.seed, concern)

    @cached_property
    def referral_recorded(self) -> Days:
        """Day on which each referral is written down."""
        return self.written_down("referrals", self.episodes.referred)

    @cached_property
    def referral_ids(self) -> Arrow:
        """Each referral's id."""
        return ids("R", len(self.episodes.person))

    @cached_property
    def person_ids(self) -> Arrow:
        """Each person's key."""
        return ids("P", int(self.episodes.person.max()) + 1)

    @cached_property
    def goal_ids(self) -> Arrow:
        """Each goal's id: two goals a referral."""
        return ids("G", 2 * len(self.episodes.person))

    def written_down(self, table: str, day: Days) -> Days:
        """Draw the day on which each row of a table is written down: its own day, or later."""
        draw = self.draw(f"late {table}")
        late, days = draw.random(len(day)) < self.world.late, draw.integers(1, self.world.late_days + 1, len(day))
        return day + np.where(late, days, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One table of the extract, and the day on which each of its rows was written down."""

    table: pa.Table
    recorded: Days


def sheet(record: Record, name: str, day: Days, columns: dict[str, Arrow], recorded: Days | None = None) -> Sheet:
    """Keep the rows that were known on the freeze date.

    Parameters
    ----------
    record : Record
    name : str
        The contract table.
    day : array of int
        When each row happened.
    columns : dict of str to arrow array
        The table's columns, one entry a row.
    recorded : array of int, optional
        When each row was written down; left out, drawn.
    """
    recorded = record.written_down(name, day) if recorded is None else recorded
    # Nothing is written down before it happens.
    known = recorded <= record.freeze
    return Sheet(pa.table(columns).filter(pa.array(known)), recorded[known])


def of_referrals(record: Record, name: str, referral: Days, day: Days, columns: dict[str, Arrow]) -> Sheet:
    """Make a table whose rows hang on referrals, and name them in its first column."""
    named = {"referral_id": pick(record.referral_ids, referral), **columns}
    return of_people(record, name, referral, day, named)


def of_people(record: Record, name: str, referral: Days, day: Days, columns: dict[str, Arrow]) -> Sheet:
    """Make a table whose rows hang on people by their referrals: none is known sooner, or happens after a death."""
    recorded = np.maximum(record.written_down(name, day), record.referral_recorded[referral])
    # A row that never happens is as good as one that is never written down.
    recorded = np.where(day <= record.episodes.death[referral], recorded, NEVER)
    return sheet(record, name, day, columns, recorded)
