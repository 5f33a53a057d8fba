"""From files that people write to passages of prose, each with its place; one module a form of file."""

from fairclaim.lint.reading.forms import FORMS, read
from fairclaim.lint.reading.passage import Document, Kind, Passage, Place

__all__ = ["FORMS", "Document", "Kind", "Passage", "Place", "read"]
