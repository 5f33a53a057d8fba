"""What of a page is prose, by its role, and what is not."""

import pytest

from fairclaim.lint.reading.page import page

title = "Linter: what is read of a page"

READ = {
    "a paragraph": ("<p>We <b>saw</b> people.</p>", [("paragraph", "We saw people.")]),
    "headings": ("<h1>One</h1><h2>Two</h2>", [("heading", "One"), ("heading", "Two")]),
    "a list": ("<ul><li>one<li>two</ul>", [("item", "one"), ("item", "two")]),
    "terms": ("<dl><dt>a</dt><dd>b</dd></dl>", [("item", "a"), ("item", "b")]),
    "a table": ("<table><caption>c</caption><tr><th>a</th><td>b</td></tr></table>", [("caption", "c"), ("cell", "a"), ("cell", "b")]),
    "a description of a picture": ('<p>x <img alt="Falls by month"> y</p>', [("alt", "Falls by month"), ("paragraph", "x y")]),
    "a label that is read aloud": ('<p aria-label="Falls">x</p>', [("alt", "Falls"), ("paragraph", "x")]),
    "the title": ("<head><title>Report</title></head>", [("title", "Report")]),
    "a quotation": ("<blockquote><p>It helped.</p></blockquote>", [("quote", "It helped.")]),
    "commentary on a page of ours": ('<blockquote data-ledger="remarks"><p>It helped.</p></blockquote>', [("paragraph", "It helped.")]),
    "a paragraph inside a cell": ("<table><td>a<p>b</p>c</td></table>", [("cell", "a"), ("paragraph", "b"), ("cell", "c")]),
    "scripts, styles and code": ("<style>a</style><script>b</script><pre>c</pre><p>d <code>e</code></p>", [("paragraph", "d")]),
    "numbers along an axis of a drawing": ("<svg><title>Falls</title><desc>Fewer</desc><text>12</text></svg>", [("title", "Falls"), ("alt", "Fewer")]),
    "a line break": ("<p>a<br>b</p>", [("paragraph", "a b")]),
    "entities": ("<p>care &amp; support</p>", [("paragraph", "care & support")]),
    "a comment": ("<p>a <!-- reduces --> b</p>", [("paragraph", "a b")]),
    "what the linter itself said": ('<div class="overclaim"><p>Written: reduces</p></div><p>a</p>', [("paragraph", "a")]),
}  # fmt: skip


@pytest.mark.parametrize(("written", "read"), READ.values(), ids=READ)
def test_what_is_read(written: str, read: list[tuple[str, str]]) -> None:
    assert [(p.kind, p.text) for p in page(written, "a.html")] == read


def test_a_passage_stands_where_its_element_does() -> None:
    (passage,) = page("<body>\n  <p>We saw.</p>", "a.html")
    place = passage.place(3)
    assert (place.line, place.column, place.within) == (2, 6, "line 2, <p>")


def test_a_sentence_names_its_claim_and_so_does_a_comment() -> None:
    text = '<div data-claim="a.target"><p data-sentence>x</p></div><p data-claim="a.target">y</p><!-- fairclaim: claim b.target --><p>z</p>'
    assert [p.claim for p in page(text, "a.html")] == ["a.target", "", "b.target"]
