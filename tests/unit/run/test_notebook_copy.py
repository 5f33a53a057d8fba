"""What of an executed notebook is published."""

import nbformat

from fairclaim.run.notebook_copy import as_bytes, published_copy


def executed(text: str) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell(
        text,
        metadata={"papermill": {"duration": 1.5}, "execution": {"iopub.busy": "now"}, "tags": ["injected-parameters"]},
        outputs=[nbformat.v4.new_output("stream", text=text)],
    )
    plain = nbformat.v4.new_markdown_cell("Prose", id="prose", metadata={"tags": [], "papermill": {}})
    return nbformat.v4.new_notebook(cells=[cell, plain], metadata={"papermill": {"start_time": "now"}})


def test_times_and_the_executors_notes_are_gone():
    copy = published_copy(executed("x = 1"), {})
    assert "papermill" not in copy.metadata
    assert dict(copy.cells[0].metadata) == {"tags": ["injected-parameters"]}
    assert dict(copy.cells[1].metadata) == {}
    assert copy.cells[0].id == "injected-parameters"


def test_longest_path_is_replaced_first_and_windows_paths_in_code_too():
    stand_ins = {"C:\\Users\\ann\\work": ".", "C:\\Users\\ann\\work\\params": "params"}
    code = 'params_dir = "C:\\\\Users\\\\ann\\\\work\\\\params"\nC:\\Users\\ann\\work\\data'
    copy = published_copy(executed(code), stand_ins)
    assert copy.cells[0].source == 'params_dir = "params"\n.\\data'
    assert copy.cells[0].outputs[0].text == 'params_dir = "params"\n.\\data'


def test_original_stays_and_bytes_read_back():
    notebook = executed("x = 'é'")
    copy = published_copy(notebook, {})
    assert "papermill" in notebook.metadata
    assert nbformat.reads(as_bytes(copy).decode(), as_version=4) == copy
