"""An analyst presses Run All in Jupyter, in the notebooks folder, without the runner."""

import shutil
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

ROOT = Path(__file__).parents[2]


def test_run_all_shows_the_report_and_leaves_nothing_behind(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "params", tmp_path / "params")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    notebook = nbformat.read(ROOT / "notebooks" / "service.ipynb", as_version=4)
    config = Config({"KernelManager": {"transport_encryption": "required"}})
    client = NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}, config=config, timeout=120)
    client.execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert {output.output_type for output in outputs} == {"execute_result"}
    assert all("text/html" in output.data for output in outputs)
    assert "Made-up" not in "".join(output.data["text/plain"] for output in outputs)
    assert list(folder.iterdir()) == []
