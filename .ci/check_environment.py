"""environment.yml (for conda) says what pyproject.toml says. With --write, it is made to."""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAD = """\
# Made from pyproject.toml: make fix writes it anew. For those who work with conda; everybody else has make setup.
name: fairclaim
channels:
  - conda-forge
dependencies:
"""


def wanted() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # From PyPI by pip, because conda-forge gives some of them other names and builds.
    requirements = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    packages = [f"python{project['requires-python']}", "pip"]
    lines = [f'  - "{package}"' for package in packages] + ["  - pip:"]
    return HEAD + "\n".join(lines + [f'      - "{one}"' for one in requirements] + ["      - -e ."]) + "\n"


if __name__ == "__main__":
    path = ROOT / "environment.yml"
    if "--write" in sys.argv:
        path.write_text(wanted(), encoding="utf-8", newline="\n")
    elif not path.is_file() or path.read_text(encoding="utf-8") != wanted():
        sys.exit("environment.yml differs from pyproject.toml: run make fix")
