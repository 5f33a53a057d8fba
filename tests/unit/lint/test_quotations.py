"""Quotation marks, and whether the text says whose words stand between them."""

import pytest

from fairclaim.lint.quotations import quotations


@pytest.mark.parametrize(
    ("text", "attributed"),
    [
        ("“It saved my life,” said a carer.", [True]),
        ("“It saved my life. It did,” a patient told us.", [True]),
        ("Mrs A wrote: “It saved my life.”", [True]),
        ("“It saved my life” — Carer, March", [True]),
        ('"It saved my life" (carer of a patient)', [True]),
        ("‘It saved Dad’s life,’ she said.", [True]),
        ("We call this “admission avoidance”.", [False]),
        ("The “hub” saved lives and the ‘pod’ did too.", [False, False]),
        ("It’s the service’s own plan, isn’t it?", []),
    ],
)
def test_who_said_it(text: str, attributed: list[bool]) -> None:
    assert [one.attributed for one in quotations(text)] == attributed


@pytest.mark.parametrize(
    ("text", "attributed"),
    [
        ("It saved my life. — Carer, March", True),
        ("It saved my life. – a patient", True),
        ("It saved my life.", False),
        ("It saved my life – really", False),
        ("It saved my life. — A. Patel", True),
        ("It saved my life. – Ward sister, June", True),
        ("- It saved lives. - The file was saved to the drive.", False),
        ("It saved lives – people stayed at home.", False),
    ],
)
def test_a_quotation_that_is_set_apart(text: str, attributed: bool) -> None:
    assert [one.attributed for one in quotations(text, block=True)] == [attributed]
