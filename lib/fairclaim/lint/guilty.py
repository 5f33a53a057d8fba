"""Which of a sentence's words claim too much: not all that fired need be to blame."""

from dataclasses import replace

from fairclaim.lint.classify import Fired, Judged
from fairclaim.lint.evidence import Evidence
from fairclaim.lint.rulebook import by_id


def guilty_words(judged: Judged, evidence: Evidence) -> tuple[Fired, ...]:
    """Return the words that alone claim too much, or all where they do so only together; none where all is well."""
    if not judged.fired or evidence.allows(judged):
        return ()
    alone = tuple(
        fired
        for fired in judged.fired
        if not evidence.allows(
            replace(judged, strength=fired.strength, flags=tuple(by_id()[fired.rule].flags), fired=(fired,))
        )
    )
    return alone or judged.fired


def stretches(guilty: tuple[Fired, ...]) -> list[tuple[int, int]]:
    """Join words that overlap: two rules may object to one form."""
    found: list[tuple[int, int]] = []
    for fired in sorted(guilty, key=lambda one: one.start):
        if found and fired.start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], fired.end))
        else:
            found.append((fired.start, fired.end))
    return found
