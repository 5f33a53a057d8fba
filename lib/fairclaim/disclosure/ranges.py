"""Two limits in words, whatever they are limits of: what only rounds to an end that decides is not printed as that."""

from fairclaim.claims.definition_words import of_unit


def range_tokens(
    limits: tuple[float, float], rounded: tuple[float, float], decimals: int, more: str, less: str, margin: float | None
) -> str:
    """Write both limits of a difference together: '8 to 20 more', or 'from 3 fewer to 6 more'.

    A limit that only rounds to 0, or to the margin that it passes, is not printed as that: on which side of it the
    range ends decides the finding.

    Parameters
    ----------
    limits, rounded : tuple of two floats
        Lower and upper, exactly and as they are printed.
    decimals : int
    more, less : str
        What follows a limit above and below 0.
    margin : float or None

    Examples
    --------
    >>> range_tokens((-3.2, 6.0), (-3.0, 6.0), 0, "more", "fewer", None)
    'from 3 fewer to 6 more'
    >>> range_tokens((-6.1, -0.2), (-6.0, 0.0), 0, "more", "fewer", None)
    'just above 0 to 6 fewer'
    >>> range_tokens((-3.2, 6.0), (-3.0, 6.0), 0, "more", "fewer", 3.0)
    'from just over 3 fewer to 6 more'
    """
    low, high = (_limit(*pair, decimals, margin) for pair in zip(limits, rounded, strict=True))
    return both_ways(limits, low, high, more, less)


def both_ways(limits: tuple[float, float], low: str, high: str, more: str, less: str) -> str:
    """Put two limits that are written already into words of their directions.

    In one place, so that a sign cannot be dropped from one of them: `low` and `high` are written without.
    """
    if limits[0] >= 0:
        return _one_way(low, high, more)
    if limits[1] <= 0:
        return _one_way(high.replace("below", "above"), low, less)
    low, high = (text if text.endswith(" 0") else counted(text, word) for text, word in ((low, less), (high, more)))
    return f"from {low} to {high}"


def _one_way(low: str, high: str, words: str) -> str:
    return f"about {counted(low, words)}" if low == high else f"{low} to {counted(high, words)}"


def alone(low: str, high: str) -> str:
    """Write two limits; limits that are printed alike would look like a range without a width."""
    return f"about {low}" if low == high else f"{low} to {high}"


def past(text: str, printed: float, exact: float, margin: float | None) -> str:
    """Say that a limit passes the margin to which it is rounded."""
    return f"just over {text}" if margin is not None and printed == margin < abs(exact) else text


def counted(number: str, words: str) -> str:
    """Write a number before what it counts, if it counts anything by name.

    Examples
    --------
    >>> counted("2", "days less"), counted("1", "days less"), counted("1", "less")
    ('2 days less', '1 day less', '1 less')
    """
    unit, space, more = words.partition(" ")
    return f"{of_unit(number, unit)} {more}" if space else f"{number} {words}"


def _limit(limit: float, rounded: float, decimals: int, margin: float | None) -> str:
    text = f"{abs(rounded):.{decimals}f}"
    if float(text) == 0 != limit:
        return "just above 0" if limit > 0 else "just below 0"
    return past(text, float(text), limit, margin)
