"""How much more the events of a group vary than independent events would, seen in how they gather in people."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fairclaim.stats.samples import FloatArray

# With fewer people the dispersion is a guess; with fewer people who had any event it was hardly seen.
PEOPLE_NEEDED, WITH_EVENTS_NEEDED = 10, 3

TOO_FEW_PEOPLE = "Fewer than ten people were followed"
TOO_FEW_WITH_EVENTS = "Fewer than three people had an event"


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Events of groups of people; every field has the shape of the leading axes.

    Parameters
    ----------
    events, time : array of float
        Totals.
    people, with_events : array of int
        Who was followed for any time, and who of them had an event.
    dispersion : array of float, 1 or more
        Variance of the total over that of as many independent events.
    pearson : array of float
        Sum of (events − expected)² / expected over people, what R divides by its degrees of freedom.
    """

    events: FloatArray
    time: FloatArray
    people: NDArray[np.int64]
    with_events: NDArray[np.int64]
    dispersion: FloatArray
    pearson: FloatArray

    @property
    def rate(self) -> FloatArray:
        """Events in a unit of time; 0 where nobody was followed."""
        return np.asarray(self.events / np.where(self.time > 0, self.time, 1.0))

    @property
    def enough(self) -> NDArray[np.bool_]:
        """Whether there are people and events enough to see how events gather."""
        return np.asarray((self.people >= PEOPLE_NEEDED) & (self.with_events >= WITH_EVENTS_NEEDED))


def gathered(events: FloatArray, time: FloatArray) -> Gathered:
    """Add up the events of people, and measure their dispersion.

    The variance of the total T-times rate is Σ (eᵢ / (1 − hᵢ))², with eᵢ = yᵢ − rate · tᵢ and leverage hᵢ = tᵢ / Σ t
    (HC3, which does not ask that variance is proportional to the mean); over Σ y it is the dispersion. It is held at 1
    from below: events that seem to avoid each other are taken for chance.

    Parameters
    ----------
    events, time : array of shape (..., n)
        Events of each person, and the time followed, 0 or more. Who was not followed plays no part.

    Returns
    -------
    Gathered

    References
    ----------
    MacKinnon & White (1985), doi:10.1016/0304-4076(85)90158-7. Wedderburn (1974), doi:10.1093/biomet/61.3.439.

    Examples
    --------
    >>> found = gathered(np.array([0, 0, 0, 6, 2, 0, 1, 0, 3, 0]), np.ones(10))
    >>> f"{found.rate:.2f} a unit of time, dispersion {found.dispersion:.2f}"
    '1.20 a unit of time, dispersion 3.66'
    """
    total, all_time = events.sum(axis=-1), time.sum(axis=-1)
    known, some = np.where(all_time > 0, all_time, 1.0), np.where(total > 0, total, 1.0)
    share = time / known[..., None]
    expected = share * total[..., None]
    # Where one person was followed for all of the time there is nothing to leave out; such samples are refused.
    left_out = (events - expected) / np.where(share < 1, 1 - share, 1.0)
    pearson = ((events - expected) ** 2 / np.where(expected > 0, expected, 1.0)).sum(axis=-1)
    return Gathered(
        events=np.asarray(total, dtype=np.float64),
        time=np.asarray(all_time, dtype=np.float64),
        people=np.asarray((time > 0).sum(axis=-1)),
        with_events=np.asarray((events > 0).sum(axis=-1)),
        dispersion=np.maximum((left_out**2).sum(axis=-1) / some, 1.0),
        pearson=np.asarray(pearson),
    )
