"""Is it written down, and was it before the quarter ended, how the service helps and what else could explain it?"""

from dataclasses import dataclass

from fairclaim.checks.evidence import Evidence


@dataclass(frozen=True, slots=True)
class StoryOnFile:
    """`on_file` if the pathway's account is dated on or before the quarter's last day.

    Its contents (mechanism, rivals, partners) are required keys, so a pathway that loads has them.
    """

    id: str = "story"

    def __call__(self, evidence: Evidence) -> str:
        """Return the state."""
        return "on_file" if evidence.spec.pathway.dated <= evidence.spec.quarter.end else "not_run"
