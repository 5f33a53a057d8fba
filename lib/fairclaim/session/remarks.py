"""Commentary that a person wrote for this report, read by the linter against what its report earned."""

from datetime import date

from fairclaim.claims.ledger import Entry, Remark
from fairclaim.errors import ParamsRefused, Problem
from fairclaim.kinds import Rung
from fairclaim.lint.licence import unlicensed
from fairclaim.params.model import Model, Text
from fairclaim.params.reading import parse_yaml, read_text, validate
from fairclaim.params.spec import RunSpec


class Head(Model):
    """The lines between the two `---` at the top of a commentary file."""

    role: Text
    dated: date


def remarks(spec: RunSpec, entries: tuple[Entry, ...]) -> tuple[Remark, ...]:
    """Read the report's commentary, if there is any, and mark what outruns the best rung that the report earned."""
    name = f"commentary/{spec.quarter}/{spec.service.id}.md"
    path, where = spec.params_dir / name, f"{spec.params_dir.name}/{name}"
    if not path.is_file():
        return ()
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
    best = max((entry.rung for entry in entries), default=Rung.COUNTED)
    paragraphs = (" ".join(block.split()) for block in body.split("\n\n"))
    return tuple(
        Remark(role=head.role, dated=head.dated, text=paragraph, findings=unlicensed(paragraph, best))
        for paragraph in paragraphs
        if paragraph
    )
