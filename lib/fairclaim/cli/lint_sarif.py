"""What `fairclaim lint` found, as SARIF 2.1.0: what editors and code hosts show beside the line."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fairclaim import __version__

if TYPE_CHECKING:
    from fairclaim.lint.finding import Finding
    from fairclaim.lint.looking import Look

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(look: "Look") -> dict[str, Any]:
    """Return one run of the tool; quotations and waivers are results that are suppressed, with the reason."""
    from fairclaim.lint.rulebook import by_id

    rules = [by_id()[name] for name in dict.fromkeys(finding.rules[0] for finding in look.findings)]
    places = {rule.id: place for place, rule in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "fairclaim", "version": __version__, "rules": [_rule(one) for one in rules]}
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not look.problems,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": {"text": str(problem)}} for problem in look.problems
                        ],
                    }
                ],
                "results": [_result(finding, places) for finding in look.findings],
            }
        ],
    }


def _rule(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": f"Wording that {rule.message}"},
        "fullDescription": {"text": f"{rule.reason[:1].upper()}{rule.reason[1:]}."},
        "defaultConfiguration": {"level": "warning"},
    }


def _result(finding: "Finding", places: dict[str, int]) -> dict[str, Any]:
    place = finding.place
    message = f"{finding.claims} {finding.licensed}." + (f" Say rather: {finding.rewrite}" if finding.rewrite else "")
    result: dict[str, Any] = {
        "ruleId": finding.rules[0],
        "ruleIndex": places[finding.rules[0]],
        "level": "warning",
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(place.file)},
                    "region": {"startLine": place.line, "startColumn": place.column},
                },
                "logicalLocations": [{"fullyQualifiedName": place.within}],
            }
        ],
    }
    if not finding.stands:
        result["suppressions"] = [{"kind": "inSource", "justification": _why(finding)}]
    return result


def _uri(file: str) -> str:
    return Path(file).as_uri() if Path(file).is_absolute() else quote(file)


def _why(finding: "Finding") -> str:
    if finding.waiver is None:
        return "Words of a person, who is named"
    return f"{finding.waiver.role}: {finding.waiver.reason}"
