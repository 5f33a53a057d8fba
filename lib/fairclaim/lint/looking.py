"""Files and folders in, everything found in them out: what cannot be read is told beside it, and stops nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fairclaim.errors import Problem, UsageError
from fairclaim.lint.belongs import evidence_for
from fairclaim.lint.finding import Finding
from fairclaim.lint.findings import found
from fairclaim.lint.licence import Design
from fairclaim.lint.reading import Place, read
from fairclaim.lint.reading.walk import files
from fairclaim.params.waivers import Waiver


@dataclass(frozen=True, slots=True)
class Look:
    """What was found.

    Parameters
    ----------
    files : tuple of str
        Read, as they were named.
    sentences : int
        Read in them.
    findings : tuple of Finding
        By file and place, those that are exempt or waived among them.
    unused : tuple of (Place, Waiver)
        Waivers that let nothing stand, each with the text it is about.
    problems : tuple of Problem
        What could not be read.
    """

    files: tuple[str, ...]
    sentences: int
    findings: tuple[Finding, ...]
    unused: tuple[tuple[Place, Waiver], ...]
    problems: tuple[Problem, ...]

    @property
    def overclaims(self) -> tuple[Finding, ...]:
        """Return what stands: no quotation, and nobody answers for it."""
        return tuple(finding for finding in self.findings if finding.stands)


def look(paths: Iterable[Path], design: Design) -> Look:
    """Read files and folders, and hold each sentence against what licenses it."""
    named, unread = files(paths)
    problems = list(unread)
    seen: list[str] = []
    findings: list[Finding] = []
    unused: list[tuple[Place, Waiver]] = []
    sentences = 0
    for path in named:
        where = path.as_posix()
        try:
            done = found(read(path, where).passages, evidence_for(path, design))
        except UsageError as error:
            problems += error.problems
            continue
        seen.append(where)
        sentences += done.sentences
        findings += done.findings
        unused += done.unused
    return Look(tuple(seen), sentences, tuple(findings), tuple(unused), tuple(problems))
