"""How `check` writes days, months, shares and names."""

from fairclaim.params.months import day
from fairclaim.session.supply import readers_name

__all__ = ["amount", "day", "in_100", "named"]


def named(table: str) -> str:
    """Name a table at the start of a sentence."""
    name = readers_name(table)
    return name[0].upper() + name[1:]


def in_100(share: float) -> str:
    """Write a share as whole in every 100, cut off: 94.9 is not yet 95, and nearly all is not all."""
    return f"{int(100 * share + 1e-9)} in every 100"


def amount(value: float) -> str:
    """Write a number with one decimal at most: 9.5, 10, 0.4; smaller ones with two."""
    text = f"{value:.1f}" if value >= 0.1 else f"{value:.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
