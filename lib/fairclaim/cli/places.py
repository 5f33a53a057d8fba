"""Where a command reads and writes: the project found upward from the current folder, unless told otherwise."""

from dataclasses import dataclass
from pathlib import Path

import click

from fairclaim.params.project import find_params

params_option = click.option(
    "--params",
    "params_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of params. [default: params/ of the project that the current folder lies in]",
)
outputs_option = click.option(
    "--outputs",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of reports. [default: outputs/ beside params/]",
)


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one project.

    Parameters
    ----------
    params, outputs : Path
    notebook : Path
        The notebook of a service's report.
    """

    params: Path
    outputs: Path
    notebook: Path


def find_places(params_dir: Path | None, outputs: Path | None = None) -> Places:
    """Resolve the folders; raise UsageError where there is no project."""
    todo = "Go into the project's folder (cd), or name its params folder with --params"
    params = (params_dir or find_params(Path.cwd(), todo)).resolve()
    root = params.parent
    return Places(params, (outputs or root / "outputs").resolve(), root / "notebooks" / "service.ipynb")
