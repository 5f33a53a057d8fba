"""Words for a reading: sentences come from the phrasebook by rule, and an unfilled slot is an error."""

from collections.abc import Sequence
from functools import cache

from fairclaim.claims.reading import Reading, Shape
from fairclaim.claims.subject import Subject
from fairclaim.kinds import Finding
from fairclaim.params.model import Model
from fairclaim.params.reading import shipped


class Phrasebook(Model):
    """The file's form."""

    facts: dict[str, dict[str, str]]
    additions: dict[str, str]
    asks: dict[str, str]
    finding_words: dict[str, dict[str, str]]
    figure_titles: dict[str, dict[str, str]]
    chart_rules: dict[str, str]
    not_published: str
    nobody_in: str
    may_be_worse: str
    may_be_small: str
    widened: str
    trial: str
    judged_by_itself: str
    limits_rest: dict[str, str]
    usual_range: dict[str, str]
    to_say_more: dict[str, str]
    more_quarters: dict[str, str]
    completion: dict[str, str]
    check_figures: dict[str, str]
    gaps: dict[str, str]
    below_nought: str
    categories: dict[str, str]
    tables: dict[str, str]
    not_supplied: dict[str, str]
    revised: dict[str, str]
    notices: dict[str, str]


@cache
def phrasebook() -> Phrasebook:
    """Read the phrasebook that ships with the package."""
    return shipped(Phrasebook, "fairclaim.claims", "phrasebook.yaml")


def finding_words(subject: Subject, finding: Finding, shape: Shape) -> str:
    """Name the finding as its mark does: of harm, of a standard, and of what is not shown, in words of their own."""
    said = phrasebook().finding_words
    if words := said.get(shape, {}).get(finding.value):
        return words
    return said.get("harm" if subject.harm else subject.against, {}).get(finding.value, finding.value)


def to_say_more(title: str, missing: Sequence[str]) -> list[str]:
    """Say what the next report would need to say more: one thing a sentence, at most two; nothing without one."""
    if not missing:
        return []
    words, (first, *rest) = phrasebook().to_say_more, missing
    key = "two" if rest else "one"
    return [words[key].format(title=title, first=first, second=rest[0] if rest else "")]


def completion_sentence(reading: Reading) -> str:
    """Say how many of all who were eligible are known to have got better; empty where no scores are paired."""
    if reading.completion is None:
        return ""
    tokens = reading.completion.tokens
    return phrasebook().completion[tokens["told"]].format_map(tokens)
