"""The notebook contract, line by line (notebooks/README.md)."""

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
FORBIDDEN = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.IfExp, ast.BinOp,
    ast.BoolOp, ast.Compare, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Try, ast.With,
    ast.JoinedStr, ast.AugAssign,
)  # fmt: skip
NAMES = {"service", "quarter", "params_dir"}


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def breaches(notebook: Any) -> list[str]:
    found: list[str] = []
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1 or not _is_three_strings(tagged[0].source):
        found.append("parameters")
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and re.search(r"\d", cell.source):
            found.append("digit in prose")
        if cell.cell_type == "code":
            found += _code_breaches(cell)
    return found


def _is_three_strings(source: str) -> bool:
    body = ast.parse(source).body
    return (
        all(isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant) for line in body)
        and {target.id for line in body for target in line.targets if isinstance(target, ast.Name)} == NAMES
    )


def _code_breaches(cell: Any) -> list[str]:
    tree = ast.parse(cell.source)
    found = ["outputs"] if cell.outputs or cell.execution_count is not None else []
    if len(tree.body) > 3:
        found.append("more than three statements")
    for node in ast.walk(tree):
        if isinstance(node, FORBIDDEN):
            found.append(f"logic: {type(node).__name__}")
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module != "fairclaim.session"):
            found.append("import")
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_the_contract_holds(path: Path) -> None:
    assert breaches(read(path)) == []


def test_there_is_a_notebook_to_hold_to_it() -> None:
    assert [path.name for path in NOTEBOOKS] == ["service.ipynb"]


@pytest.mark.parametrize(
    ("source", "breach"),
    [
        ("import pandas", "import"),
        ("from fairclaim.stats.methods import XmR", "import"),
        ("x = 1 + 1", "logic: BinOp"),
        ("def f(): pass", "logic: FunctionDef"),
        ("for x in 'ab': pass", "logic: For"),
        ("x = [y for y in 'ab']", "logic: ListComp"),
        ("f'{run}'", "logic: JoinedStr"),
        ("a = 1\nb = 2\nc = 3\nd = 4", "more than three statements"),
    ],
)
def test_a_breach_is_seen(source: str, breach: str) -> None:
    notebook = read(NOTEBOOKS[0])
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    assert breach in breaches(notebook)


def test_a_digit_in_prose_and_a_fourth_parameter_are_seen() -> None:
    notebook = read(NOTEBOOKS[0])
    notebook.cells.append(nbformat.v4.new_markdown_cell("Within 6 weeks."))
    notebook.cells[0].source += '\nlevel = "x"'
    assert breaches(notebook) == ["parameters", "more than three statements", "digit in prose"]
