"""What a claim rests on, by the fingerprints of its cohorts."""

from fairclaim.data.cohorts.cohort import Cohort


def printed(cohort: Cohort) -> tuple[str, str, int]:
    """Return a cohort's name in words, its fingerprint, and how many rows it has."""
    return f"{cohort.measure}, {cohort.period.replace('_', ' ')}", cohort.fingerprint, len(cohort.frame)
