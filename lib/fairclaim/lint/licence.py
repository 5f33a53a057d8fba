"""Words that claim more than a rung licenses. The thin first rule set; forms and their rewrites are data."""

import re
from functools import cache

from fairclaim.kinds import Rung
from fairclaim.params.model import Model
from fairclaim.params.reading import shipped


class Rule(Model):
    """One form, the rung that it needs, and what to write instead."""

    id: str
    form: str
    needs: int
    rewrite: str


class Rules(Model):
    """The file's form."""

    rules: list[Rule]


@cache
def rules() -> tuple[Rule, ...]:
    """Read the rules that ship with the package."""
    return tuple(shipped(Rules, "fairclaim.lint", "licence.yaml").rules)


def unlicensed(text: str, rung: Rung) -> tuple[tuple[str, str], ...]:
    """Find the words in `text` that need a higher rung than `rung`, each with a licensed way to put it."""
    lower = text.lower()
    return tuple(
        (match.group(0), rule.rewrite)
        for rule in rules()
        if rule.needs > rung
        for match in re.finditer(rule.form, lower)
    )
