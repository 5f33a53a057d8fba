"""The forms of file that are read, and which module reads each."""

from pathlib import Path

from fairclaim.lint.reading.files import refused, text_of
from fairclaim.lint.reading.markdown import markdown
from fairclaim.lint.reading.notebook import notebook
from fairclaim.lint.reading.page import page
from fairclaim.lint.reading.passage import Document, Passage
from fairclaim.lint.reading.word import word
from fairclaim.lint.reading.yaml_texts import yaml_texts
from fairclaim.params.prose import prose_keys

FORMS = (".md", ".qmd", ".txt", ".yaml", ".yml", ".ipynb", ".html", ".htm", ".docx")


def read(path: Path, where: str) -> Document:
    """Read one file by the ending of its name.

    Parameters
    ----------
    path : Path
    where : str
        The file as the user knows it, for every place and message.

    Raises
    ------
    UsageError
        If the file cannot be read, or a comment to the linter in it is not understood.
    """
    return Document(where, _passages(path, where))


def _passages(path: Path, where: str) -> tuple[Passage, ...]:
    ending = path.suffix.lower()
    if ending not in FORMS:
        raise refused("files of this form are not read", where, found=ending or "no ending", allowed=", ".join(FORMS))
    if ending == ".docx":
        return word(path, where)
    text = text_of(path, where)
    if ending in (".yaml", ".yml"):
        return yaml_texts(text, where, _keys(path))
    if ending == ".ipynb":
        return notebook(text, where)
    if ending in (".html", ".htm"):
        return page(text, where)
    # Plain text has paragraphs and lists as Markdown has.
    return markdown(text, where)


def _keys(path: Path) -> frozenset[str] | None:
    """Return the keys of prose of a file that lies in a folder of params; None for any other file."""
    from fairclaim.params.load import FOLDERS

    folder = path.resolve().parent
    if (folder.parent / "house.yaml").is_file():
        if folder.name in ("assure", "schema"):
            return frozenset()
        return next((prose_keys(kind) for name, kind in FOLDERS if name == folder.name), None)
    return frozenset() if path.name == "house.yaml" else None
