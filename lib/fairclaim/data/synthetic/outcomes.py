"""Tables about what became of people: hospital, escalations, scores, deaths, harm, complaints, what they said."""

import numpy as np
import pyarrow as pa

from fairclaim.data.synthetic.care import each
from fairclaim.data.synthetic.columns import dates, numbers, pick, times, words
from fairclaim.data.synthetic.episodes import DAY
from fairclaim.data.synthetic.poor import shown
from fairclaim.data.synthetic.rows import NEVER
from fairclaim.data.synthetic.sheets import Record, Sheet, of_people, of_referrals
from fairclaim.data.synthetic.streams import years

_BEFORE = 90
_ITEMS = ("involved in decisions", "treated with kindness", "felt safe")
_ANSWERS = ("strongly agree", "agree", "neither", "disagree")


def scores(record: Record) -> Sheet:
    """The first score of everybody, and the last of those who were scored at the end; any questionnaire's items."""
    e, profile = record.episodes, record.profile
    n, items = len(e.good), len(profile.items)
    draw = record.draw("questionnaire")
    part, number = np.concatenate([np.tile([-1], n), each(np.full(n, items))[1]]), 1 + items
    own = np.concatenate([np.arange(n), each(np.full(n, items))[0]])
    referral, item = np.tile(own, 2), np.tile(part, 2)
    last = np.repeat([False, True], n * number)
    day = np.where(last, np.where(e.scored, e.discharged, NEVER)[referral], e.referred[referral])
    answer = np.clip(np.rint(draw.normal(4.4 + 0.4 * last, 1.2)), 1, 7)
    total = np.where(last, e.after[referral], e.before[referral])
    columns = {
        "instrument": words(item >= 0, profile.scale.name, profile.questionnaire),
        "time_point": words(last, "start", "discharge"),
        "at": dates(day),
        "score": numbers(np.where(item < 0, total, answer)),
        "item": words(item, *profile.items, blank=item < 0),
    }
    return of_referrals(record, "scores", referral, day, columns)


def escalations(record: Record) -> Sheet:
    """Escalations of the 90 days before and after; where they are the outcome, also those that show a poor one."""
    e, profile = record.episodes, record.profile
    before, _ = each(e.use_before)
    after, _ = each(e.use_after)
    draw = record.draw("escalations")
    earlier = e.referred[before] - draw.integers(1, _BEFORE + 1, len(before))
    later = e.discharged[after] + profile.quiet_days + draw.integers(1, _BEFORE + 1, len(after))
    referral, day = np.concatenate([before, after]), np.concatenate([earlier, later])
    minute, kind = day * DAY + draw.integers(0, DAY, len(day)), _all(profile.use_kind, len(day))
    if profile.poor == "escalations":
        who, when, code = shown(record)
        referral, minute, kind = np.concatenate([referral, who]), np.concatenate([minute, when]), _joined([kind, code])
    columns = {"occurred_at": times(minute), "kind": kind, "person_id": pick(record.person_ids, e.person[referral])}
    return of_referrals(record, "escalations", referral, minute // DAY, columns)


def hospital_spells(record: Record) -> Sheet:
    """The stay that reablement follows on; or, where going back to hospital is the outcome, those who went back."""
    e, profile = record.episodes, record.profile
    draw = record.draw("hospital")
    n = len(e.good)
    stays = draw.integers(1, 15, n)
    # Where a stay is the outcome, one before a person's next referral would count as the outcome of the last.
    own = np.flatnonzero(np.full(n, profile.poor == "packages"))
    parts = [(own, (e.referred - stays)[own], e.referred[own], _all("emergency", len(own)))]
    if profile.poor == "hospital_spells":
        who, minute, kind = shown(record)
        parts.append((who, minute // DAY, minute // DAY + stays[who], kind))
    referral, day, ends = (np.concatenate([part[i] for part in parts]) for i in range(3))
    ends = np.minimum(ends, e.death[referral])
    columns = {
        "person_id": pick(record.person_ids, e.person[referral]),
        "admitted_at": dates(day),
        "discharged_at": dates(ends, record.freeze),
        "kind": _joined([part[3] for part in parts]),
        "destination": words(draw.random(len(ends)) < 0.1, "home", "care home", blank=ends > record.freeze),
    }
    return of_people(record, "hospital_spells", referral, day, columns)


def deaths(record: Record) -> Sheet:
    """Everybody who has died."""
    e = record.episodes
    referral = np.unique(e.person, return_index=True)[1]
    day = e.death[referral]
    columns = {"person_id": pick(record.person_ids, e.person[referral]), "at": dates(day)}
    return of_people(record, "deaths", referral, day, columns)


def safety_events(record: Record) -> Sheet:
    """Harm in eight weeks from referral, and reports of little or no harm, which may become more year by year."""
    e, world = record.episodes, record.world
    draw = record.draw("incidents")
    n = len(e.good)
    harmed = np.flatnonzero(e.harmed)
    often = world.reporting * (1 + world.reporting_growth) ** years(e.referred, record.first)
    reported, _ = each(draw.poisson(often))
    referral = np.concatenate([harmed, reported])
    severe = np.where(draw.random(n) < 0.2, 3, 2)[harmed]
    harm = np.concatenate([severe, draw.integers(0, 2, len(reported))])
    minute = e.referred[referral] * DAY + draw.integers(16 * 60, 56 * DAY, len(referral))
    # Whoever dies sooner is harmed by then: harm that was planted is not lost with a death.
    minute = np.minimum(minute, e.death[referral] * DAY)
    columns = {
        "at": times(minute),
        "harm": words(harm, "none", "low", "moderate", "severe"),
        "kind": words(draw.integers(0, 4, len(referral)), "fall", "medication", "safeguarding", "pressure ulcer"),
    }
    return of_referrals(record, "safety_events", referral, minute // DAY, columns)


def complaints(record: Record) -> Sheet:
    """Complaints, two in every hundred referrals."""
    e = record.episodes
    draw = record.draw("complaints")
    who = np.flatnonzero(draw.random(len(e.good)) < 0.02)
    day = e.discharged[who] + draw.integers(0, 40, len(who))
    columns = {
        "at": dates(day),
        "kind": words(draw.integers(0, 3, len(who)), "communication", "missed visit", "staff attitude"),
        "upheld": words(draw.choice(4, len(who), p=[0.3, 0.3, 0.2, 0.2]), "yes", "no", "partly", "open"),
    }
    return of_referrals(record, "complaints", who, day, columns)


def experience(record: Record) -> Sheet:
    """Answers of those who send the survey back, about half, one row a question."""
    e = record.episodes
    draw = record.draw("survey")
    n = len(e.good)
    answers = draw.random(n) < 0.55
    day = e.discharged + draw.integers(3, 28, n)
    referral, item = each(len(_ITEMS) * (answers & (day <= e.death)).astype(np.int64))
    answer = draw.choice(4, len(referral), p=[0.4, 0.46, 0.09, 0.05])
    columns = {"at": dates(day[referral]), "item": words(item, *_ITEMS), "answer": words(answer, *_ANSWERS)}
    return of_referrals(record, "experience", referral, day[referral], columns)


def _joined(parts: list[pa.Array]) -> pa.Array:
    return pa.concat_arrays([part.cast(pa.string()) for part in parts])


def _all(word: str, n: int) -> pa.Array:
    return words(np.zeros(n, dtype=np.int64), word)
