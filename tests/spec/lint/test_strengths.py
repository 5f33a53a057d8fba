"""What one sentence claims: word form and frame, not stem."""

import pytest

from fairclaim.lint.classify import classify
from fairclaim.lint.licence import overclaims

title = "How much a sentence claims"


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        pytest.param("The service reduces admissions.", "causal", id="third person present"),
        pytest.param("Visits were associated with reduced admissions.", "association", id="the same stem in a link"),
        pytest.param("People with reduced mobility are seen at home.", "none", id="the same stem as a state of people"),
        pytest.param("Visits may reduce admissions.", "hedged", id="the same verb put as possible"),
        pytest.param("The aim is to reduce admissions.", "none", id="the same verb as a purpose"),
        pytest.param("Staff met to reduce admissions.", "none", id="the same verb as what people met for"),
        pytest.param("An evaluation will ask whether visits reduce admissions.", "none", id="the same verb as a question"),
        pytest.param("Visits helped to reduce admissions.", "contribution", id="a share in what happened"),
        pytest.param("We contributed to earlier discharge, alongside our partners.", "contribution", id="one actor among several"),
        pytest.param("Admissions were reduced by the new hub.", "causal", id="the passive with its agent"),
        pytest.param("Admissions were reduced by 12%.", "association", id="the passive with a size"),
        pytest.param("Fewer admissions through better care", "causal", id="a heading without a verb"),
        pytest.param("Without us they would be in hospital.", "causal", id="what would have happened"),
        pytest.param("The service pays for itself.", "causal", id="money earned back"),
        pytest.param("Every visit is a bed day saved.", "causal", id="an exchange rate"),
        pytest.param("Stays are shorter thanks to the therapy team.", "causal", id="sole credit"),
        pytest.param("Length of stay was lower than last year.", "association", id="a comparison"),
        pytest.param("We saw 212 people in the quarter.", "none", id="a count"),
        pytest.param("The rise is a cause for concern.", "none", id="an idiom"),
        pytest.param("The equality impact assessment is attached.", "none", id="the name of a document"),
        pytest.param("The minutes were saved to the shared drive.", "none", id="files"),
        pytest.param("The policy is due to be reviewed in March.", "none", id="a date"),
        pytest.param("Two sessions were cancelled due to staff sickness.", "none", id="an everyday reason"),
        pytest.param("Does the service reduce admissions?", "none", id="a question"),
    ],
)  # fmt: skip
def test_strength(sentence: str, strength: str) -> None:
    assert classify(sentence).strength == strength


@pytest.mark.parametrize(
    ("sentence", "flag"),
    [
        pytest.param("The hub saved £2m last year.", "money", id="money"),
        pytest.param("Pressure on A&E was lower.", "system_scope", id="the whole system"),
        pytest.param("Falls dropped by 20 people.", "no_window", id="a change without its period"),
        pytest.param("Ours is the best service in the region.", "superlative", id="praise"),
        pytest.param("Falls were significantly lower.", "significance_word", id="significant"),
        pytest.param("The model should be rolled out.", "recommendation", id="what ought to be done"),
        pytest.param("The pathway is safe.", "safety", id="safety"),
        pytest.param("Two apprentices were taken on.", "social_value", id="social value"),
        pytest.param("The class did not reduce falls.", "negated", id="a denial"),
        pytest.param("Fewer falls through better care", "noun_phrase", id="no verb"),
    ],
)  # fmt: skip
def test_flags(sentence: str, flag: str) -> None:
    assert flag in classify(sentence).flags


@pytest.mark.parametrize(
    ("sentence", "observational", "experimental"),
    [
        pytest.param("Visits were associated with fewer falls.", False, False, id="association"),
        pytest.param("Visits may reduce falls.", False, False, id="hedged"),
        pytest.param("We contributed to fewer falls.", False, False, id="shared contribution"),
        pytest.param("Visits reduced the number of falls.", True, False, id="a cause"),
        pytest.param("Visits did not reduce the number of falls.", False, False, id="a cause denied"),
        pytest.param("Without the team she would have fallen.", True, False, id="what would have happened"),
        pytest.param("The class saved £40,000.", True, True, id="money as fact"),
        pytest.param("The class eased pressure across the system.", True, True, id="the whole system"),
        pytest.param("The class may have saved money.", False, False, id="money as a possibility"),
    ],
)  # fmt: skip
def test_what_a_design_licenses(sentence: str, observational: bool, experimental: bool) -> None:
    judged = classify(sentence)
    assert overclaims(judged, "observational") is observational
    assert overclaims(judged, "experimental") is experimental


@pytest.mark.parametrize(
    ("sentence", "quoted", "strength"),
    [
        pytest.param('One carer said: "They kept Dad out of hospital."', True, "none", id="a person's words are theirs"),
        pytest.param("“It saved my life.” — patient, 84", True, "none", id="signed"),
        pytest.param('One carer said: "Thank you." The team prevented her fall.', True, "causal", id="the writer's own words beside them"),
        pytest.param('Our "hub" prevents falls.', False, "causal", id="a word in marks is no quotation"),
    ],
)  # fmt: skip
def test_quotations(sentence: str, quoted: bool, strength: str) -> None:
    judged = classify(sentence)
    assert (judged.quoted, judged.strength) == (quoted, strength)
