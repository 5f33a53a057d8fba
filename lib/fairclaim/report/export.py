"""The exporter: an executed notebook and its ledger become one page that asks nothing of the network."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from fairclaim.claims.ledger import Ledger
from fairclaim.params.months import day
from fairclaim.show.markup import render as show

if TYPE_CHECKING:
    from jinja2 import Environment
    from nbformat import NotebookNode

_TEMPLATES = Path(__file__).parent / "templates"


class CommissionerExporter(TemplateExporter):
    """Exports through the `commissioner` template.

    Notes
    -----
    It is no `HTMLExporter`, because that parses and rewrites the finished page: SVG comes out of it changed, and a
    picture without a description is given one that says nothing.
    """

    output_mimetype = "text/html"

    def __init__(self, **options: Any) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            template_name="commissioner",
            file_extension=".html",
            # Said here, because the default is whatever folder the process happens to stand in.
            extra_template_basedirs=[str(_TEMPLATES)],
            exclude_input=True,
            exclude_input_prompt=True,
            exclude_output_prompt=True,
            exclude_raw=True,
            **options,
        )

    def _create_environment(self) -> "Environment":
        from jinja2 import StrictUndefined

        made: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        made.autoescape = True
        made.undefined = StrictUndefined
        made.filters["prose"] = _prose
        made.filters["day"] = day
        return made


def render(notebook_node: "NotebookNode", ledger: Ledger) -> str:
    """Return the report's page.

    Parameters
    ----------
    notebook_node : NotebookNode
        Executed; only its prose and the `text/html` of its outputs are shown.
    ledger : Ledger
        Gives the page its title, banners and footer.

    Returns
    -------
    str
        The same characters each time for the same notebook and ledger.
    """
    shown = _without_empty_sections(notebook_node)
    page, _ = _exporter().from_notebook_node(shown, resources={"ledger": ledger})
    page = page.replace(_CONTENTS, contents(page))
    return "\n".join(line for line in page.splitlines() if line.strip()) + "\n"


# Where the template leaves room for the list of contents, which is known when the page is made.
_CONTENTS = "<!-- contents -->"
_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


def contents(page: str) -> str:
    """Return the list of a page's sections, in their order, each a link to its heading."""
    headings = [(anchor, unescape(_TAG.sub("", words))) for anchor, words in _HEADING.findall(page)]
    return show("contents.j2", headings=headings)


@cache
def _exporter() -> CommissionerExporter:
    """Return the one exporter of this process: each would compile the template anew."""
    return CommissionerExporter()


def _without_empty_sections(notebook_node: "NotebookNode") -> "NotebookNode":
    """Leave out prose that opens with a heading and is followed by a cell that shows nothing.

    One notebook serves every service, so it has a heading for each family of measures; a service without a family
    has nothing to stand beneath it. The appendix says which families a report does not hold.
    """
    from copy import deepcopy

    shown = deepcopy(notebook_node)
    cells = shown.cells
    followed = [*cells[1:], None]
    shown.cells = [cell for cell, after in zip(cells, followed, strict=True) if not _heads_nothing(cell, after)]
    return shown


def _heads_nothing(cell: "NotebookNode", after: "NotebookNode | None") -> bool:
    if cell.cell_type != "markdown" or not cell.source.lstrip().startswith("#"):
        return False
    if after is None or after.cell_type != "code" or not after.outputs:
        return False
    return not any(output.get("data", {}).get("text/html", "").strip() for output in after.outputs)


def _prose(source: str) -> str:
    """Turn Markdown into HTML. Tags in it are shown as text: prose has no need of them."""
    renderer = IPythonRenderer(escape=True, exclude_anchor_links=True, allow_harmful_protocols=False)
    return _SECTION.sub(_named, str(MarkdownWithMath(renderer=renderer).render(source)))


_SECTION = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


def _named(heading: re.Match[str]) -> str:
    """Give a section's heading an id, made of its words, to be linked to."""
    slug = re.sub(r"[^a-z0-9]+", "-", heading[1].lower()).strip("-")
    return f'<h2 id="{slug}">{heading[1]}</h2>'
