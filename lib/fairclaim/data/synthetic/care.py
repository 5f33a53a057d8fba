"""Tables about people and the care that they were given, as the made-up service wrote them down."""

import numpy as np
import pyarrow as pa

from fairclaim.data.synthetic.columns import dates, numbers, pick, times, words, yes_no
from fairclaim.data.synthetic.episodes import DAY
from fairclaim.data.synthetic.rows import EPOCH, NEVER
from fairclaim.data.synthetic.sheets import Record, Sheet, of_referrals, sheet
from fairclaim.data.synthetic.streams import Days


def people(record: Record) -> Sheet:
    """Everybody with a referral that is written down."""
    e = record.episodes
    n = int(e.person.max()) + 1
    draw = record.draw("people")
    recorded, comparison = np.full(n, NEVER), np.zeros(n, dtype=bool)
    np.minimum.at(recorded, e.person, record.referral_recorded)
    comparison[e.person] = e.comparison
    age = np.clip(np.rint(draw.normal(76, 11, n)), 18, 104)
    columns = {
        "person_id": pick(record.person_ids, np.arange(n)),
        "age": numbers(age.astype(np.int64)),
        "birth_month": _birth_month(record, age.astype(np.int64), draw.integers(0, 12, n)),
        "sex": words(draw.choice(3, n, p=[0.57, 0.42, 0.01]), "female", "male", "not known"),
        "ethnicity": words(
            draw.choice(6, n, p=[0.07, 0.03, 0.01, 0.80, 0.02, 0.07]),
            *("asian", "black", "mixed", "white", "other", "not known"),
        ),
        "deprivation": numbers(draw.integers(1, 11, n)),
        "site": words(comparison, "Site A", "Site B"),
        "arm": words(comparison, "service", "comparison"),
    }
    return sheet(record, "people", recorded, columns, recorded)


def referrals(record: Record) -> Sheet:
    """One row a referral; what lies after the freeze date is blank."""
    e, freeze = record.episodes, record.freeze
    n = len(e.person)
    draw = record.draw("referrals")
    ended = draw.choice(3, n, p=[0.9, 0.06, 0.04])
    columns = {
        "referral_id": pick(record.referral_ids, np.arange(n)),
        "person_id": pick(record.person_ids, e.person),
        "referred_at": times(e.referred_at),
        "discharged_at": dates(e.discharged, freeze),
        "first_contact_at": times(e.first_contact_at, freeze),
        "risk": words(draw.random(n) < 0.6, "standard", "higher"),
        "reason": words(draw.integers(0, len(record.profile.reasons), n), *record.profile.reasons),
        "ended_because": words(ended, "completed", "declined", "moved away", blank=e.discharged > freeze),
        "team": _team(record),
    }
    return sheet(record, "referrals", e.referred, columns, record.referral_recorded)


def contacts(record: Record) -> Sheet:
    """The first contact, which is kept, and planned ones at even distances until the discharge."""
    e, profile = record.episodes, record.profile
    first = e.first_contact_at
    referral, number = each(1 + (e.discharged - first // DAY) // profile.contact_gap)
    draw = record.draw("contacts")
    at = first[referral] + number * profile.contact_gap * DAY
    fate = np.where(number == 0, 0, draw.choice(3, len(number), p=[0.93, 0.05, 0.02]))
    columns = {
        "at": times(at),
        "attended": words(fate, "yes", "no", "cancelled"),
        "kind": words(draw.random(len(number)) < 0.15, "face to face", "telephone"),
    }
    return of_referrals(record, "contacts", referral, at // DAY, columns)


def goals(record: Record) -> Sheet:
    """Two goals a referral, looked at again at its end."""
    e = record.episodes
    referral, number = each(np.full(len(e.person), 2))
    draw = record.draw("goals")
    n = len(referral)
    reviewed, is_open = e.discharged[referral], e.discharged[referral] > record.freeze
    met = draw.choice(3, n, p=[0.68, 0.2, 0.12])
    attained = np.where(met == 0, draw.integers(0, 3, n), np.where(met == 1, -1, -2)).astype(float)
    columns = {
        "goal_id": pick(record.goal_ids, 2 * referral + number),
        "set_at": dates(e.first_contact_at[referral] // DAY),
        "reviewed_at": dates(reviewed, record.freeze),
        "met": words(met, "yes", "partly", "no", blank=is_open),
        "specific": yes_no(draw.random(n) < 0.85),
        "weight": numbers(1.0 + (number == 0)),
        "attained": pa.array(attained, mask=is_open),
    }
    return of_referrals(record, "goals", referral, e.first_contact_at[referral] // DAY, columns)


def support_hours(record: Record) -> Sheet:
    """Hours of each week of the episode: fewer week by week."""
    e = record.episodes
    start = e.first_contact_at // DAY
    referral, week = each(1 + (e.discharged - start) // 7)
    hours = np.clip(10 * 0.8**week + record.draw("hours").normal(0, 1.5, len(week)), 0.5, 60)
    day = start[referral] + 7 * week
    columns = {"week_at": dates(day), "hours": numbers(np.round(2 * hours) / 2)}
    return of_referrals(record, "support_hours", referral, day, columns)


def plans(record: Record) -> Sheet:
    """The pathway's plans for most referrals, each to be renewed after half a year."""
    e, kinds = record.episodes, record.profile.plan_kinds
    referral, kind = each(np.full(len(e.person), len(kinds)))
    draw = record.draw("plans")
    made = np.minimum(e.first_contact_at[referral] // DAY + draw.integers(0, 8, len(kind)), e.discharged[referral])
    has = draw.random(len(kind)) < 0.92
    columns = {
        "kind": words(kind, *kinds),
        "made_at": dates(made),
        "in_force_to": dates(made + 182),
        "agreed": yes_no(draw.random(len(kind)) < 0.88),
    }
    return of_referrals(record, "plans", referral, np.where(has, made, NEVER), columns)


def each(counts: Days) -> tuple[Days, Days]:
    """Repeat each place so many times: the places, and the number within each, from 0."""
    place = np.repeat(np.arange(len(counts)), counts)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return place, np.arange(len(place)) - starts


def _team(record: Record) -> pa.Array:
    e, world = record.episodes, record.world
    labels = [f"Team {letter}{number + 1:02d}" for letter in "AB" for number in range(world.teams)]
    team = e.team
    if world.merged_from is not None:
        team = np.where((team < 2) & (e.referred >= (world.merged_from - EPOCH).days), len(labels), team)
    return words(team, *labels, "Team A01-A02")


def _birth_month(record: Record, age: Days, month: Days) -> pa.Array:
    # Counted back from the start of the record.
    months = np.datetime64(record.first, "D").astype("datetime64[M]").astype(np.int64) - 12 * age - month
    return pa.array(months.astype("datetime64[M]").astype("datetime64[D]"))
