"""What `fairclaim lint` found, as lines that a person reads on a terminal of 100 columns."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from fairclaim.cli.folding import folded, heading
from fairclaim.errors import counted

if TYPE_CHECKING:
    from fairclaim.lint.finding import Finding
    from fairclaim.lint.looking import Look

_LONGEST = 400


def lines(look: "Look") -> Iterator[str]:
    """Give everything, line by line: over-claims by file, then what was let stand and by whom, then the sum."""
    for file, findings in groupby(look.overclaims, key=lambda finding: finding.place.file):
        yield from heading(file)
        for finding in findings:
            yield from _overclaim(finding)
    yield from _waived([finding for finding in look.findings if finding.waiver is not None], look)
    yield from _quoted([finding for finding in look.findings if finding.quoted])
    yield ""
    yield _sum(look)


def _overclaim(finding: "Finding") -> Iterator[str]:
    rules = ", ".join(finding.rules)
    words = ", ".join(f"“{word}”" for word in finding.words)
    yield ""
    yield from folded(f"{words}  [{rules}]", f"  {finding.place.within}: ")
    yield from folded(_cut(finding.sentence), "    Written:    ")
    yield from folded(_cut(finding.claims), "    Claims:     ")
    yield from folded(f"{finding.licensed}.", "    Licensed:   ")
    if finding.rewrite:
        yield from folded(_cut(finding.rewrite), "    Say rather: ")


def _waived(findings: "list[Finding]", look: "Look") -> Iterator[str]:
    if findings or look.unused:
        yield from heading("Let stand, and by whom")
    for finding in findings:
        assert finding.waiver is not None
        yield f"  {finding.place.file}, {finding.place.within}"
        yield from folded(f"“{'”, “'.join(finding.words)}”", "    Written:    ")
        yield from folded(f"{finding.waiver.role}: {finding.waiver.reason}", "    Let stand:  ")
    for place, waiver in look.unused:
        yield f"  {place.file}, {place.within}"
        yield from folded(f"the waiver of {waiver.rule} lets nothing stand here, and can go", "    ")


def _quoted(findings: "list[Finding]") -> Iterator[str]:
    if findings:
        yield from heading("Quotations of a person, which are exempt")
    for finding in findings:
        yield f"  {finding.place.file}, {finding.place.within}"
        yield from folded(_cut(finding.sentence), "    Written:    ")


def _cut(text: str) -> str:
    # A file may hold a "sentence" of any length; nobody reads one on a terminal.
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + " …"


def _sum(look: "Look") -> str:
    waived = sum(finding.waiver is not None for finding in look.findings)
    quoted = sum(finding.quoted for finding in look.findings)
    asides = [f"{waived} let stand"] * bool(waived) + [f"{counted(quoted, 'quotation')} exempt"] * bool(quoted)
    aside = f" ({', '.join(asides)})" if asides else ""
    over = counted(len(look.overclaims), "sentence") if look.overclaims else "no sentence"
    verb = "claims" if len(look.overclaims) <= 1 else "claim"
    read = f"{counted(look.sentences, 'sentence')} of {counted(len(look.files), 'file')} read"
    return f"{read}: {over} {verb} more than the evidence licenses{aside}"
