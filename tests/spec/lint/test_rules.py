"""Every rule of the linter by its own two examples: what sets it off, and what it leaves alone."""

import pytest

from fairclaim.lint.classify import classify
from fairclaim.lint.rulebook import Filed, index, rulebook
from fairclaim.lint.strength import Strength
from fairclaim.lint.vocabulary import lexicon

title = "The rules that people's own words are read by"

CLAIMS = [pytest.param(one, id=one.rule.id) for one in rulebook() if one.kind != "spared"]
SPARED = [pytest.param(one, id=one.rule.id) for one in rulebook() if one.kind == "spared"]


@pytest.mark.parametrize("filed", CLAIMS)
def test_a_rule_fires_on_its_first_example_and_spares_its_second(filed: Filed) -> None:
    rule = filed.rule
    assert rule.id in {fired.rule for fired in classify(rule.fires).fired}
    assert rule.id not in {fired.rule for fired in classify(rule.spares).fired}


@pytest.mark.parametrize("filed", SPARED)
def test_a_set_phrase_claims_nothing_and_does_not_hide_a_claim(filed: Filed) -> None:
    tagged = lexicon().tag(filed.rule.fires.lower())
    assert filed in {one for one, _ in index(spared=True).matches(tagged)}
    assert classify(filed.rule.fires).strength is Strength.NONE
    assert classify(filed.rule.spares).strength > Strength.NONE


def test_a_rewrite_never_claims_a_cause() -> None:
    for filed in rulebook():
        assert classify(filed.rule.rewrite).strength < Strength.CAUSAL, filed.rule.id


def test_an_analyst_can_read_them_all() -> None:
    assert len(rulebook()) <= 120
    assert len({one.rule.id for one in rulebook()}) == len(rulebook())
