"""A sentence against its evidence: what fires, what is exempt, what is let stand, and what is said of it."""

from pathlib import Path
from types import ModuleType

import pytest

from fairclaim.claims.beside import Waived
from fairclaim.errors import UsageError
from fairclaim.kinds import Rung
from fairclaim.lint.belongs import evidence_for
from fairclaim.lint.evidence import ByClaim, ByDesign, earned, within_reach
from fairclaim.lint.finding import Finding
from fairclaim.lint.findings import Found, found
from fairclaim.lint.looking import look
from fairclaim.lint.reading.markdown import markdown
from fairclaim.lint.reading.yaml_texts import yaml_texts
from fairclaim.params.load import load_spec

PARAMS = Path(__file__).parents[3] / "params"
CLAIM = "Our service reduces admissions."
WAIVE = '<!-- fairclaim: waive {} role="Clinical lead" reason="It is about a trial" -->\n'


def of(text: str, licences: ByDesign | ByClaim | None = None) -> Found:
    return found(markdown(text, "a.md"), licences or ByDesign())


def only(text: str, licences: ByDesign | ByClaim | None = None) -> Finding:
    (finding,) = of(text, licences).findings
    return finding


def rule_of(text: str) -> str:
    return only(text).rules[0]


def test_a_finding_says_where_what_and_what_instead():
    finding = only(f"Staff were away.\nWe saw 40 people. {CLAIM}")
    assert finding.stands
    assert finding.sentence == CLAIM
    assert (finding.place.line, finding.place.within) == (2, "line 2")
    assert any("reduces" in words for words in finding.words)
    assert finding.claims.startswith("“")
    assert finding.licensed.startswith("An observational design licenses")
    assert finding.rewrite


def test_the_column_is_that_of_the_words():
    text = f"We saw **40** people. {CLAIM}"
    finding = only(text)
    assert text[finding.place.column - 1 :].startswith(finding.words[0])


@pytest.mark.parametrize(
    ("text", "licences", "stands"),
    [
        (CLAIM, ByDesign("observational"), True),
        (CLAIM, ByDesign("experimental"), False),
        ("Visits were associated with fewer admissions.", ByDesign("observational"), False),
        ("Visits were associated with fewer admissions.", ByClaim({"a.target": Rung.COMPARED}, earned=True), False),
        (CLAIM, ByClaim({"a.target": Rung.SUPPORTED}, earned=True), True),
        (CLAIM, ByClaim({"a.target": Rung.SHOWN}, earned=True), False),
        (CLAIM, ByClaim({"a.target": Rung.SHOWN, "b.target": Rung.COMPARED}, earned=True), False),
        (f"<!-- fairclaim: claim b.target -->\n{CLAIM}", ByClaim({"a.target": Rung.SHOWN, "b.target": Rung.COMPARED}, earned=True), True),
        (f"<!-- fairclaim: claim b.target -->\nx\n\n<!-- fairclaim: claim none -->\n{CLAIM}", ByClaim({"a.target": Rung.SHOWN, "b.target": Rung.COMPARED}, earned=True), False),
    ],
)  # fmt: skip
def test_what_is_licensed(text, licences, stands):
    assert any(finding.stands for finding in of(text, licences).findings) is stands


def test_a_sentence_without_end_is_read_in_pieces_and_in_its_time():
    done = of("the team saw people at home, " * 2_000 + CLAIM)
    assert done.sentences > 10
    assert [finding.sentence.endswith(CLAIM) for finding in done.findings if "reduces" in finding.words[0]] == [True]
    assert of("x" * 100_000).findings == ()


def test_a_claim_that_the_report_has_not_is_refused_with_the_list():
    with pytest.raises(UsageError, match=r"a\.target") as refused:
        of(f"<!-- fairclaim: claim typo.target -->\n{CLAIM}", ByClaim({"a.target": Rung.SHOWN}, earned=True))
    assert "'typo.target'" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (f"“{CLAIM} It prevents falls,” said a carer.", ["quoted", "quoted"]),
        (f"A carer told us: “{CLAIM}”", ["quoted"]),
        (f"> {CLAIM}\n> — Carer, March", ["quoted"]),
        (f"> {CLAIM}", ["stands"]),
        (f"“{CLAIM} It prevents falls.” That is so.", ["stands", "stands"]),
        (f"“She was kind,” said a carer. {CLAIM}", ["stands"]),
    ],
)
def test_words_of_a_person_are_exempt_and_told(text, states):
    found_ = of(text).findings
    assert ["quoted" if one.quoted else "stands" for one in found_] == states


def test_a_waiver_silences_its_rule_in_its_paragraph_and_is_told():
    rule = rule_of(CLAIM)
    first, second = of(f"{WAIVE.format(rule)}{CLAIM}\n\n{CLAIM}").findings
    assert not first.stands
    assert first.waiver is not None
    assert (first.waiver.role, first.waiver.reason) == ("Clinical lead", "It is about a trial")
    assert second.stands


