"""A figure before and after its extract was reissued: what of the difference one audience may have.

Two reports of one quarter can be taken from one another, and what is left is the few people who came late. So a figure
that is withheld in one of them is withheld in both, and a change that rests on few people is told without its size.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from fairclaim.claims.claim import Claim, Observed
from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.reading import Reading
from fairclaim.disclosure.arms import Arm, arms
from fairclaim.disclosure.rounding import count_token
from fairclaim.params.models import DisclosurePolicy
from fairclaim.stats.samples import (
    Categories,
    Counts,
    Durations,
    Pairs,
    Panel,
    PersonEvents,
    Sample,
    Series,
    Tally,
    TwoCounts,
    Units,
    Values,
)

Told = tuple[Claim, Reading]


def read_revision(before: Told, now: Told, policy: DisclosurePolicy) -> tuple[str, str]:
    """Return one claim's figure before and after, in reader's terms.

    Parameters
    ----------
    before, now : tuple of (Claim, Reading)
        The same comparison made from the earlier extract and from the reissued one, read for one audience.
    policy : DisclosurePolicy

    Returns
    -------
    tuple of str
        Two figures; or the same words twice, where they are withheld or where too few people changed.
    """
    words = phrasebook().revised
    if "withheld" in (before[1].shape, now[1].shape):
        return words["withheld"], words["withheld"]
    figures = _figure(*before), _figure(*now)
    # What prints alike in both reports gives nothing away, whatever lies behind it.
    if figures[0] == figures[1] or "none" in (before[1].shape, now[1].shape):
        return figures
    return (words["few"], words["few"]) if _few(before[0], now[0], policy) else figures


def rows_token(count: int, policy: DisclosurePolicy) -> str:
    """Write a number of rows as this audience may have it."""
    words = phrasebook().revised
    if count < policy.suppress_below:
        return words["few_rows"].format(threshold=policy.suppress_below)
    return count_token(count, policy) if count else words["no_rows"]


_FIGURES: dict[str, str] = {
    "difference": "{own} in every 100, against {reference_value}",
    "share": "{own} in every 100",
    "share_target": "{own} in every 100",
    "change": "{size} {direction}",
    "figure": "{own}",
    "fall": "{own}",
    "comparison": "{own}, against {reference_value}",
    "relative": "{size}",
    "place": "{own}%",
    "categories": "{first} in {own} of every 100",
    "activity": "{own}",
    "activity_unplanned": "{own}",
    "design": "{size} in every 100 beside the other group",
}


def _figure(claim: Claim, reading: Reading) -> str:
    words = phrasebook().revised
    if reading.shape == "none":
        return words["absent" if claim.observed.lacks else "nothing"]
    if reading.shape in _FIGURES:
        return _FIGURES[reading.shape].format_map(reading.tokens)
    return reading.tokens.get("latest", words["nothing"])


def _few(before: Claim, now: Claim, policy: DisclosurePolicy) -> bool:
    """Tell whether the people in whom the two reports differ are too few to be told of."""
    was, are = _months(before.observed), _months(now.observed)
    nobody = Counts(0, 0)
    return _differ_by_few(before.observed.sample, now.observed.sample, policy) or any(
        _few_in(was.get(month, nobody), are.get(month, nobody), policy) for month in was.keys() | are.keys()
    )


def _months(observed: Observed) -> dict[date, Counts]:
    # Published months have no counts behind them here.
    return dict(zip(observed.periods, observed.monthly, strict=False))


def _differ_by_few(before: Sample | None, now: Sample | None, policy: DisclosurePolicy) -> bool:
    match before, now:
        case Counts(), Counts():
            return _few_in(before, now, policy)
        case TwoCounts(), TwoCounts():
            return _few_in(before.own, now.own, policy) or _few_in(before.reference, now.reference, policy)
        case Categories(), Categories():
            return _categories_differ_by_few(before, now, policy)
        case Tally(), Tally():
            return 0 < abs(now.count - before.count) < policy.suppress_below
        case (Series(), Series()) | (Units(), Units()):
            return False  # Published figures: no person stands behind them here.
    return _rows_differ_by_few(before, now, policy)


def _rows_differ_by_few(before: Sample | None, now: Sample | None, policy: DisclosurePolicy) -> bool:
    if before is None or now is None or type(before) is not type(now) or isinstance(now, Panel):
        # A panel's averages over teams and months hide who came late; so it is told without a size.
        return policy.suppress_below > 0
    # An average is withheld from twice as many people as a count is; so is the change of one.
    least = 2 * policy.suppress_below
    return any(0 < _people_apart(was, are) < least for was, are in zip(arms(before), arms(now), strict=True))


def _categories_differ_by_few(before: Categories, now: Categories, policy: DisclosurePolicy) -> bool:
    was, are = (dict(zip(one.names, one.counts, strict=True)) for one in (before, now))
    apart = [abs(are.get(name, 0) - was.get(name, 0)) for name in was.keys() | are.keys()]
    return any(0 < number < policy.suppress_below for number in apart)


def _few_in(before: Counts, now: Counts, policy: DisclosurePolicy) -> bool:
    # Both cells count: of forty late people who all had the outcome, each one's outcome would be known.
    apart = (abs(now.events - before.events), abs((now.n - now.events) - (before.n - before.events)))
    return apart != (0, 0) and min(apart) < policy.suppress_below


def _people_apart(before: Arm, now: Arm) -> int:
    was, are = (Counter(_rows(arm)) for arm in (before, now))
    return max((was - are).total(), (are - was).total())


def _rows(arm: Arm) -> Iterator[tuple[float, ...]]:
    """Give what is known of each person."""
    match arm:
        case Pairs():
            yield from zip(arm.before.tolist(), arm.after.tolist(), strict=True)
        case PersonEvents():
            yield from zip(arm.events.tolist(), arm.time.tolist(), strict=True)
        case Durations():
            yield from zip(arm.time.tolist(), arm.state.tolist(), strict=True)
        case Values():
            yield from zip(arm.values.tolist(), strict=True)
        case Counts():
            yield from ((1.0,) for _ in range(arm.events))
            yield from ((0.0,) for _ in range(arm.n - arm.events))
