"""One notebook, executed by papermill, and what really became of it.

papermill's own metadata calls a notebook completed whose kernel was killed, whose cell ran out of time, or which left
by sys.exit. The verdict here rests on what was seen to happen instead.
"""

import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairclaim import errors
from fairclaim.errors import FairclaimError, KernelDied, NotebookFailed, Problem, RunTimedOut
from fairclaim.run.mishap import FULL, no_room

if TYPE_CHECKING:
    from fairclaim.run.kernel import ScratchKernelManager

TIME_LIMIT = 30 * 60  # Seconds for a whole notebook: a report takes seconds, so this only ends what hangs.
CELL_LIMIT = 20 * 60  # Seconds for one cell.
_START_LIMIT = 120  # Seconds for the kernel to answer: a cold disk with a virus scanner needs most of a minute.

# Python's own, numpy's and DuckDB's: most often, though, the system ends the kernel before any of them is raised.
_OUT_OF_MEMORY = {"MemoryError", "_ArrayMemoryError", "OutOfMemoryException"}


# Of the text of an error that crossed from the kernel: its number, which is no value of a row.
_NO_ROOM = tuple(f"[Errno {number}]" for number in sorted(FULL))


def execute(
    notebook: Any,
    name: str,
    parameters: dict[str, str],
    scratch: Path,
    time_limit: int = TIME_LIMIT,
    cell_limit: int = CELL_LIMIT,
    *,
    kernel: "ScratchKernelManager | None" = None,
) -> Any:
    """Run every cell in a fresh kernel whose working folder is `scratch`.

    Parameters
    ----------
    notebook : NotebookNode
    name : str
        What messages call the notebook.
    parameters : dict of str to str
        Strings only: papermill turns any other type into code without quoting it.
    scratch : Path
        Working folder, and place of the connection file, the sockets and the kernel's log.
    time_limit : int
        Seconds for all cells together.
    cell_limit : int
        Seconds for any one of them.
    kernel : ScratchKernelManager, optional
        One of that folder, which whoever gives it will end; started and ended here unless given.

    Returns
    -------
    NotebookNode
        The executed notebook, with papermill's metadata.

    Raises
    ------
    FairclaimError
        The one raised in a cell, as it would have read outside the kernel.
    NotebookFailed, KernelDied, RunTimedOut
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    from fairclaim.run.kernel import kernel_in

    started: list[Any] = []
    since = time.monotonic()
    try:
        with kernel_in(scratch) if kernel is None else nullcontext(kernel) as its:
            options = _engine_options(scratch, time_limit, cell_limit, started)
            executed = papermill.execute_notebook(notebook, None, parameters, km=its, **options)
    except PapermillExecutionError as error:
        raise _from_cell(error, _where(name, started)) from error
    except CellTimeoutError as error:
        whole = time_limit <= cell_limit or time.monotonic() - since >= time_limit - 1
        what, limit = ("the notebook", time_limit) if whole else ("a cell", cell_limit)
        what = f"{what} took longer than the {limit} seconds that it may"
        todo = "Run it again; if it happens again, open it in Jupyter and see where it waits"
        raise RunTimedOut(Problem(what, _where(name, started), todo=todo)) from error
    except DeadKernelError as error:
        what = "the kernel went away before the notebook was done"
        todo = "Most often memory ran out: close other programs and run it again"
        raise KernelDied(Problem(what, _where(name, started), todo=todo)) from error
    except RuntimeError as error:
        # jupyter_client has no class of its own for a kernel that never answered.
        if started:
            raise
        what = "the kernel did not start"
        raise KernelDied(
            Problem(what, name, todo="Run it again; if it happens again, set fairclaim up anew")
        ) from error
    _refuse_early_exit(executed, name)
    return executed


def _engine_options(scratch: Path, time_limit: int, cell_limit: int, started: list[Any]) -> dict[str, Any]:
    from fairclaim.run.kernel import KERNEL

    deadline = time.monotonic() + time_limit
    return {
        "kernel_name": KERNEL,
        "language": "python",
        "progress_bar": False,
        "request_save_on_cell_execute": False,
        "start_timeout": _START_LIMIT,
        "shutdown_kernel": "immediate",
        "record_timing": False,
        # Four seconds of silence are an error by default; on a busy desktop they are ordinary.
        "iopub_timeout": 60,
        "timeout_func": lambda cell: max(1, round(min(cell_limit, deadline - time.monotonic()))),  # noqa: ARG005
        "on_cell_start": lambda cell, cell_index: started.append(cell),  # noqa: ARG005
        # Not papermill's own `cwd`: it moves the whole process there.
        "resources": {"metadata": {"path": str(scratch)}},
    }


def _where(name: str, started: list[Any]) -> str:
    """Name the code cell as Jupyter numbers it after Run All: the injected one does not count."""
    own = [c for c in started if c.cell_type == "code" and "injected-parameters" not in c.metadata.get("tags", [])]
    return f"{name}, code cell {len(own)}" if own else name


def _from_cell(error: Any, where: str) -> FairclaimError:
    """Turn the error that a cell ended with into ours; the text of a foreign one may hold values and is not shown."""
    kind = getattr(errors, error.ename, None)
    if isinstance(kind, type) and issubclass(kind, FairclaimError):
        return kind(*(_problem(line, where) for line in error.evalue.splitlines()))
    if error.ename in _OUT_OF_MEMORY:
        what, todo = "memory ran out in a cell", "Close other programs and run it again"
        return NotebookFailed(Problem(what, where, error.ename, todo=todo))
    if error.evalue.startswith(_NO_ROOM):
        return FairclaimError(no_room(where))
    what = "a cell stopped with an error"
    todo = "Open the notebook in Jupyter and choose Run All to see it whole"
    return NotebookFailed(Problem(what, where, error.ename, todo=todo))


def _problem(line: str, where: str) -> Problem:
    """Rebuild a problem that crossed from the kernel as text; it reads the same as before."""
    place, colon, rest = line.partition(": ")
    return Problem(rest.removesuffix("."), place) if colon else Problem(line.removesuffix("."), where)


def _refuse_early_exit(executed: Any, name: str) -> None:
    cells = [cell for cell in executed.cells if cell.cell_type == "code" and cell.source.strip()]
    unrun = sum(cell.execution_count is None for cell in cells)
    left = any(output.get("ename") == "SystemExit" for cell in cells for output in cell.outputs)
    if unrun or left:
        what = "the notebook stopped before its end without an error"
        found = f"{unrun} of {len(cells)} code cells were not run"
        raise NotebookFailed(Problem(what, name, found, "every cell runs", "Take sys.exit or exit() out of the cells"))
