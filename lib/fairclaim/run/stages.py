"""The stages of a report that other layers do, gathered as plain functions so that a run can be tried without them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairclaim.claims.ledger import Ledger
from fairclaim.errors import Problem
from fairclaim.params.spec import RunSpec


@dataclass(frozen=True, slots=True)
class Stages:
    """What a run calls, in this order.

    Parameters
    ----------
    freeze : callable of (RunSpec, Path)
        Read the extract, and the one that it revises, and leave the cohorts in the folder.
    render : callable of (NotebookNode, Ledger) to str
        The page.
    faults : callable of (str, Ledger) to tuple of Problem
        What the page says that its ledger does not hold.
    tables : callable of (Ledger) to dict of str to str
        File name → CSV.
    """

    freeze: Callable[[RunSpec, Path], None]
    render: Callable[[Any, Ledger], str]
    faults: Callable[[str, Ledger], tuple[Problem, ...]]
    tables: Callable[[Ledger], dict[str, str]]


def real_stages() -> Stages:
    """Return the product's own stages; each imports what it needs when it is called."""
    return Stages(_freeze, _render, _faults, _tables)


def _freeze(spec: RunSpec, folder: Path) -> None:
    from fairclaim.session.frozen import frozen, leave

    leave(frozen(spec), folder)


def _render(notebook: Any, ledger: Ledger) -> str:
    from fairclaim.report.export import render

    return render(notebook, ledger)


def _faults(page: str, ledger: Ledger) -> tuple[Problem, ...]:
    from fairclaim.report.trace import foreign_numbers, sentences_match, untraced_digits

    found = {
        "the page shows numbers that belong to no claim, date, table or definition": untraced_digits(page),
        "the page shows sentences that its ledger does not hold": sentences_match(page, ledger),
        "the page shows numbers under a claim that does not hold them": foreign_numbers(page, ledger),
    }
    todo = "This is a fault of the program or of the notebook, not of your files: report it with this message"
    # How many, not which: what is on the page unasked may be what disclosure control took out.
    return tuple(
        Problem(what, "report.html", f"places: {len(texts)}", "none", todo) for what, texts in found.items() if texts
    )


def _tables(ledger: Ledger) -> dict[str, str]:
    from fairclaim.report.tables_csv import tables

    return tables(ledger)
