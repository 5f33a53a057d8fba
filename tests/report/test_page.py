"""The rendered page: self-contained, light, the same each time, and readable by everyone."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from types import ModuleType

import pytest
from bs4 import BeautifulSoup

from fairclaim.claims.beside import Waived
from fairclaim.claims.ledger import Ledger
from fairclaim.report.export import render
from fairclaim.report.trace import foreign_numbers, sentences_match, untraced_digits

Rendered = tuple[Ledger, str]
LIMIT = 400_000
ATTACK = "<script>alert(4711)</script>"


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_asks_nothing_of_the_network(rendered: Rendered) -> None:
    page = soup(rendered[1])
    assert page.find_all(["script", "link", "iframe", "object", "embed", "img", "base", "form"]) == []
    for element in page.find_all(True):
        for name in ("src", "srcset", "href", "data", "action", "poster", "style", "background"):
            assert "//" not in str(element.get(name, "")), element.name
        assert not [name for name in element.attrs if name.startswith("on")]
        assert str(element.get("href", "#")).startswith("#")
    assert not re.search(r"@import|url\(\s*[^#\s)]", " ".join(style.get_text() for style in page.find_all("style")))


def test_is_light(rendered: Rendered) -> None:
    assert len(rendered[1].encode()) <= LIMIT


def test_is_the_same_to_the_byte_each_time(rendered: Rendered, sample: ModuleType) -> None:
    ledger, page = rendered
    assert render(sample.notebook(ledger), ledger) == page


def test_every_digit_says_where_it_is_from(rendered: Rendered) -> None:
    assert untraced_digits(rendered[1]) == []


def test_every_sentence_is_the_ledgers(rendered: Rendered) -> None:
    assert sentences_match(rendered[1], rendered[0]) == []
    told = {element.get_text() for element in soup(rendered[1]).find_all(attrs={"data-sentence": True})}
    assert {entry.headline for entry in rendered[0].entries} <= told


def test_every_number_of_a_claim_is_in_its_entry(rendered: Rendered) -> None:
    assert foreign_numbers(rendered[1], rendered[0]) == []


def test_headings_go_down_one_step_at_a_time(rendered: Rendered) -> None:
    levels = [int(heading.name[1]) for heading in soup(rendered[1]).find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_link_arrives(rendered: Rendered) -> None:
    page = soup(rendered[1])
    ids = [str(element["id"]) for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.find_all(href=True)} <= set(ids)
    for element in page.find_all(attrs={"aria-labelledby": True}):
        assert set(str(element["aria-labelledby"]).split()) <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", rendered[1])) <= set(ids)


class _Balance(HTMLParser):
    """Collects end tags that close another element than the one that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in {"meta", "br", "hr"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """An element of a picture that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.wrong.append(tag)


def test_every_element_is_closed_where_it_was_opened(rendered: Rendered) -> None:
    read = _Balance()
    read.feed(rendered[1])
    assert (read.wrong, read.open) == ([], [])


def test_landmarks_language_title_and_skip_link(rendered: Rendered) -> None:
    ledger, page = rendered[0], soup(rendered[1])
    assert page.html is not None
    assert page.html["lang"] == "en-GB"
    assert page.title is not None
    assert page.title.get_text().startswith(f"{ledger.service_name}, {ledger.quarter_words}")
    assert page.body is not None
    assert [child.name for child in page.body.find_all(recursive=False)] == ["a", "header", "main", "footer"]
    skip = page.body.find("a")
    assert skip is not None
    assert skip["href"] == "#main"


def test_every_picture_has_a_title_and_a_description(rendered: Rendered) -> None:
    ledger, page = rendered[0], soup(rendered[1])
    drawn = [entry for entry in ledger.entries if entry.picture.kind != "none"]
    pictures = page.select("figure svg")
    assert len(pictures) == len(drawn)
    assert all(picture["role"] == "img" for picture in pictures)
    for entry in drawn:
        picture = page.select_one(f'figure[data-claim="{entry.claim_id}"] svg')
        assert picture is not None
        words = [page.find(id=one) for one in str(picture["aria-labelledby"]).split()]
        assert [one.get_text() for one in words if one] == [entry.picture_title, entry.picture_text]
        caption = page.select_one(f'figure[data-claim="{entry.claim_id}"] > figcaption > strong')
        assert caption is not None
        assert caption.get_text() == entry.picture_title


def test_no_table_has_a_blank_cell_or_an_unscoped_heading(rendered: Rendered) -> None:
    page = soup(rendered[1])
    assert all(cell.get_text(strip=True) for cell in page.find_all(["td", "th"]))
    assert {str(cell["scope"]) for cell in page.find_all("th")} == {"col", "row"}
    assert all(table.caption is not None for table in page.find_all("table"))


def test_prints_to_a4_with_nothing_folded_away(rendered: Rendered) -> None:
    style = soup(rendered[1]).style
    assert style is not None
    printed = style.get_text().partition("@media print")[2]
    assert "size: A4" in printed
    assert "details-content" in printed
    assert ".front { break-after: page" in printed


def test_code_and_what_it_prints_are_not_shown(rendered: Rendered) -> None:
    # The sample's cells hold this number in their source, in a warning and in their plain text.
    assert "4711" not in rendered[1]


def test_bad_news_comes_before_everything_else(rendered: Rendered) -> None:
    ledger, page = rendered[0], soup(rendered[1])
    assert page.main is not None
    headings = [heading.get_text() for heading in page.main.find_all("h2")]
    assert headings[0] == "What is worse"
    first = page.main.find(attrs={"data-sentence": True})
    assert first is not None
    assert first.get_text() == ledger.entry(ledger.front.worse[0]).headline


def test_each_statement_of_page_one_links_to_its_evidence(rendered: Rendered) -> None:
    page = soup(rendered[1])
    for told in page.select(".front .said"):
        link = told.find("a")
        assert link is not None
        arrived = page.find(id=str(link["href"])[1:])
        assert arrived is not None
        assert arrived["data-claim"] == told["data-claim"]


def test_families_without_a_measure_leave_no_heading_and_are_named(sample: ModuleType) -> None:
    ledger = sample.urgent()
    page = soup(render(sample.notebook(ledger), ledger))
    headings = [heading.get_text() for heading in page.find_all("h2")]
    assert "Reliability of the pathway" in headings
    assert "Safety" not in headings
    assert "no measure of: change in people" in page.get_text()


def _attacked(value: object) -> object:
    """Put a script into every text of a dumped ledger, leaving the words that are choices or keys."""
    if isinstance(value, dict):
        kept = {"kind", "better", "against", "family", "level", "finding", "audience", "verdict", "claim_id"}
        kept |= {"point_types", "front", "measure"}
        return {name: one if name in kept else _attacked(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_attacked(one) for one in value)
    return f"{value} $x$ & {ATTACK}" if isinstance(value, str) else value


@pytest.mark.parametrize("name", ["reablement", "urgent"])
def test_a_script_in_any_text_is_text(name: str, sample: ModuleType) -> None:
    ledger = Ledger.model_validate(_attacked(getattr(sample, name)().model_dump()))
    html = render(sample.notebook(ledger), ledger)
    page = soup(html)
    assert page.find_all("script") == []
    assert ATTACK in page.get_text()
    assert ATTACK not in html
    assert sentences_match(html, ledger) == []


def test_tags_in_prose_are_text(sample: ModuleType) -> None:
    from nbformat.v4 import new_markdown_cell

    ledger = sample.urgent()
    notebook = sample.notebook(ledger)
    notebook.cells.append(new_markdown_cell(f"Words {ATTACK} and [a link](javascript:alert)"))
    page = soup(render(notebook, ledger))
    assert page.find_all("script") == []
    assert not [link for link in page.find_all("a") if "javascript" in str(link["href"])]


@pytest.mark.parametrize("how", ["execute_result", "display_data"])
def test_html_is_shown_however_it_was_displayed(how: str, sample: ModuleType) -> None:
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    shown = new_output(how, data={"text/html": "<p>shown</p>", "image/png": "AAAA", "text/plain": "in plain"})
    page = render(new_notebook(cells=[new_code_cell("x", outputs=[shown])]), sample.urgent())
    assert "<p>shown</p>" in page
    assert "in plain" not in page
    assert "AAAA" not in page


@pytest.mark.parametrize(("name", "draft", "synthetic"), [("reablement", True, True), ("urgent", False, False)])
def test_banners_follow_the_ledger(name: str, draft: bool, synthetic: bool, sample: ModuleType) -> None:
    ledger = getattr(sample, name)()
    page = soup(render(sample.notebook(ledger), ledger))
    assert bool(page.select(".banner--draft")) is draft
    assert bool(page.select(".banner--synthetic")) is synthetic


def test_an_over_claim_stands_beside_its_rewrite(sample: ModuleType) -> None:
    ledger = sample.reablement()
    told = soup(render(sample.notebook(ledger), ledger)).select_one(".overclaim")
    assert told is not None
    for words in ledger.remarks[0].findings[0]:
        assert words in told.get_text()
    assert "Draft" in told.get_text()


def test_words_that_are_let_stand_are_told_with_role_and_reason_and_make_no_draft(sample: ModuleType) -> None:
    ledger = sample.reablement()
    waived = Waived(words="reduces", role="Clinical lead", reason="It is about a trial")
    remark = ledger.remarks[0].model_copy(update={"findings": (), "waived": (waived,), "quoted": ("saved my life",)})
    ledger = ledger.model_copy(update={"remarks": (remark,)})
    page = soup(render(sample.notebook(ledger), ledger))
    said = " ".join(page.select_one("[aria-labelledby=commentary]").get_text().split())
    assert (
        "Let stand, although they say more than the evidence does: reduces. Clinical lead: It is about a trial" in said
    )
    assert "A person’s own words, not a finding of this report: saved my life" in said
    assert not page.select(".banner--draft, .overclaim")


def test_the_list_of_contents_leads_to_every_section_in_order(rendered: Rendered) -> None:
    page = soup(rendered[1])
    links = page.select("nav.contents a")
    headings = page.find_all("h2")
    assert [link.get_text() for link in links] == [heading.get_text() for heading in headings]
    assert [str(link["href"]) for link in links] == [f"#{heading['id']}" for heading in headings]
    assert len({str(heading["id"]) for heading in headings}) == len(headings) > 5
    assert "<!-- contents -->" not in rendered[1]
