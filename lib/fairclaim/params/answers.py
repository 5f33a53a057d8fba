"""Which question can be asked of which kind of measure, and what sample it makes: any method of that sample answers.

A method is allowed where it needs the sample that the question makes, so a new method is usable in a service's file
as soon as it is listed in `METHODS`.
"""

from fairclaim.kinds import Against
from fairclaim.stats.method import Method
from fairclaim.stats.methods import METHODS
from fairclaim.stats.samples import (
    Categories,
    Counts,
    Durations,
    Pairs,
    Panel,
    PersonEvents,
    Series,
    Tally,
    TwoCounts,
    TwoDurations,
    TwoPairs,
    TwoPersonEvents,
    TwoValues,
    Units,
    Values,
)

# Kinds of measure that give a share, from 0 to 1.
SHARES = frozenset({"proportion", "currency", "recovery"})

ANSWERS: dict[tuple[str, Against], type] = {
    ("proportion", "nothing"): Counts,
    ("proportion", "target"): Counts,
    ("proportion", "previous_quarter"): TwoCounts,
    ("proportion", "same_quarter_last_year"): TwoCounts,
    ("proportion", "own_series"): Series,
    ("proportion", "comparison_group"): TwoCounts,
    ("proportion", "difference_in_differences"): Panel,
    ("currency", "nothing"): Counts,
    ("currency", "target"): Counts,
    ("currency", "previous_quarter"): TwoCounts,
    ("currency", "same_quarter_last_year"): TwoCounts,
    ("currency", "own_series"): Series,
    ("recovery", "nothing"): Counts,
    ("recovery", "target"): Counts,
    ("recovery", "previous_quarter"): TwoCounts,
    ("recovery", "same_quarter_last_year"): TwoCounts,
    ("recovery", "own_series"): Series,
    ("paired_change", "nothing"): Pairs,
    ("paired_change", "previous_quarter"): TwoPairs,
    ("paired_change", "same_quarter_last_year"): TwoPairs,
    ("category", "nothing"): Categories,
    ("activity", "plan"): Tally,
    ("rate", "nothing"): PersonEvents,
    ("rate", "previous_quarter"): TwoPersonEvents,
    ("rate", "same_quarter_last_year"): TwoPersonEvents,
    ("quantity", "nothing"): Values,
    ("quantity", "previous_quarter"): TwoValues,
    ("quantity", "same_quarter_last_year"): TwoValues,
    ("time_to_event", "nothing"): Durations,
    ("time_to_event", "previous_quarter"): TwoDurations,
    ("time_to_event", "same_quarter_last_year"): TwoDurations,
    ("series", "own_series"): Series,
    ("series", "target"): Series,
    ("series", "benchmark"): Series,
    ("series", "peers"): Units,
}


def methods_for(kind: str, against: Against) -> tuple[type[Method], ...]:
    """Return the methods that answer a question, the plainest first; none where it cannot be asked.

    A design is asked by its own method: others that take the same sample answer another question, or only test it.
    """
    sample = ANSWERS.get((kind, against))
    answering = tuple(method for method in METHODS if method.needs is sample)
    return tuple(method for method in answering if name_of(method) == against) or answering


def name_of(method: type[Method]) -> str:
    """Return the name by which a method is asked for."""
    return str(method.model_fields["name"].default)


def gives_ratio(method: Method) -> bool:
    """Tell whether a method's answer is a ratio, whose margin is then a ratio too."""
    return method.aims_at().endswith("ratio")
