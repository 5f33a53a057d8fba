"""A caveat that several claims share is told once, and a claim tells at most two reasons of its own."""

from types import ModuleType

import pytest
from bs4 import BeautifulSoup

from fairclaim.claims.ledger import Entry
from fairclaim.show.caveats import Caveats, caveats
from fairclaim.show.claim import section
from fairclaim.show.front import front

HARM = "Harm was not shown to be worse, but for how many people it would have been recorded is not known."


@pytest.fixture
def entries(sample: ModuleType) -> list[Entry]:
    return [entry.model_copy(update={"cautions": (), "because": ()}) for entry in sample.reablement().entries]


def with_cautions(entries: list[Entry], *each: tuple[str, ...]) -> list[Entry]:
    return [entry.model_copy(update={"cautions": words}) for entry, words in zip(entries, each, strict=False)]


def told(found: Caveats) -> list[tuple[tuple[str, ...], tuple[Entry, ...], bool]]:
    return [(shared.words, shared.named, shared.but) for shared in found.shared]


def test_of_many_claims_the_fewer_are_named(entries: list[Entry]) -> None:
    one, other, *rest = with_cautions(entries, ("A.",), ("A.",), *((),) * (len(entries) - 2))
    assert len(rest) > 1
    found = caveats([one, other, *rest], beside_reasons=True)
    assert told(found) == [(("A.",), (one, other), False)]
    assert found.shared[0].holder == one


def test_what_one_claim_alone_has_stays_with_it(entries: list[Entry]) -> None:
    one, other = with_cautions(entries, ("A.",), ("B.",))
    found = caveats([one, other], beside_reasons=True)
    assert found.shared == ()
    assert (found.own(one), found.own(other)) == (("A.",), ("B.",))


def test_what_several_share_is_told_once_with_their_names(entries: list[Entry]) -> None:
    one, other, third = with_cautions(entries, ("A.", "B."), ("A.",), ("C.",))
    found = caveats([one, other, third], beside_reasons=True)
    assert told(found) == [(("A.",), (third,), True)]
    assert [found.own(entry) for entry in (one, other, third)] == [("B.",), (), ("C.",)]


def test_what_all_share_names_nobody(entries: list[Entry]) -> None:
    both = with_cautions(entries, ("A.",), ("A.",))
    found = caveats(both, beside_reasons=True)
    assert told(found) == [(("A.",), (), True)]


def test_caveats_of_the_same_claims_stand_together(entries: list[Entry]) -> None:
    one, other, third = with_cautions(entries, ("A.", "B."), ("A.", "B.", "C."), ("C.",))
    found = caveats([one, other, third], beside_reasons=True)
    assert told(found) == [(("A.", "B."), (third,), True), (("C.",), (one,), True)]


@pytest.mark.parametrize(("because", "left"), [((), ("A.", "B.")), (("R.",), ("A.",)), (("R.", "S."), ())])
def test_at_most_two_reasons_a_claim(entries: list[Entry], because: tuple[str, ...], left: tuple[str, ...]) -> None:
    (one,) = with_cautions(entries, ("A.", "B.", "C."))
    one = one.model_copy(update={"because": because})
    assert caveats([one], beside_reasons=True).own(one) == left


def test_a_reason_that_is_a_caveat_is_told_once_and_on_page_one_all_the_same(entries: list[Entry]) -> None:
    (one,) = with_cautions(entries, ("A.",))
    one = one.model_copy(update={"because": ("A.",)})
    assert caveats([one], beside_reasons=True).own(one) == ()
    assert caveats([one], beside_reasons=False).own(one) == ("A.",)


def test_the_page_tells_a_shared_caveat_once_in_each_section(sample: ModuleType) -> None:
    ledger = sample.reablement()
    changed = {e.claim_id: e.model_copy(update={"cautions": (HARM,), "because": ()}) for e in ledger.entries}
    ledger = ledger.model_copy(update={"entries": tuple(changed.values())})
    page = BeautifulSoup(front(ledger), "html.parser")
    assert page.get_text().count(HARM) == 1
    assert page.select_one("section.caveats h2") is not None
    family = BeautifulSoup(section(ledger, "person_change"), "html.parser")
    assert len(family.select("article")) == 2
    assert family.get_text().count(HARM) == 1
    # Every caveat still stands in the words of a claim that the ledger holds.
    assert all(place["data-claim"] in changed for place in family.select(".caveats li"))
