"""Tables, claims, page one and the appendix as markup."""

from types import ModuleType

import pytest
from bs4 import BeautifulSoup

from fairclaim.claims.ledger import Table
from fairclaim.kinds import Finding, Rung
from fairclaim.show.appendix import appendix
from fairclaim.show.claim import claim_block, section
from fairclaim.show.front import front
from fairclaim.show.markup import anchor, render
from fairclaim.show.tables import laid_out, table


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    rows = (
        ("June", "12", "about 5", "3 more in every 100 people than a year ago", "common"),
        ("July", "[c]", "−4", "2", "x"),
    )
    page = soup(laid_out(Table(caption="C", columns=("M", "a", "b", "c", "d"), rows=rows), table_id="t", claim_id="x"))
    assert [("number" in cell.get("class", [])) for cell in page.select("thead th")] == [
        False,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("row", [("A", ""), ("A", "  "), ("A",), ("A", "1", "2")])
def test_a_blank_cell_or_a_ragged_row_is_refused(row: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="blank cell"):
        laid_out(Table(caption="C", columns=("a", "b"), rows=(row,)), table_id="t", claim_id="x")


def test_only_a_wide_table_is_a_region_with_a_name(sample: ModuleType) -> None:
    wide = soup(table(sample.reablement().entries[0])).div
    narrow = soup(table(sample.urgent().entries[0])).div
    assert wide is not None
    assert narrow is not None
    assert (wide["role"], wide["tabindex"]) == ("region", "0")
    assert wide["aria-labelledby"]
    assert "tabindex" not in narrow.attrs


@pytest.mark.parametrize("finding", list(Finding), ids=lambda finding: finding.name.lower())
def test_a_finding_is_said_in_words_and_shape(finding: Finding, sample: ModuleType) -> None:
    ledger = sample.reablement()
    page = soup(claim_block(ledger.entries[0].model_copy(update={"finding": finding}), ledger))
    badge = page.select_one(".badge")
    assert badge is not None
    assert badge.get_text(strip=True).lower() == finding.value
    assert badge.svg is not None
    assert badge.svg["aria-hidden"] == "true"


def test_findings_have_different_shapes(sample: ModuleType) -> None:
    ledger = sample.reablement()
    shapes = set()
    for finding in Finding:
        page = soup(claim_block(ledger.entries[0].model_copy(update={"finding": finding}), ledger))
        shapes.add(str(page.select_one(".badge svg")))
    assert len(shapes) == len(Finding)


def test_a_claim_holds_everything_it_rests_on(sample: ModuleType) -> None:
    ledger = sample.reablement()
    entry = ledger.entries[0]
    page = soup(claim_block(entry, ledger))
    text = page.get_text()
    # Two reasons are on the page; a caution would be the third.
    assert len(entry.because) == 2
    said = [entry.headline, entry.ask, entry.method, *entry.because, *entry.not_yet]
    said += [word for pair in (*entry.definition, *entry.flow, *entry.evidence) for word in pair]
    said += [check.sentence for check in entry.checks]
    assert [one for one in said if one not in text] == []
    links = {str(link["href"]) for link in page.find_all("a")}
    assert links == {"#how-to-read", "#top", f"#register-{anchor(entry.claim_id)}"}
    assert text.count("This is why we do not say more.") == 2


def test_a_change_is_told_against_all_who_were_eligible(sample: ModuleType) -> None:
    ledger = sample.reablement()
    entry = ledger.entry("functional-change.nothing")
    evidence = soup(claim_block(entry, ledger)).select_one("details")
    assert evidence is not None
    assert entry.completion_words in evidence.get_text()
    assert [cell.get_text() for cell in evidence.select("tbody td")] == [row[1] for row in entry.completion.rows]
    assert "those who got better" not in claim_block(ledger.entries[0], ledger)


def test_a_claim_against_nothing_does_not_say_against(sample: ModuleType) -> None:
    ledger = sample.reablement()
    page = soup(claim_block(ledger.entry("felt-involved.nothing"), ledger))
    assert [one for one in page.select("h3, summary, .ways") if "against" in one.get_text()] == []
    other = soup(claim_block(ledger.entry("first-visit-2d.target"), ledger))
    assert all("against the contract standard" in one.get_text() for one in other.select("h3, summary, .ways"))


def test_a_family_without_measures_is_empty(sample: ModuleType) -> None:
    assert section(sample.urgent(), "safety") == ""
    assert section(sample.reablement(), "person_change").count("<article") == 2


def test_page_one_says_when_nothing_is_worse_without_saying_that_all_is_well(sample: ModuleType) -> None:
    ledger = sample.reablement()
    calm = ledger.model_copy(update={"front": ledger.front.model_copy(update={"worse": ()})})
    assert "does not prove that nothing is" in front(calm)
    assert "does not prove that nothing is" not in front(ledger)


def test_page_one_keeps_the_order_of_the_ledger(sample: ModuleType) -> None:
    ledger = sample.reablement()
    told = [str(one["data-claim"]) for one in soup(front(ledger)).select(".said")]
    assert told == [*ledger.front.worse, *ledger.front.may_say, *ledger.front.described]


def test_the_appendix_explains_every_rung_and_registers_every_claim(sample: ModuleType) -> None:
    ledger = sample.reablement()
    page = soup(appendix(ledger))
    ladder = page.select_one(".ladder")
    assert ladder is not None
    assert [one.get_text().rstrip(".").lower() for one in ladder.find_all("strong")] == [r.readers_name for r in Rung]
    assert [str(one["data-claim"]) for one in page.select('li[id^="register-"]')] == [
        e.claim_id for e in ledger.entries
    ]
    text = page.get_text()
    story = (ledger.story.mechanism, *ledger.story.rivals, *ledger.story.partners, ledger.story.wider_good)
    assert [one for one in (*story, ledger.audience_words, ledger.level_words, *ledger.issues) if one not in text] == []


def test_every_action_that_is_overdue_is_listed_behind_the_figures(sample: ModuleType) -> None:
    lines = tuple(f"An action on “fall” was due on {n} May 2025. Owner: Team lead." for n in range(1, 8))
    page = soup(appendix(sample.reablement().model_copy(update={"overdue": lines})))
    told = page.select('section[aria-labelledby="overdue"] li[data-ledger="overdue"][data-sentence]')
    assert tuple(one.get_text() for one in told) == lines
    assert "overdue" not in appendix(sample.reablement())


def test_a_method_is_told_once_with_all_its_claims(sample: ModuleType) -> None:
    ledger = sample.reablement()
    methods = [entry.method for entry in ledger.entries]
    page = soup(appendix(ledger))
    for method in set(methods):
        told = [one for one in page.select('[data-ledger="method"]') if one.get_text() == method]
        assert len(told) == 1
        assert told[0].parent is not None
        assert len(told[0].parent.find_all("a")) == methods.count(method)


def test_a_name_that_a_template_lacks_is_an_error(sample: ModuleType) -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        render("nofigure.j2", entry=sample.reablement().entries[0])


def test_ids_of_claims_are_fit_for_a_page() -> None:
    assert anchor("first-visit-2d.target") == "claim-first-visit-2d-target"
    assert anchor("a b/é<c>") == "claim-a-b-c-"


def test_a_licence_that_is_not_known_is_left_out(sample: ModuleType) -> None:
    ledger = sample.reablement()
    assert "Licence: Open Government Licence v3.0." in appendix(ledger)
    assert "Licence" not in appendix(ledger.model_copy(update={"licence": ""}))


def test_page_one_carries_each_caution_once(sample: ModuleType) -> None:
    ledger = sample.urgent()
    page = BeautifulSoup(front(ledger), "html.parser")
    texts = [text.get_text() for text in page.select(".said .note, .caveats li")]
    told = set(texts)
    assert len(texts) == len(told)
    assert told == {caution for entry in ledger.entries for caution in entry.cautions}
    assert told
