"""The gate itself: what it lets through and what it stops."""

from types import ModuleType

import pytest

from fairclaim.report.trace import foreign_numbers, sentences_match, untraced_digits


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>7 people</p>", ["7 people"], id="a bare number"),
        pytest.param("<p data-claim='a'>7 <b>of 9</b></p>", [], id="inside a claim"),
        pytest.param("<dl data-definition='m'><dd>6 weeks</dd></dl>", [], id="inside a definition"),
        pytest.param("<p data-ledger='about'>6 weeks</p>", [], id="a field of the ledger"),
        pytest.param("<p>As at <time datetime='2025-05-09'>9 May 2025</time></p>", [], id="a date"),
        pytest.param("<p>As at <time>9 May</time> and 4 more</p>", ["and 4 more"], id="beside a date"),
        pytest.param("<p data-claimed='a'>7</p>", ["7"], id="an attribute of another name"),
        pytest.param("<p aria-label='7 people'>some</p>", ["7 people"], id="what is read aloud"),
        pytest.param("<head><title>2025</title></head><style>a{top:1px}</style><p>none</p>", [], id="head and style"),
        pytest.param("<!DOCTYPE html><!-- 7 --><p>none</p>", [], id="what nobody reads"),
        pytest.param("<svg><title>7 more</title><text>8</text></svg>", ["7 more", "8"], id="a picture of no claim"),
    ],
)
def test_untraced_digits(html: str, expected: list[str]) -> None:
    assert untraced_digits(html) == expected


def test_a_sentence_may_be_folded_but_not_changed(sample: ModuleType) -> None:
    ledger = sample.urgent()
    entry = ledger.entries[0]
    folded = entry.headline.replace(" ", "\n   ")
    html = f"<p data-claim='{entry.claim_id}' data-sentence>{{}}</p>"
    assert sentences_match(html.format(folded), ledger) == []
    assert sentences_match(html.format(entry.headline + " Well done."), ledger) == [entry.headline + " Well done."]


def test_a_sentence_of_another_claim_or_of_no_claim_is_wrong(sample: ModuleType) -> None:
    ledger = sample.urgent()
    first, other, *_ = ledger.entries
    words = [first.headline]
    assert sentences_match(f"<p data-claim='{other.claim_id}' data-sentence>{first.headline}</p>", ledger) == words
    assert sentences_match(f"<p data-claim='unknown' data-sentence>{first.headline}</p>", ledger) == words
    assert sentences_match(f"<p data-sentence>{first.headline}</p>", ledger) == words


def test_each_sentence_of_a_page_is_held_against_its_own_claim(sample: ModuleType) -> None:
    first, other, *_ = sample.urgent().entries
    said = ((first, first.headline), (other, other.headline), (other, first.headline), (first, first.headline + "!"))
    page = "".join(f"<p data-claim='{entry.claim_id}' data-sentence>{words}</p>" for entry, words in said)
    assert sentences_match(page, sample.urgent()) == [first.headline, first.headline + "!"]


def test_a_sentence_about_the_whole_is_looked_up_in_its_field(sample: ModuleType) -> None:
    ledger = sample.urgent()
    words = ledger.front.next_steps[0]
    assert sentences_match(f"<li data-ledger='front.next_steps' data-sentence>{words}</li>", ledger) == []
    assert sentences_match(f"<li data-ledger='front.asks' data-sentence>{words}</li>", ledger) == [words]


def test_a_number_that_the_entry_lacks_is_foreign(sample: ModuleType) -> None:
    ledger = sample.urgent()
    claim = ledger.entries[0].claim_id
    assert foreign_numbers(f"<p data-claim='{claim}'>97.9% of them</p>", ledger) == []
    assert foreign_numbers(f"<p data-claim='{claim}'>98.9% of them</p>", ledger) == ["98.9% of them"]
    # A month's value is 84 in the picture and 84.0% in its table.
    assert foreign_numbers(f"<td data-claim='{claim}'>84.0%</td>", ledger) == []
    assert foreign_numbers(f"<td data-claim='{claim}'>84.1%</td>", ledger) == ["84.1%"]
    assert foreign_numbers("<p data-claim='unknown'>97.9% of them</p>", ledger) == ["97.9% of them"]
    assert foreign_numbers(f"<figure data-claim='{claim}'><svg><text>55</text></svg></figure>", ledger) == []
