"""The locks hold every requirement of pyproject.toml at a version that it allows, with hashes only."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def faults() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = ("requirements.lock", "requirements-dask.lock", "requirements-spark.lock")
    text = "".join((ROOT / file).read_text(encoding="utf-8") for file in files)
    locked: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^ ]+) ", text, re.MULTILINE):
        locked.setdefault(canonicalize_name(name), set()).add(version)
    found = ["an address of a package index stands in a lock"] if "://" in text else []
    extras = project["optional-dependencies"]
    for written in [*project["dependencies"], *extras["dev"], *extras["dask"], *extras["spark"]]:
        asked = Requirement(written)
        versions = locked.get(canonicalize_name(asked.name), set())
        if not versions or not all(asked.specifier.contains(version) for version in versions):
            found.append(f"{written}: locked at {', '.join(sorted(versions)) or 'nothing'}")
    return found


if __name__ == "__main__":
    told = faults()
    print("\n".join([*told, "Run make lock."]) if told else "")
    sys.exit(bool(told))
