"""Pages (HTML): the text that a reader meets, by its role; scripts, styles, code and pictures' labels are not prose."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairclaim.lint.reading.directives import Directive, directive
from fairclaim.lint.reading.files import refused
from fairclaim.lint.reading.passage import Kind, Passage, Run

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

_ROLES: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("blockquote",), "quote"),
    **dict.fromkeys(("title",), "title"),
    **dict.fromkeys(("desc",), "alt"),
    **dict.fromkeys(("p", "div", "section", "article", "main", "header", "footer", "aside", "nav"), "paragraph"),
    **dict.fromkeys(("body", "html", "form", "address", "figure", "table", "tr", "ul", "ol", "dl"), "paragraph"),
}
_UNREAD = frozenset({"script", "style", "code", "pre", "kbd", "samp", "template", "noscript", "textarea", "text"})
_READ_ALOUD = ("alt", "aria-label")
# The linter's own words on a page of ours: they repeat what they object to.
_OURS = frozenset({"overclaim", "answered"})
_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")


def page(text: str, where: str) -> tuple[Passage, ...]:
    """Read a page. A waiver in a comment belongs to the next text, a claim to all that follows."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(_DATA.sub("", text), "html.parser")
    if soup.find() is None:
        raise refused("this is not a page: it holds no element of HTML", where)
    found: list[Passage] = []
    waiting: list[Directive] = []
    claim = ""
    for kind, holder, words in _said(soup, where):
        if isinstance(words, Directive):
            claim = words.claim if words.waiver is None else claim
            waiting += [words] if words.waiver is not None else []
            continue
        waivers = tuple(one.waiver for one in waiting if one.waiver is not None)
        waiting = []
        line, column = holder.sourceline or 1, (holder.sourcepos or 0) + 1
        runs = (Run(0, line, column, f"line {line}, <{holder.name}>"),)
        found.append(Passage(where, kind, words, runs, _named(holder) or claim, waivers))
    return tuple(found)


def _said(soup: "Tag", where: str) -> "Iterator[tuple[Kind, Tag, str | Directive]]":
    """Give the text of each block, attribute and comment, in the order of the page."""
    from bs4.element import Comment, NavigableString, Tag

    holder: Tag | None = None
    pieces: list[str] = []
    for element in soup.descendants:
        if isinstance(element, Comment):
            line = getattr(element.parent, "sourceline", None)
            said = directive(str(element), 0, f"{where}, in an element of line {line}")
            if said is not None:
                yield from _gathered(holder, pieces)
                holder, pieces = None, []
                yield "paragraph", soup, said
        elif isinstance(element, Tag):
            if element.name == "br":
                pieces.append(" ")
            yield from _aloud(element)
        elif type(element) is NavigableString and not _is_unread(element):
            own = _block(element)
            if own is not holder:
                yield from _gathered(holder, pieces)
                holder, pieces = own, []
            pieces.append(str(element))
    yield from _gathered(holder, pieces)


def _gathered(holder: "Tag | None", pieces: list[str]) -> "Iterator[tuple[Kind, Tag, str]]":
    words = " ".join("".join(pieces).split())
    if holder is not None and words:
        # Commentary stands in a quotation on a page of ours, but it is the service that speaks.
        quoted = any(one.name == "blockquote" and not one.has_attr("data-ledger") for one in holder.parents)
        ours = holder.name == "blockquote" and holder.has_attr("data-ledger")
        yield ("quote" if quoted else "paragraph" if ours else _ROLES[holder.name]), holder, words


def _aloud(element: "Tag") -> "Iterator[tuple[Kind, Tag, str]]":
    for name in _READ_ALOUD:
        words = " ".join(str(element.get(name, "")).split())
        if words and not _is_unread(element):
            yield "alt", element, words


def _block(element: "PageElement") -> "Tag":
    return next(one for one in element.parents if one.name in _ROLES or one.parent is None)


def _is_unread(element: "PageElement") -> bool:
    return any(one.name in _UNREAD or not _OURS.isdisjoint(one.get("class") or ()) for one in element.parents)


def _named(holder: "Tag") -> str:
    """Return the claim that a sentence says it is of; labels and legends beside it are of none."""
    if not holder.has_attr("data-sentence") and holder.select_one("[data-sentence]") is None:
        return ""
    marked = holder if holder.has_attr("data-claim") else holder.find_parent(attrs={"data-claim": True})
    return "" if marked is None else str(marked["data-claim"])
