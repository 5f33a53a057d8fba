"""Notebooks: the Markdown cells. Code and what it printed are not read."""

import json
from dataclasses import replace
from typing import Any

from fairclaim.lint.reading.files import refused
from fairclaim.lint.reading.markdown import markdown
from fairclaim.lint.reading.passage import Passage, Run


def notebook(text: str, where: str) -> tuple[Passage, ...]:
    """Read a notebook's text (JSON). Lines are those of the file; a person is told the cell."""
    found: list[Passage] = []
    reached = 0
    for number, cell in enumerate(_cells(text, where), start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        written = cell.get("source", "")
        source = "".join(map(str, written)) if isinstance(written, list) else str(written)
        lines, reached = _lines_in_file(text, source, reached)
        for passage in markdown(source, f"{where}, cell {number}"):
            runs = tuple(_moved(run, number, lines) for run in passage.runs)
            found.append(replace(passage, file=where, runs=runs))
    return tuple(found)


def _cells(text: str, where: str) -> list[Any]:
    try:
        values = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise refused("this is not a notebook: it is not valid JSON", f"{where}{line}") from error
    cells = values.get("cells") if isinstance(values, dict) else None
    if not isinstance(cells, list):
        todo = "Open it in Jupyter and save it again: notebooks of version 4 are read"
        raise refused("this is not a notebook: it has no cells", where, todo=todo)
    return cells


def _lines_in_file(text: str, source: str, reached: int) -> tuple[list[tuple[int, int]], int]:
    """Find each line of a cell in the file, from the last one found on: its line and the column of its first letter."""
    found: list[tuple[int, int]] = []
    for line in source.split("\n"):
        written = next((one for one in _written(line) if text.find(one, reached) >= 0), None)
        if line and written is not None:
            at = text.find(written, reached)
            reached = at + len(written)
        else:
            at = reached
        found.append((text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)))
    return found, reached


def _written(line: str) -> tuple[str, str]:
    return json.dumps(line, ensure_ascii=False)[1:-1], json.dumps(line)[1:-1]


def _moved(run: Run, cell: int, lines: list[tuple[int, int]]) -> Run:
    line, column = lines[run.line - 1]
    return Run(run.start, line, column + run.column - 1, f"cell {cell}, line {run.line}")
