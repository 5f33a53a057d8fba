"""Tables about people and the care that they were given."""

from fairclaim.data.contract.columns import YES_NO, birth_month, in_order, key, number, one_of, table, text, time

REFERRAL = "The referral's own id, as in the referrals table"
PERSON = "The person's key, never an NHS number"

PEOPLE = {
    "people": table(
        "One row for each person: what results are broken down by",
        {
            "person_id": key(PERSON),
            "age": number("Age in whole years, as the extract gives it", 0, 120, nullable=True, optional=True),
            "birth_month": birth_month("First day of the month of birth"),
            "sex": one_of(
                "female", "male", "other", "not known", about="Sex or gender as recorded", nullable=True, optional=True
            ),
            "ethnicity": one_of(
                "asian",
                "black",
                "mixed",
                "white",
                "other",
                "not known",
                about="Ethnic group, in the five broad groups of the census",
                nullable=True,
                optional=True,
            ),
            "deprivation": number(
                "Decile of the index of multiple deprivation, 1 the most deprived", 1, 10, nullable=True, optional=True
            ),
            "site": text("Site, place or locality", nullable=True, optional=True),
            "arm": one_of(
                "service",
                "comparison",
                about="Given the service, or in its comparison group",
                nullable=True,
                optional=True,
            ),
        },
        unique=["person_id"],
        twice="two rows for one person",
    ),
    "referrals": table(
        "One row for each referral or episode",
        {
            "referral_id": key("The referral's own id; every other table links to it"),
            "person_id": key(PERSON),
            "referred_at": time("When the referral was received"),
            "discharged_at": time("When the episode ended; blank while it is open", nullable=True),
            "first_contact_at": time("When somebody first saw the person", nullable=True, optional=True),
            "transferred_at": time("When the person was transferred to another service", nullable=True, optional=True),
            "risk": text("Risk or urgency at triage", nullable=True, optional=True),
            "reason": text("Main reason for referral, as a code", nullable=True, optional=True),
            "ended_because": text("How the episode ended, as a code", nullable=True, optional=True),
            "team": text("Team that held the referral: results cluster by it", nullable=True, optional=True),
        },
        unique=["referral_id"],
        twice="two rows for one referral",
        checks=in_order("referred_at", "discharged_at", "a discharge on or after the day of referral"),
    ),
    "contacts": table(
        "One row for each appointment or visit, kept or missed",
        {
            "referral_id": key(REFERRAL),
            "at": time("When it was to be"),
            "attended": one_of(*YES_NO, "cancelled", about="Did the person see somebody?"),
            "kind": text("Face to face, telephone, video …", nullable=True, optional=True),
        },
    ),
    "scores": table(
        "One row for each score of an instrument on one occasion",
        {
            "referral_id": key(REFERRAL),
            "instrument": text("Name of the instrument, such as Barthel Index"),
            "time_point": text("Label of the occasion, such as start or discharge", nullable=True, optional=True),
            "at": time("When it was scored"),
            "score": number("The score, in the instrument's points"),
            "item": text("Item of the instrument; left out: its total", nullable=True, optional=True),
        },
        unique=["referral_id", "instrument", "item", "time_point", "at"],
        twice="two scores of one instrument and time point at one time",
    ),
    "goals": table(
        "One row for each goal that a person set",
        {
            "referral_id": key(REFERRAL),
            "goal_id": key("The goal's own id"),
            "set_at": time("When it was set"),
            "reviewed_at": time("When it was last looked at; blank if never", nullable=True),
            "met": one_of(*YES_NO, "partly", about="Was it met when it was last looked at?", nullable=True),
            "specific": one_of(*YES_NO, about="Was it specific, by the audit's rule?", nullable=True, optional=True),
            "weight": number("Weight of the goal, for goal attainment scaling", 0, nullable=True, optional=True),
            "attained": number("Attainment, -2 to 2", -2, 2, nullable=True, optional=True),
        },
        unique=["goal_id"],
        twice="two rows for one goal",
        checks=in_order("set_at", "reviewed_at", "a review on or after the day the goal was set"),
    ),
    "packages": table(
        "One row for each package of care or support",
        {
            "referral_id": key(REFERRAL),
            "started_at": time("When it started"),
            "ended_at": time("When it ended; blank while it goes on", nullable=True, optional=True),
            "kind": text("Ongoing, short-term …"),
            "weekly_hours": number("Hours a week", 0, 168, nullable=True, optional=True),
        },
        checks=in_order("started_at", "ended_at", "an end on or after the day it started"),
    ),
    "support_hours": table(
        "One row for each week of support that was delivered",
        {
            "referral_id": key(REFERRAL),
            "week_at": time("First day of the week"),
            "hours": number("Hours delivered in the week", 0, 168),
        },
        unique=["referral_id", "week_at"],
        twice="two rows for one week of one referral",
    ),
    "plans": table(
        "One row for each care or crisis plan",
        {
            "referral_id": key(REFERRAL),
            "kind": text("Care plan, crisis plan …"),
            "made_at": time("When it was made or last renewed"),
            "in_force_to": time(
                "Until when it holds, or when its review is due; blank if it has no end", nullable=True
            ),
            "agreed": one_of(*YES_NO, about="Did the person agree it?", nullable=True, optional=True),
        },
        checks=in_order("made_at", "in_force_to", "an end on or after the day it was made"),
    ),
}
