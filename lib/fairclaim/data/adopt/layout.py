"""What `fairclaim init` lays out: every file is made beside, checked, and then put in place, or none is."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from fairclaim.data.adopt.service_text import answerable, quarter_text, service_text, template_source
from fairclaim.data.adopt.templates import write_template
from fairclaim.data.contract.tables import CONTRACT
from fairclaim.errors import Problem, UsageError
from fairclaim.params.load import Library, load_library
from fairclaim.params.quarters import Quarter

# Weeks after a quarter's end in which windows close and late rows come in.
_LATE = timedelta(weeks=9)


@dataclass(frozen=True, slots=True)
class Layout:
    """What will be made, by its path from the project's root.

    Parameters
    ----------
    texts : mapping of str to str
    templates : mapping of str to str
        Path → contract table.
    folders : tuple of str
    extract : str
        Folder of the quarter's extract.
    """

    texts: Mapping[str, str]
    templates: Mapping[str, str]
    folders: tuple[str, ...]
    extract: str


def lay_out(library: Library, params: str, service: str, pathway: str, source: str | None, quarter: Quarter) -> Layout:
    """Plan the files of a new service.

    Parameters
    ----------
    library : Library
    params : str
        Name of the params folder.
    service, pathway : str
    source : str or None
        A source that is there already; None makes one that reads templates.
    quarter : Quarter
        Its file is made if it is not there.
    """
    known = library.quarters.get(str(quarter))
    extract = known.extract if known is not None else f"data/{quarter}"
    measures = [library.measures[name] for name in library.pathways[pathway].measures]
    if not answerable(measures):
        todo = "choose another pathway with --pathway"
        raise UsageError(Problem("no method answers a question about the pathway's measures yet", pathway, todo=todo))
    own = source or service
    texts = {f"{params}/services/{service}.yaml": service_text(service, own, library.pathways[pathway], measures)}
    templates: dict[str, str] = {}
    if source is None:
        tables = tables_for(measures)
        texts[f"{params}/sources/{own}.yaml"] = template_source(own, own, tables)
        templates = {f"{extract}/{own}/{table}.xlsx": table for table in tables}
    if known is None:
        texts[f"{params}/quarters/{quarter}.yaml"] = quarter_text(quarter, extract, quarter.end + _LATE)
    return Layout(texts, templates, (extract, f"{params}/commentary/{quarter}"), extract)


def tables_for(measures: Iterable[object]) -> tuple[str, ...]:
    """Name the tables that a service keeps for its measures, people for breakdowns among them."""
    from fairclaim.data.measuring.needs import tables_needed

    needed = {table for measure in measures for table in tables_needed(measure)}  # type: ignore[arg-type]
    people = {"people", "referrals", "deaths"} if needed - {"series"} else set()
    return tuple(table for table in CONTRACT if table in needed | people)


def current_quarter(library: Library, today: date) -> Quarter:
    """Choose the latest quarter that has a file and real data; without one, the last that is over."""
    real = [Quarter.parse(name) for name, known in library.quarters.items() if known.synthetic is None]
    if real:
        return max(real)
    year = today.year if today.month >= 4 else today.year - 1
    return Quarter(year, (today.month - 4) % 12 // 3 + 1).previous


def make(layout: Layout, root: Path, params: str) -> list[str]:
    """Make everything, or raise before anything stands in its place.

    Returns
    -------
    list of str
        What was made, by its path from the root.

    Raises
    ------
    UsageError
        A file is there already.
    ParamsRefused
        The params would not load with the new files.
    """
    there = [path for path in (*layout.texts, *layout.templates) if (root / path).exists()]
    if there:
        todo = "choose another name, or take these away first"
        raise UsageError(
            *(Problem("it is there already, and nothing is overwritten", path, todo=todo) for path in there)
        )
    with tempfile.TemporaryDirectory(dir=root, prefix=".fairclaim-init-") as scratch:
        beside = Path(scratch)
        _make_beside(layout, beside)
        _check(root / params, beside, params)
        return _put(layout, beside, root)


def _make_beside(layout: Layout, beside: Path) -> None:
    for path in (*layout.texts, *layout.templates):
        (beside / path).parent.mkdir(parents=True, exist_ok=True)
    for path, text in layout.texts.items():
        (beside / path).write_text(text, encoding="utf-8", newline="\n")
    for path, table in layout.templates.items():
        write_template(table, beside / path)


def _check(params_dir: Path, beside: Path, params: str) -> None:
    """Load the params as they would be, from a copy."""
    whole = beside / "whole" / params_dir.name
    shutil.copytree(params_dir, whole)
    if (beside / params).is_dir():
        shutil.copytree(beside / params, whole, dirs_exist_ok=True)
    load_library(whole)


def _put(layout: Layout, beside: Path, root: Path) -> list[str]:
    made: list[str] = []
    for folder in layout.folders:
        if not (root / folder).is_dir():
            (root / folder).mkdir(parents=True)
            made.append(f"{folder}/")
    for path in (*layout.texts, *layout.templates):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (beside / path).rename(root / path)
        made.append(path)
    return made
