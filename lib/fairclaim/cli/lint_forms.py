"""What `fairclaim lint` found, as text for people, as JSON for scripts, as SARIF for editors and code hosts."""

import json
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from fairclaim.lint.finding import Finding
    from fairclaim.lint.looking import Look


def written(look: "Look", form: Literal["text", "json", "sarif"]) -> str:
    """Write everything in one form."""
    from fairclaim.cli.lint_sarif import sarif
    from fairclaim.cli.lint_text import lines

    if form == "text":
        return "\n".join(lines(look))
    return json.dumps(sarif(look) if form == "sarif" else _values(look), indent=2, ensure_ascii=False)


def _values(look: "Look") -> dict[str, Any]:
    return {
        "files": list(look.files),
        "sentences": look.sentences,
        "overclaims": len(look.overclaims),
        "findings": [_finding(finding) for finding in look.findings],
        "unused_waivers": [
            {"file": place.file, "line": place.line, "rule": waiver.rule} for place, waiver in look.unused
        ],
        "not_read": [{"where": problem.where, "what": problem.what} for problem in look.problems],
    }


def _finding(finding: "Finding") -> dict[str, Any]:
    waiver = finding.waiver
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "place": finding.place.within,
        "kind": finding.kind,
        "state": "quotation" if finding.quoted else "waived" if waiver else "overclaim",
        "sentence": finding.sentence,
        "words": list(finding.words),
        "rules": list(finding.rules),
        "strength": finding.strength.value,
        "flags": list(finding.flags),
        "claims": finding.claims,
        "licensed": finding.licensed,
        "rewrite": finding.rewrite,
        "waiver": {"role": waiver.role, "reason": waiver.reason} if waiver else None,
    }
