"""Absence is a value: `NotEstimable` with its reason, never NaN, None or a zero width."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """The estimand, or a limit of it, does not exist for this sample; `reason` is one plain sentence."""

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.endswith("."):
            raise ValueError("A reason is a sentence and ends with a full stop.")
