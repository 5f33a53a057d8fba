"""What the episodes of the three pathways look like: lengths, waits, instruments, and how a poor outcome shows."""

from dataclasses import dataclass
from typing import Literal

from fairclaim.params.world import PathwayName

Kinds = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """An instrument as people of the pathway score on it: points; spread between people; noise of one occasion."""

    name: str
    low: int
    high: int
    mean: float
    spread: float
    noise: float
    change_spread: float


@dataclass(frozen=True, slots=True)
class Profile:
    """One pathway.

    Parameters
    ----------
    scale : Scale
    length, length_spread, shortest, longest : int
        Days from referral to discharge: mean, standard deviation and limits.
    contact_gap : int
        Days from one planned contact to the next.
    prompt, slow : (int, int)
        Least and most minutes to the first contact, within the standard and beyond it; whole days where `by_day`.
    by_day : bool
    poor_kinds : tuple of str
        Codes of a poor outcome. A package starts, somebody goes back to hospital (both counted from discharge), or is
        escalated (counted in hours from the first contact).
    harmless_kind : str
        What a poor outcome's code may come to cover.
    window_days : int
        Days in which a poor outcome shows.
    known_by : str
        How a good outcome is known: the call at six weeks (which also tells of packages), a check of stability, or a
        complete hospital feed. A poor one is known by the call, else always.
    use_kind : str
        Code of the escalations that people are selected by and that the service may change.
    quiet_days : int
        Days after discharge in which none of those happens, so that they are no part of the outcome.
    reasons, plan_kinds : tuple of str
    measure : str
        Id of the measure of the outcome, as audits name it.
    of_poor : bool
        Whether that measure counts the poor outcome, so that an audit's yes is a poor one.
    questionnaire, items : str, tuple of str
        A further instrument that is scored by item, 1 to 7; nothing is planted in it.
    """

    scale: Scale
    length: int
    length_spread: int
    shortest: int
    longest: int
    contact_gap: int
    prompt: tuple[int, int]
    slow: tuple[int, int]
    by_day: bool
    poor: Literal["packages", "escalations", "hospital_spells"]
    poor_kinds: Kinds
    harmless_kind: str
    window_days: int
    known_by: Literal["call", "check", "feed"]
    use_kind: str
    quiet_days: int
    reasons: Kinds
    plan_kinds: Kinds
    measure: str
    of_poor: bool = False
    questionnaire: str = ""
    items: Kinds = ()


PROFILES: dict[PathwayName, Profile] = {
    "reablement": Profile(
        scale=Scale("Barthel Index", 0, 20, mean=11, spread=2.5, noise=1.5, change_spread=2),
        length=30,
        length_spread=7,
        shortest=10,
        longest=42,
        contact_gap=7,
        prompt=(0, 2),
        slow=(3, 8),
        by_day=True,
        poor="packages",
        poor_kinds=("ongoing",),
        harmless_kind="short-term",
        window_days=42,
        known_by="call",
        use_kind="ed_attendance",
        quiet_days=0,
        reasons=("hospital discharge", "fall", "frailty", "carer breakdown"),
        plan_kinds=("care plan",),
        measure="no-ongoing-package-6w",
    ),
    "urgent-response": Profile(
        scale=Scale("EQ VAS", 0, 100, mean=55, spread=12, noise=6, change_spread=8),
        length=5,
        length_spread=2,
        shortest=1,
        longest=14,
        contact_gap=2,
        prompt=(10, 119),
        slow=(121, 480),
        by_day=False,
        poor="escalations",
        poor_kinds=("emergency_admission", "ed_attendance", "ambulance"),
        harmless_kind="advice call",
        window_days=3,
        known_by="check",
        use_kind="ed_attendance",
        quiet_days=3,
        reasons=("fall", "catheter", "infection", "reduced mobility", "end of life"),
        plan_kinds=("care plan",),
        measure="stable-72h",
    ),
    "mental-health": Profile(
        scale=Scale("ReQoL-10", 0, 40, mean=18, spread=5, noise=2.2, change_spread=4),
        length=90,
        length_spread=25,
        shortest=28,
        longest=180,
        contact_gap=14,
        prompt=(0, 7),
        slow=(8, 28),
        by_day=True,
        poor="hospital_spells",
        poor_kinds=("emergency",),
        harmless_kind="planned",
        window_days=28,
        known_by="feed",
        use_kind="crisis",
        quiet_days=0,
        reasons=("depression", "psychosis", "anxiety", "personality difficulties"),
        plan_kinds=("care plan", "crisis plan"),
        measure="emergency-stay-28d",
        of_poor=True,
        questionnaire="DIALOG",
        items=(
            *("mental health", "physical health", "job situation", "accommodation", "leisure activities"),
            *("relationships", "friendships", "personal safety", "medication", "practical help", "meetings"),
        ),
    ),
}
