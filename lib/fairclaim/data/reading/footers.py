"""Where a table ends and its totals begin."""

import re
from collections.abc import Callable, Sequence


def footer_test(words: Sequence[str]) -> Callable[[str], bool]:
    """Give a test of a row's first entry that is not blank: does it start with one of the words, ignoring case?

    'Total' ends a table at 'Total' and 'TOTAL (all teams)', and not at 'Totally independent'.
    """
    if not words:
        return lambda entry: False  # noqa: ARG005
    form = re.compile(rf"\s*(?:{'|'.join(re.escape(word) for word in words)})(?!\w)", re.IGNORECASE)
    return lambda entry: form.match(entry) is not None
