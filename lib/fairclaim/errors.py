"""What a user is told when something is wrong: what, where, found, allowed, what to do next.

Nothing in a message may be a value from a row, a name or an identifier: messages end up in logs and in e-mails.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in the five parts that a person needs to mend it.

    Parameters
    ----------
    what : str
        The mistake in one clause, in the user's words.
    where : str
        File and key, table and column, or notebook and cell.
    found, allowed : str
        What stands there and what may stand there; empty where it would say nothing. Never a row's value.
    todo : str
        The next thing to do.
    """

    what: str
    where: str
    found: str = ""
    allowed: str = ""
    todo: str = ""

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}."]
        if self.found:
            parts.append(f"Found: {self.found}.")
        if self.allowed:
            parts.append(f"Allowed: {self.allowed}.")
        if self.todo:
            parts.append(f"What to do: {self.todo}.")
        return " ".join(parts)


def counted(count: int, one: str = "row", more: str = "") -> str:
    """Write a count with its noun, to stand in a message: 1 row, 2,000 rows, 3 entries.

    Examples
    --------
    >>> counted(1), counted(2000), counted(3, "entry", "entries")
    ('1 row', '2,000 rows', '3 entries')
    """
    return f"{count:,} {one if count == 1 else more or one + 's'}"


class FairclaimError(Exception):
    """A mistake that a user can mend. Carries every problem found, and the exit code of its kind."""

    exit_code = 1

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("An error without a problem says nothing.")
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UsageError(FairclaimError):
    """The command itself was not understood."""

    exit_code = 2


class ParamsRefused(FairclaimError):
    """One or more files under params/ cannot be used."""

    exit_code = 10


class DataRefused(FairclaimError):
    """The extract cannot be used as it stands."""

    exit_code = 11


class DisclosureRefused(FairclaimError):
    """What there is to tell may not be told to the readers of the report."""

    exit_code = 12


class NotebookFailed(FairclaimError):
    """A cell of the notebook stopped with an error."""

    exit_code = 13


class KernelDied(FairclaimError):
    """The kernel went away before the notebook was done."""

    exit_code = 14


class RunTimedOut(FairclaimError):
    """The notebook took longer than it may."""

    exit_code = 15


class PageRefused(FairclaimError):
    """The rendered page says something that its ledger does not hold."""

    exit_code = 16


class AlreadyRunning(FairclaimError):
    """Another run is making the same report."""

    exit_code = 17


class Cancelled(FairclaimError):
    """Somebody ended the run before it was done. The code is the one that shells know for Ctrl-C."""

    exit_code = 130
