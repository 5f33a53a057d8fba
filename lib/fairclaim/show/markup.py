"""The Jinja environment of every page, and how ids and dates are written."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fairclaim.params.months import NAMES, day

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **context: object) -> str:
    """Fill one template of this layer. Text is escaped; a name that the template lacks raises `UndefinedError`."""
    return environment().get_template(template).render(**context)


@cache
def environment(*folders: Path) -> "Environment":
    """Return the environment whose templates are those of `folders`, then those of this layer.

    Notes
    -----
    Text is escaped and an undefined name is an error, so neither a stray tag from an extract nor a misspelt field can
    pass unseen.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["anchor"] = anchor
    made.filters["day"] = day
    return made


def anchor(claim_id: str) -> str:
    """Return the id of a claim's block on the page.

    Examples
    --------
    >>> anchor("first-visit-2d:target")
    'claim-first-visit-2d-target'
    """
    return "claim-" + re.sub(r"[^A-Za-z0-9_-]+", "-", claim_id)


def short_month(when: date) -> str:
    """Write a month's first three letters, for an axis.

    Examples
    --------
    >>> short_month(date(2025, 9, 1))
    'Sep'
    """
    return NAMES[when.month - 1][:3]
