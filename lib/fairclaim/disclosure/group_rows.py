"""Rows that every table of people has: how many there were, and for how many the outcome was seen."""

from fairclaim.claims.claim import Claim
from fairclaim.disclosure.arms import Arm, arms
from fairclaim.disclosure.rounding import NOTES, SUPPRESSED, count_token, hundred_token, is_small
from fairclaim.disclosure.wording import per_noun, read_at
from fairclaim.params.measures import AnyMeasure, RateMeasure, TimeToEventMeasure
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.samples import Counts, Durations, Pairs, PersonEvents, Sample, Values

Row = tuple[str, ...]


def size_rows(claim: Claim, sample: Sample, policy: DisclosurePolicy) -> tuple[Row, ...]:
    """Say how many were counted in each group, and what of, as this audience may have it."""
    sides = [_sizes(claim, arm) for arm in arms(sample)]
    return tuple((words, *(count_token(side[words], policy) for side in sides)) for words in sides[0])


def _sizes(claim: Claim, arm: Arm) -> dict[str, int]:
    match arm:
        case Counts():
            return {heading(claim.measure): arm.n, "Of them, with the outcome": arm.events}
        case PersonEvents():
            return {heading(claim.measure): len(arm.events), "Events": int(arm.events.sum()), **_exposure(claim, arm)}
        case Durations():
            had, died = (int((arm.state == state).sum()) for state in (1, 2))
            by_then = "" if read_at(claim) is None else " by then"
            sizes = {"People followed": len(arm.state), f"Of them, with the event{by_then}": had}
            return sizes | ({"Of them, who died before it": died} if _told_apart(claim) else {})
        case Values():
            return {heading(claim.measure): len(arm.values)}
        case Pairs():
            return {"People scored twice": len(arm.before)}


# What is counted where it is not people, nor their referrals.
_COUNTED = {
    "audits": "Records",
    "complaints": "Complaints",
    "contacts": "Contacts",
    "escalations": "Escalations",
    "goals": "Goals",
    "hospital_spells": "Stays in hospital",
    "oversight": "Reviews and supervisions",
    "packages": "Packages",
    "plans": "Plans",
    "safety_events": "Incidents",
    "stability_checks": "Checks",
    "themes": "Themes",
}


def heading(measure: AnyMeasure) -> str:
    """Head the row that says how many were counted: people, or what the measure counts of its own."""
    index = getattr(measure, "index", None)
    if index is None or index.counts == "people":
        return "People counted"
    return f"{_COUNTED.get(index.table, 'People')} counted"


def _told_apart(claim: Claim) -> bool:
    return isinstance(claim.measure, TimeToEventMeasure) and claim.measure.died == "competing"


def _exposure(claim: Claim, arm: PersonEvents) -> dict[str, int]:
    if not isinstance(claim.measure, RateMeasure):
        return {}
    return {per_noun(claim.measure)[1].capitalize(): round(float(arm.time.sum()))}


def seen_rows(claim: Claim, policy: DisclosurePolicy) -> list[Row]:
    """Say how many of those owed a follow-up were seen; nothing where nobody was owed one."""
    seen = claim.observed.seen
    if not any(arm.n > arm.events for arm in seen):
        return []
    cells = (SUPPRESSED if is_small(arm, policy) else hundred_token(arm.events / arm.n, policy) for arm in seen)
    return [("Seen, in every 100 who were to be followed up", *cells)]


def notes_of(rows: list[Row]) -> tuple[str, ...]:
    """Explain each bracketed shorthand that the rows use."""
    used = {cell for row in rows for cell in row}
    return tuple(note for mark, note in NOTES.items() if mark in used)
