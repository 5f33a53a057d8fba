"""The words of a comparison that is about nothing in particular."""

from typing import Any

from fairclaim.claims.subject import Subject

_PLAIN: dict[str, Any] = {
    "claim_id": "m.x",
    "title": "A measure",
    "outcome": "people who did well",
    "period": "January to March 2025",
    "reference": "January to March 2024",
    "against_words": "the same quarter last year",
    "against": "same_quarter_last_year",
    "better": "higher",
    "organisation": "this service",
    "margin": "the agreed margin of 3 in every 100",
}


def plain_subject(**changes: Any) -> Subject:
    """Make the subject, with what is changed of it."""
    return Subject(**(_PLAIN | changes))
