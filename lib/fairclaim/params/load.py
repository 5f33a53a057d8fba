"""All files under params/, read at once; a RunSpec of one service in one quarter."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairclaim.errors import ParamsRefused, Problem
from fairclaim.params.cross_checks import cross_problems
from fairclaim.params.measures import AnyMeasure, Measure
from fairclaim.params.models import House, Pathway, QuarterFile, Service
from fairclaim.params.quarters import Quarter
from fairclaim.params.reading import read_yaml, validate
from fairclaim.params.sources import Source
from fairclaim.params.spec import RunSpec

FOLDERS: tuple[tuple[str, Any], ...] = (
    ("services", Service),
    ("pathways", Pathway),
    ("quarters", QuarterFile),
    ("measures", Measure),
    ("sources", Source),
)


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under params/, by folder and id."""

    house: House
    services: dict[str, Service]
    pathways: dict[str, Pathway]
    quarters: dict[str, QuarterFile]
    measures: dict[str, AnyMeasure]
    sources: dict[str, Source]


def load_library(params_dir: Path) -> Library:
    """Read every file; raise ParamsRefused with every problem of every file."""
    if not (params_dir / "house.yaml").is_file():
        todo = "Run the command in the project's folder, or name the folder with --params"
        raise ParamsRefused(Problem("no params folder with a house.yaml was found", params_dir.name, todo=todo))
    house, problems = _one(params_dir / "house.yaml", House, f"{params_dir.name}/house.yaml")
    folders: dict[str, dict[str, Any]] = {}
    for folder, kind in FOLDERS:
        folders[folder] = {}
        for path in sorted((params_dir / folder).glob("*.yaml")):
            where = f"{params_dir.name}/{folder}/{path.name}"
            model, found = _one(path, kind, where)
            problems += found
            if model is not None:
                problems += _name_agrees(model, path, where)
                folders[folder][path.stem] = model
    if not problems:
        library = Library(house, **folders)
        problems += cross_problems(library, params_dir.name)
    if problems:
        raise ParamsRefused(*problems)
    return library


def _one(path: Path, kind: Any, where: str) -> tuple[Any, list[Problem]]:
    values, problems = read_yaml(path, where)
    return validate(kind, values, where) if not problems else (None, problems)


def _name_agrees(model: Any, path: Path, where: str) -> list[Problem]:
    problems = []
    if model.id != path.stem:
        what = "the id and the file's name differ"
        problems.append(
            Problem(what, f"{where} → id", f"'{model.id}'", f"'{path.stem}'", "Rename the one or the other")
        )
    if isinstance(model, QuarterFile):
        try:
            Quarter.parse(model.id)
        except ValueError as error:
            problems.append(
                Problem(str(error), f"{where} → id", f"'{model.id}'", "2024-25-q4 is January to March 2025")
            )
    return problems


def load_spec(service: str, quarter: str, params_dir: Path) -> RunSpec:
    """Resolve one service in one quarter; raise ParamsRefused with all that is wrong."""
    params_dir = params_dir.resolve()
    library = load_library(params_dir)
    problems = _unknown("service", service, library.services, params_dir)
    problems += _unknown("quarter", quarter, library.quarters, params_dir)
    if problems:
        raise ParamsRefused(*problems)
    return _spec(library, service, quarter, params_dir)


def load_all(params_dir: Path, quarter: str) -> tuple[RunSpec, ...]:
    """Resolve every service in one quarter."""
    params_dir = params_dir.resolve()
    library = load_library(params_dir)
    problems = _unknown("quarter", quarter, library.quarters, params_dir)
    if problems:
        raise ParamsRefused(*problems)
    return tuple(_spec(library, service, quarter, params_dir) for service in library.services)


def _unknown(noun: str, asked: str, known: dict[str, Any], params_dir: Path) -> list[Problem]:
    if asked in known:
        return []
    todo = f"Choose one of these, or add a file to {params_dir.name}/{noun}s/"
    # The text asked for is echoed only if it could be an id: anything else may be a path or worse.
    found = f"'{asked}'" if asked.replace("-", "").isalnum() and len(asked) <= 60 else "a name that cannot be an id"
    return [Problem(f"there is no such {noun}", "command", found, ", ".join(known) or "none yet", todo)]


def _spec(library: Library, service_id: str, quarter: str, params_dir: Path) -> RunSpec:
    service = library.services[service_id]
    pathway = library.pathways[service.pathway]
    names = [*pathway.measures, *(c.measure for c in service.comparisons)]
    measures = tuple(library.measures[name] for name in dict.fromkeys(names))
    paths = [
        params_dir / "house.yaml",
        params_dir / f"services/{service.id}.yaml",
        params_dir / f"pathways/{pathway.id}.yaml",
        params_dir / f"sources/{service.source}.yaml",
        params_dir / f"quarters/{quarter}.yaml",
        *(params_dir / f"measures/{measure.id}.yaml" for measure in measures),
    ]
    return RunSpec(
        root=params_dir.parent,
        params_dir=params_dir,
        house=library.house,
        service=service,
        pathway=pathway,
        source=library.sources[service.source],
        quarter_file=library.quarters[quarter],
        measures=measures,
        fingerprints=tuple((f"params/{p.relative_to(params_dir).as_posix()}", _sha256(p)) for p in paths),
    )


def _sha256(path: Path) -> str:
    # Line ends differ between checkouts of the same file; its meaning does not.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
