"""Commentary that a person wrote for this report, read by the linter: before a run, and against what it earned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fairclaim.claims.beside import Remark, Waived
from fairclaim.claims.ledger import Entry
from fairclaim.errors import ParamsRefused, Problem, UsageError
from fairclaim.lint.evidence import ByClaim, within_reach
from fairclaim.lint.finding import Finding
from fairclaim.lint.findings import found
from fairclaim.lint.reading.markdown import markdown
from fairclaim.lint.reading.passage import Passage
from fairclaim.params.model import Model, Text
from fairclaim.params.reading import parse_yaml, read_text, validate
from fairclaim.params.spec import RunSpec

_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")


class Head(Model):
    """The lines between the two `---` at the top of a commentary file."""

    role: Text
    dated: date


@dataclass(frozen=True, slots=True)
class Commentary:
    """One commentary file.

    Parameters
    ----------
    where : str
    head : Head
    text : str
        The whole file.
    start : int
        Where what its writer says begins.
    """

    where: str
    head: Head
    text: str
    start: int

    def passages(self) -> tuple[Passage, ...]:
        """Read it without its markup; raise ParamsRefused where a comment to the linter is wrong."""
        try:
            return markdown(self.text, self.where)
        except UsageError as error:
            raise ParamsRefused(*error.problems) from error

    def findings(self, licences: ByClaim) -> tuple[Finding, ...]:
        """Hold it against what claims earned, or could; raise ParamsRefused where it names what is not there."""
        try:
            return found(self.passages(), licences).findings
        except UsageError as error:
            raise ParamsRefused(*error.problems) from error

    def paragraphs(self) -> Iterator[tuple[int, int, str]]:
        """Give what stands between blank lines with its first and its last line, from 1, as a reader sees it."""
        passages = [(passage.place(0).line, passage) for passage in self.passages()]
        above = self.text.count("\n", 0, self.start)
        for match in _BLOCK.finditer(self.text, self.start):
            first = above + self.text.count("\n", self.start, match.start()) + 1
            last = first + match[0].rstrip("\n").count("\n")
            words = " ".join(_shown(passage) for line, passage in passages if first <= line <= last)
            if words:
                yield first, last, words


def remarks(spec: RunSpec, entries: tuple[Entry, ...]) -> tuple[Remark, ...]:
    """Read the report's commentary, if there is any, and mark what outruns what the report earned.

    A paragraph that names a claim is held against that claim's rung, any other against the best of the report.
    """
    commentary = read_commentary(spec)
    if commentary is None:
        return ()
    findings = commentary.findings(ByClaim({entry.claim_id: entry.rung for entry in entries}, earned=True))
    return tuple(
        _remark(commentary.head, text, [one for one in findings if first <= one.place.line <= last])
        for first, last, text in commentary.paragraphs()
    )


def hopes(spec: RunSpec) -> tuple[Finding, ...]:
    """Return what no result could license, before any run: claims beyond the best that the designs allow."""
    commentary = read_commentary(spec)
    return () if commentary is None else commentary.findings(within_reach(spec))


def read_commentary(spec: RunSpec) -> Commentary | None:
    """Read the commentary of one service and quarter, if there is any; raise ParamsRefused if it cannot be used."""
    name = f"commentary/{spec.quarter}/{spec.service.id}.md"
    path, where = spec.params_dir / name, f"{spec.params_dir.name}/{name}"
    if not path.is_file():
        return None
    text, problems = read_text(path, where)
    _, opening, rest = text.partition("---\n")
    top, closing, body = rest.partition("---\n")
    if not problems and not (opening and closing):
        todo = "Start it with three lines: ---, role: and dated:, then --- again"
        problems = [Problem("the file does not say who wrote it and when", where, todo=todo)]
    values, problems = parse_yaml(top, where) if not problems else (None, problems)
    head, problems = validate(Head, values, where) if not problems else (None, problems)
    if problems or not isinstance(head, Head):
        raise ParamsRefused(*problems)
    return Commentary(where, head, text, len(text) - len(body))


def _remark(head: Head, text: str, findings: list[Finding]) -> Remark:
    return Remark(
        role=head.role,
        dated=head.dated,
        text=text,
        findings=tuple((_words(one), one.rewrite) for one in findings if one.stands),
        waived=tuple(
            Waived(words=_words(one), role=one.waiver.role, reason=one.waiver.reason)
            for one in findings
            if one.waiver is not None
        ),
        quoted=tuple(_words(one) for one in findings if one.quoted),
    )


def _shown(passage: Passage) -> str:
    return f"• {passage.text}" if passage.kind == "item" else passage.text


def _words(finding: Finding) -> str:
    return ", ".join(finding.words)
