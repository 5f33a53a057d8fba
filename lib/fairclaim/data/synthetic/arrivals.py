"""Who is referred when: season and growth in numbers, people who come back, and referrals that overlap."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from fairclaim.data.synthetic.profiles import Profile
from fairclaim.data.synthetic.streams import Days, Floats, stream, wave, years
from fairclaim.params.world import World

# Days by which a return comes later than the longest episode, and how far that may vary either way.
_GAP, _VARIES = 48, 25


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """Referrals in the order of their days, from 1970-01-01; `person` numbers people in the order of their first."""

    referred: Days
    length: Days
    person: Days


def arrivals(world: World, profile: Profile, seed: int, size: int, first: int, last: int) -> Arrivals:
    """Draw exactly `size` referrals from the first to the last day, both included.

    Notes
    -----
    Those who come back do so some weeks after their episode ended, once or several times. Nobody can come back in the
    first weeks of the record, so the planted share holds after `first_return` days. In a steep season it falls a
    little short (0.298 of 0.3 where winter adds 0.3), as who would come back too early is somebody else instead.
    """
    overlaps = round(size * world.overlapping)
    n = size - overlaps
    draw = stream(seed, "arrivals")
    referred = np.sort(_days(draw.random(n), world, first, last))
    length = np.clip(np.rint(draw.normal(profile.length, profile.length_spread, n)), profile.shortest, profile.longest)
    length = length.astype(np.int64)
    person = _people(referred, length, world, profile, seed, n / (last - first + 1))
    return _with_overlaps(Arrivals(referred, length, person), seed, overlaps, last)


def first_return(profile: Profile) -> int:
    """Days after the start of the record from which anybody may have come back."""
    return profile.longest + _GAP + 2 * _VARIES


def _days(uniform: Floats, world: World, first: int, last: int) -> Days:
    day = np.arange(first, last + 1)
    weight = (1 + world.winter_referrals * wave(day)) * (1 + world.growth) ** years(day, first)
    share = np.cumsum(weight) / weight.sum()
    return day[np.minimum(np.searchsorted(share, uniform, side="right"), len(day) - 1)]


def _people(referred: Days, length: Days, world: World, profile: Profile, seed: int, a_day: float) -> Days:
    # In an order shuffled a little, who comes back is the person a set number of places earlier. So nobody comes back
    # before their episode has ended, a person may come back again and again, and no loop over people is needed.
    n = len(referred)
    draw = stream(seed, "repeats")
    back, shuffle = draw.random(n) < world.repeats, draw.uniform(-_VARIES, _VARIES, n)
    if not world.repeats:
        return np.arange(n)
    places = max(1, round(a_day * (profile.longest + _GAP)))
    order = np.argsort(referred + shuffle, kind="stable")
    back[order[:places]] = False
    rows = -(-n // places)
    line = np.full(rows * places, -1)
    line[:n] = np.where(back[order], -1, np.arange(n))
    origin = np.maximum.accumulate(line.reshape(rows, places), axis=0).ravel()[:n]
    person = np.empty(n, dtype=np.int64)
    person[order] = order[origin]
    return _kept_apart(person, referred, length)


def _kept_apart(person: Days, referred: Days, length: Days) -> Days:
    # In a busy season the places of the line pass quicker: who would come back too early is somebody else instead.
    frame = pd.DataFrame({"person": person, "referred": referred, "ended": referred + length})
    earlier = frame.sort_values("referred", kind="stable").groupby("person")["ended"]
    open_until = earlier.cummax().groupby(frame["person"]).shift().reindex(frame.index)
    clash = (frame["referred"] <= open_until).to_numpy()
    return np.where(clash, np.arange(len(person)), person)


def _with_overlaps(own: Arrivals, seed: int, overlaps: int, last: int) -> Arrivals:
    draw = stream(seed, "overlaps")
    host = np.sort(draw.permutation(len(own.referred))[:overlaps])
    # Between the day after the first referral and the day before it ends; on the day itself where it is that short.
    later = np.minimum(1 + (draw.random(overlaps) * (own.length[host] - 1)).astype(np.int64), own.length[host] - 1)
    day = np.minimum(own.referred[host] + later, last)
    referred = np.concatenate([own.referred, day])
    # Both end together: a second referral that ran on could run into the person's next return.
    length = np.concatenate([own.length, np.maximum(own.referred[host] + own.length[host] - day, 1)])
    person = np.concatenate([own.person, own.person[host]])
    order = np.argsort(referred, kind="stable")
    # Numbered anew in the order in which people first appear.
    _, number = np.unique(person[order], return_inverse=True)
    firsts = np.full(number.max() + 1, len(number))
    np.minimum.at(firsts, number, np.arange(len(number)))
    rank = np.empty(len(firsts), dtype=np.int64)
    rank[np.argsort(firsts)] = np.arange(len(firsts))
    return Arrivals(referred[order], length[order], rank[number])