def test_a_waiver_of_another_rule_silences_nothing_and_is_told_as_unused():
    other = rule_of("The service pays for itself.")
    done = of(f"{WAIVE.format(other)}{CLAIM}")
    assert other != rule_of(CLAIM)
    assert [one.stands for one in done.findings] == [True]
    assert [(place.line, waiver.rule) for place, waiver in done.unused] == [(2, other)]


def test_a_waiver_of_a_rule_that_is_not_there_is_refused():
    with pytest.raises(UsageError, match="a waiver of a rule that does not exist"):
        of(f"{WAIVE.format('no-such-rule')}{CLAIM}")


@pytest.mark.parametrize(("key", "stands"), [("", False), ("key: about, ", False), ("key: rivals, ", True)])
def test_a_waiver_of_a_params_file(key, stands):
    entry = f"waive: [{{{key}rule: {rule_of(CLAIM)}, role: Lead, reason: It is so}}]"
    passages = yaml_texts(f"about: {CLAIM}\n{entry}", "a.yaml", frozenset({"about"}))
    assert [one.stands for one in found(passages, ByDesign()).findings] == [stands]


def test_commentary_before_and_after_its_report(tmp_path, sample: ModuleType):
    root = tmp_path
    (root / "params").symlink_to(PARAMS)
    spec = load_spec("demo-reablement", "2024-25-q4", PARAMS)
    best = within_reach(spec)
    assert best.rungs["no-ongoing-package-6w.same-quarter-last-year"] is Rung.SUPPORTED
    assert best.rungs["first-visit-2d.target"] is Rung.SUPPORTED
    assert best.earned is False
    ledger = sample.reablement()
    after = earned(ledger)
    assert after.earned
    assert after.rungs == {entry.claim_id: entry.rung for entry in ledger.entries}
    assert ledger.entries[0].headline in after.generated
    assert ledger.remarks[0].text not in after.generated


def project(tmp_path: Path) -> Path:
    (tmp_path / "params" / "commentary" / "2024-25-q4").mkdir(parents=True)
    for path in PARAMS.iterdir():
        if path.name != "commentary":
            (tmp_path / "params" / path.name).symlink_to(path)
    return tmp_path


def test_commentary_belongs_to_its_report_and_any_other_text_to_the_design(tmp_path, sample: ModuleType):
    root = project(tmp_path)
    commentary = root / "params/commentary/2024-25-q4/demo-reablement.md"
    commentary.write_text("x", encoding="utf-8")
    before = evidence_for(commentary, "observational")
    assert isinstance(before, ByClaim)
    assert not before.earned
    out = root / "outputs/2024-25-q4/demo-reablement"
    out.mkdir(parents=True)
    (out / "claims.json").write_text(sample.reablement().model_dump_json(), encoding="utf-8")
    after = evidence_for(commentary, "observational")
    assert isinstance(after, ByClaim)
    assert after.earned
    assert isinstance(evidence_for(out / "report.html", "observational"), ByClaim)
    assert evidence_for(root / "notes.md", "experimental") == ByDesign("experimental")
    (out / "claims.json").write_text("{}", encoding="utf-8")
    assert evidence_for(out / "report.html", "observational") == ByDesign("observational")


def test_what_was_let_stand_in_the_commentary_is_let_stand_on_the_page(tmp_path, sample: ModuleType):
    ledger = sample.reablement()
    said = only(CLAIM, earned(ledger)).words
    waived = Waived(words=", ".join(said), role="Clinical lead", reason="It is about a trial")
    remark = ledger.remarks[0].model_copy(update={"text": CLAIM, "findings": (), "waived": (waived,)})
    ledger = ledger.model_copy(update={"remarks": (remark,)})
    (tmp_path / "claims.json").write_text(ledger.model_dump_json(), encoding="utf-8")
    (tmp_path / "report.html").write_text(f"<p>{CLAIM}</p>", encoding="utf-8")
    (finding,) = look([tmp_path / "report.html"], "observational").findings
    assert finding.waiver is not None
    assert finding.waiver.role == "Clinical lead"


def test_generated_sentences_are_exempt_only_where_they_equal_the_ledger(tmp_path, sample: ModuleType):
    ledger = sample.reablement()
    entry = ledger.entries[0].model_copy(update={"headline": CLAIM, "rung": Rung.COMPARED})
    ledger = ledger.model_copy(update={"entries": (entry,)})
    (tmp_path / "claims.json").write_text(ledger.model_dump_json(), encoding="utf-8")
    forged = CLAIM.replace("admissions", "falls")
    marks = f'<p data-claim="{entry.claim_id}" data-sentence>{{}}</p>'
    (tmp_path / "report.html").write_text(marks.format(CLAIM) + marks.format(forged), encoding="utf-8")
    done = look([tmp_path / "report.html"], "observational")
    assert [one.sentence for one in done.overclaims] == [forged]
