"""What must stand beside a claim: what its range does not rule out, how it was rounded, and how long patience takes."""

import math
from statistics import NormalDist

from fairclaim.claims.phrasebook import phrasebook
from fairclaim.claims.pictures import IntervalPicture
from fairclaim.claims.reading import Reading
from fairclaim.claims.subject import Subject
from fairclaim.claims.telling import Telling
from fairclaim.kinds import Finding

MOST_QUARTERS = 8


def cautions(telling: Telling) -> tuple[str, ...]:
    """Say what must stand beside the number: what is missing of it, and what its range does not rule out."""
    tokens, book = telling.reading.tokens, phrasebook()
    said = []
    if "missing" in tokens:
        said.append(book.not_published.format_map(tokens))
    if "nobody_in" in tokens:
        said.append(book.nobody_in.format_map(tokens))
    if "trial" in tokens:
        said.append(book.trial)
    if may_be_worse(telling) and not telling.harm_unclear:
        said.append(book.may_be_worse)
    if may_be_small(telling):
        said.append(book.may_be_small.format(margin=telling.subject.margin))
    if "widened" in tokens:
        said.append(book.widened)
    if "judged_by_itself" in tokens:
        said.append(book.judged_by_itself)
    return tuple(said)


def may_be_worse(telling: Telling) -> bool:
    """Tell whether the range as it is printed, of what shows no clear difference, passes the margin for the worse."""
    gain = printed_gain(telling.reading)
    return gain is not None and telling.finding is Finding.NO_CLEAR_DIFFERENCE and gain[0] < -gain[2]


def may_be_small(telling: Telling) -> bool:
    """Tell whether the range as it is printed, of what is better, reaches within the margin."""
    gain = printed_gain(telling.reading)
    return gain is not None and telling.finding is Finding.BETTER and gain[0] < gain[2]


def printed_gain(reading: Reading) -> tuple[float, float, float] | None:
    """Return the range as it is printed, counted towards the better, and the margin; None without a margin.

    Worked out from what is printed, so that what is said of it tells nothing that the page does not.
    """
    picture = reading.picture
    if not isinstance(picture, IntervalPicture) or picture.margin is None:
        return None
    lower, upper, line, margin = picture.lower, picture.upper, picture.line, picture.margin
    if picture.ratio:
        lower, upper, line, margin = (math.log(number) for number in (lower, upper, line, margin))
    low, high = lower - line, upper - line
    return (low, high, margin) if picture.better == "higher" else (-high, -low, margin)


# How likely it should be that what has not changed can be told as that, once patience has been kept.
_LIKELY = 0.8


def more_quarters(reading: Reading, subject: Subject, level: float) -> list[str]:
    """Say how many more quarters of this size it takes until no change would probably be told; nothing without one.

    Parameters
    ----------
    reading : Reading
    subject : Subject
    level : float
        Of the likely range.

    Notes
    -----
    With `half` the half width of the range, z its normal quantile, and nothing truly changed, a range lies wholly
    within the margin in 8 of 10 cases once margin >= (z + z(0.9)) half / z: a width shrinks with the square root of
    those counted, so `(half (z + z(0.9)) / (z margin))^2` quarters of this size are needed in all, of both sides where
    there are two (Schuirmann 1987, doi:10.1007/BF01068419). It is worked out from what is printed, so it tells nothing
    that the page does not.
    """
    if (gain := printed_gain(reading)) is None:
        return []
    lower, upper, margin = gain
    width = NormalDist().inv_cdf((1 + level) / 2)
    both = NormalDist().inv_cdf((1 + _LIKELY) / 2)
    more = math.ceil(((upper - lower) / 2 / margin * (width + both) / width) ** 2) - 1
    if more < 1:
        return []
    words = phrasebook().more_quarters
    sides = "" if subject.against in {"nothing", "target"} else ", on both sides,"
    key = "one" if more == 1 else "some" if more <= MOST_QUARTERS else "many"
    return [words[key].format(more=more, title=subject.title, sides=sides)]
