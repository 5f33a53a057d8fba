"""Tables about what became of people: hospital, harm, deaths, follow-up, and what they said."""

from fairclaim.data.contract.columns import YES_NO, in_order, key, one_of, table, text, time
from fairclaim.data.contract.people import PERSON, REFERRAL

OUTCOMES = {
    "stability_checks": table(
        "One row for each check that a person is stable after a crisis",
        {
            "referral_id": key(REFERRAL),
            "at": time("When it was done"),
            "result": one_of("stable", "escalated", "unclear", about="What was found"),
        },
    ),
    "hospital_spells": table(
        "One row for each stay in hospital, from a linked hospital feed",
        {
            "person_id": key(PERSON),
            "admitted_at": time("When it began"),
            "discharged_at": time("When it ended; blank while it goes on", nullable=True),
            "kind": one_of("emergency", "planned", "other", about="How the person was admitted"),
            "destination": text("Where the person went, as a code", nullable=True, optional=True),
        },
        checks=in_order("admitted_at", "discharged_at", "a discharge on or after the day of admission"),
    ),
    "escalations": table(
        "One row for each step up: emergency department, ambulance, emergency admission, crisis contact",
        {
            "referral_id": key(REFERRAL),
            "occurred_at": time("When it happened"),
            "kind": text("ed_attendance, emergency_admission, ambulance, crisis …"),
            "person_id": key(PERSON, nullable=True, optional=True),
        },
    ),
    "deaths": table(
        "One row for each person who has died",
        {"person_id": key(PERSON), "at": time("Date of death")},
        unique=["person_id"],
        twice="two deaths of one person",
    ),
    "followups": table(
        "One row for each attempt to find out how a person is, at a set point",
        {
            "referral_id": key(REFERRAL),
            "at": time("When it was tried"),
            "point": text("Which point: 6 weeks, 91 days …"),
            "reached": one_of(*YES_NO, about="Was the person (or their household) reached?"),
            "place": one_of(
                "home",
                "extra care",
                "care home",
                "hospital",
                "other",
                about="Where the person was living then",
                nullable=True,
                optional=True,
            ),
        },
    ),
    "safety_events": table(
        "One row for each incident",
        {
            "referral_id": key(REFERRAL),
            "at": time("When it happened"),
            "harm": one_of("none", "low", "moderate", "severe", "death", about="Degree of harm"),
            "kind": text("Fall, medication, safeguarding …, as a code", nullable=True, optional=True),
        },
    ),
    "complaints": table(
        "One row for each complaint",
        {
            "referral_id": key(REFERRAL, nullable=True),
            "at": time("When it was received"),
            "kind": text("What it was about, as a code", nullable=True, optional=True),
            "upheld": one_of(*YES_NO, "partly", "open", about="Was it upheld?", nullable=True, optional=True),
        },
    ),
    "experience": table(
        "One row for each answer to each question of a survey",
        {
            "referral_id": key(REFERRAL),
            "at": time("When it was answered"),
            "item": text("The question, as a code"),
            "answer": text("The answer, as a code"),
        },
        unique=["referral_id", "item", "at"],
        twice="two answers to one question at one time",
    ),
}
