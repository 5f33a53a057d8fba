"""What truly happens to each referral, known to the record or not: one array a fact, one place a referral.

Days and minutes are counted from 1970-01-01, in local time.
"""

from dataclasses import dataclass

import numpy as np

from fairclaim.data.synthetic.arrivals import Arrivals, arrivals
from fairclaim.data.synthetic.luck import luck
from fairclaim.data.synthetic.profiles import PROFILES, Profile
from fairclaim.data.synthetic.rows import EPOCH, NEVER
from fairclaim.data.synthetic.scores import scores
from fairclaim.data.synthetic.streams import Days, Flags, Floats, stream, wave, years
from fairclaim.data.synthetic.use import counts
from fairclaim.params.world import World

DAY = 1440


@dataclass(frozen=True, slots=True, eq=False)
class Episodes:
    """All referrals of a made-up service, in the order of their days.

    Parameters
    ----------
    person, team : array of int
        Numbered from 0; the comparison site's teams follow the service's.
    comparison : array of bool
        Of the comparison site.
    referred_at, first_contact_at : array of int
        Minutes.
    discharged, death : array of int
        Days; `NEVER` for who did not die.
    good, recorded_good : array of bool
        The outcome as it is, and as the record would have it (misrecording; before anybody is lost).
    recoded : array of bool
        A good outcome with something harmless that the code of a poor one covers from `recoded_from`.
    reached, scored : array of bool
        Was the person reached afterwards, and scored at the end?
    before, after : array of int
        Scores in points.
    use_before, use_after : array of int
        Escalations in the 90 days before and after.
    harmed : array of bool
    """

    person: Days
    team: Days
    comparison: Flags
    referred_at: Days
    first_contact_at: Days
    discharged: Days
    death: Days
    good: Flags
    recorded_good: Flags
    recoded: Flags
    reached: Flags
    scored: Flags
    before: Days
    after: Days
    use_before: Days
    use_after: Days
    harmed: Flags

    @property
    def referred(self) -> Days:
        """Day of referral."""
        return self.referred_at // DAY


def episodes(world: World, seed: int, size: int, first: int, last: int) -> Episodes:
    """Draw `size` referrals from the first to the last day."""
    profile = PROFILES[world.pathway]
    came = arrivals(world, profile, seed, size, first, last)
    comparison = (stream(seed, "arm").random(size) < world.comparison)[came.person]
    team = stream(seed, "team").integers(0, world.teams, size) + np.where(comparison, world.teams, 0)
    referred_at, seen_at = _clock(world, profile, seed, came)
    discharged = np.maximum(came.referred + came.length, seen_at // DAY)
    outcome_on = seen_at // DAY if profile.poor == "escalations" else discharged
    good = luck(world, seed, came.person, team) < share_at(world, outcome_on, first, comparison)
    before, after, better = scores(world, profile.scale, seed, team, _helped(world, discharged, comparison))
    use_before, use_after = counts(world, seed, discharged, _helped(world, discharged, comparison))
    harm = world.harm + world.effect_on_harm * _helped(world, came.referred, comparison)
    wrong = stream(seed, "misrecorded").random(size) < world.misrecorded
    covered = stream(seed, "recoded").random(size) < world.recoded
    return Episodes(
        person=came.person,
        team=team,
        comparison=comparison,
        referred_at=referred_at,
        first_contact_at=seen_at,
        discharged=discharged,
        death=_deaths(world, seed, came.person, discharged),
        good=good,
        recorded_good=good ^ wrong,
        recoded=(good ^ wrong) & covered,
        reached=_found(world, seed, "reached", ~good),
        scored=_found(world, seed, "scored", better < 0),
        before=before,
        after=after,
        use_before=use_before,
        use_after=use_after,
        harmed=stream(seed, "harm").random(size) < harm,
    )


def share_at(world: World, day: Days, first: int, comparison: Flags) -> Floats:
    """True share with the good outcome, of outcomes counted from a day; held within 0 to 1."""
    there = world.comparison_differs + world.comparison_trend * years(day, first)
    without = world.outcome_share + world.trend * years(day, first) + there * comparison
    return np.asarray(np.clip(without + world.effect_on_share * _helped(world, day, comparison), 0, 1))


def _helped(world: World, day: Days, comparison: Flags) -> Flags:
    since = -NEVER if world.effect_from is None else (world.effect_from - EPOCH).days
    return np.asarray(~comparison & (day >= since))


def _clock(world: World, profile: Profile, seed: int, came: Arrivals) -> tuple[Days, Days]:
    # Referrals come from eight to four; whoever is seen on the same day is seen some minutes later, others by day.
    n = len(came.referred)
    draw = stream(seed, "waits")
    referred_at = came.referred * DAY + 8 * 60 + draw.integers(0, 8 * 60, n)
    late = np.clip((1 - world.prompt) * (1 + world.winter_waits * wave(came.referred)), 0, 1)
    slow = draw.random(n) < late
    low, high = (np.where(slow, profile.slow[end], profile.prompt[end]) for end in (0, 1))
    wait = low + (draw.random(n) * (high - low + 1)).astype(np.int64)
    minutes = draw.integers(10, 180, n)
    if not profile.by_day:
        return referred_at, referred_at + wait
    other_day = (came.referred + wait) * DAY + 9 * 60 + 2 * minutes
    return referred_at, np.where(wait == 0, referred_at + minutes, other_day)


def _deaths(world: World, seed: int, person: Days, discharged: Days) -> Days:
    draw = stream(seed, "deaths")
    people = person.max() + 1
    last = np.zeros(people, dtype=np.int64)
    np.maximum.at(last, person, discharged)
    dies, days = draw.random(people) < world.deaths, draw.integers(0, 91, people)
    return np.where(dies, last + days, NEVER)[person]


def _found(world: World, seed: int, concern: str, worse: Flags) -> Flags:
    missed = world.lost + world.lost_more_if_worse * worse
    return np.asarray(stream(seed, concern).random(len(worse)) >= missed)
