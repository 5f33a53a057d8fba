"""Words for a reading: sentences come from the phrasebook by rule, and an unfilled slot is an error."""

import math
from collections.abc import Sequence
from functools import cache

from fairclaim.claims.pictures import IntervalPicture
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


MOST_QUARTERS = 8


def finding_words(subject: Subject, finding: Finding, shape: Shape) -> str:
    """Name the finding as its mark does: of harm, of a standard, and of what is not shown, in words of their own."""
    said = phrasebook().finding_words
    if words := said.get(shape, {}).get(finding.value):
        return words
    return said.get("harm" if subject.harm else subject.against, {}).get(finding.value, finding.value)


# Of harm nothing is too small to matter. What lies within the margin is told as no worse by more than that.


def to_say_more(title: str, missing: Sequence[str]) -> list[str]:
    """Say what the next report would need to say more: one thing a sentence, at most two; nothing without one."""
    if not missing:
        return []
    words, (first, *rest) = phrasebook().to_say_more, missing
    key = "two" if rest else "one"
    return [words[key].format(title=title, first=first, second=rest[0] if rest else "")]


def more_quarters(reading: Reading, title: str) -> list[str]:
    """Say how many more quarters of this size would narrow the likely range to the margin; nothing without one.

    The width of a range shrinks with the square root of the people counted, so `(half width / margin)^2` quarters of
    this size are needed in all. It is a guide to patience, not a promise that there is something to find. It is worked
    out from what is printed, so it tells nothing that the page does not.
    """
    picture = reading.picture
    if not isinstance(picture, IntervalPicture) or picture.margin is None:
        return []
    lower, upper, margin = picture.lower, picture.upper, picture.margin
    if picture.ratio:
        lower, upper, margin = (math.log(number) for number in (lower, upper, margin))
    more = math.ceil((((upper - lower) / 2) / margin) ** 2) - 1
    if more < 1:
        return []
    words = phrasebook().more_quarters
    return [words["one" if more == 1 else "some" if more <= MOST_QUARTERS else "many"].format(more=more, title=title)]


def completion_sentence(reading: Reading) -> str:
    """Say how many of all who were eligible are known to have got better; empty where no scores are paired."""
    if reading.completion is None:
        return ""
    tokens = reading.completion.tokens
    return phrasebook().completion[tokens["told"]].format_map(tokens)


# Shapes with words of their own for the rung at which nothing is compared.
