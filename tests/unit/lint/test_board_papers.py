"""Sentences in the register of board papers and tenders, made up while the rules were written: what was won stays won.

They are no measure of how the rules do on sentences that nobody saw before: some of them shaped a rule.
"""

from pathlib import Path

from language import flagged, recall_precision

SENTENCES = Path(__file__).with_name("board_papers.txt").read_text(encoding="utf-8").splitlines()


def test_over_claims_are_found_and_innocent_words_are_left_alone() -> None:
    pairs = [line.split(" | ", 1) for line in SENTENCES]
    recall, precision = recall_precision((flagged(text), label == "over-claim") for label, text in pairs)
    assert recall >= 0.96
    assert precision >= 0.95
