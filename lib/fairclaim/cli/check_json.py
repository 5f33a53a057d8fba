"""What `fairclaim check` found, for scripts."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fairclaim.session.readiness.states import Readiness


def as_json(found: "Readiness") -> dict[str, Any]:
    """Turn everything into values that JSON has; days are written like 2025-06-02."""
    values = {"verdict": found.verdict, "exit_code": found.exit_code, **asdict(found)}
    del values["exit_code_of_problems"]
    values["gaps"] = [asdict(gap) for gap in found.gaps]
    plain = _plain(values)
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
    return value
