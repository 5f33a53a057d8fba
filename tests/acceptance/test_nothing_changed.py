"""A quarter run again: at once where nothing changed, the page alone for a commentary, and the same bytes either way."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

QUARTER, SERVICE = "2024-25-q4", "demo-ucr-provider"
HEAVY = (
    "pandas",
    "duckdb",
    "ibis",
    "scipy",
    "matplotlib",
    "nbconvert",
    "papermill",
    "numpy",
    "pydantic",
    "jupyter_client",
)
PROBE = """
import sys
from fairclaim.cli import main
sys.argv = ["fairclaim", "quarter", {quarter!r}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print([name for name in {heavy!r} if name in sys.modules], "subprocess" in sys.modules)
"""
REMARK = "---\nrole: Service lead\ndated: 2025-07-01\n---\nTwo teams merged in May.\n"


def fairclaim(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fairclaim", *arguments]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done


def bytes_of(project: Path) -> dict[str, bytes]:
    folder = project / "outputs" / QUARTER / SERVICE
    files = (path for path in sorted(folder.rglob("*.*")) if path.name != "run.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_quarter_is_run_again_and_again(project: Path) -> None:
    for path in (project / "params" / "services").glob("*.yaml"):
        if path.stem != SERVICE:
            path.unlink()
    fairclaim(project, "quarter", QUARTER)
    first = bytes_of(project)

    probe = PROBE.format(quarter=QUARTER, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", probe], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Nothing has changed: all 1 reports of 2024-25-q4")
    # No kernel was started either: nothing that could start a process was loaded.
    assert done.stdout.endswith("[] False\n")

    commentary = project / "params" / "commentary" / QUARTER / f"{SERVICE}.md"
    commentary.parent.mkdir(parents=True)
    commentary.write_text(REMARK, encoding="utf-8")
    told = fairclaim(project, "quarter", QUARTER, "--dry-run").stdout
    assert told.startswith(f"{SERVICE}, {QUARTER}: its page would be made anew, from the ledger that stands\n")
    assert f"commentary/{QUARTER}/{SERVICE}.md is new" in told
    assert bytes_of(project) == first
    stages = fairclaim(project, "quarter", QUARTER).stderr
    *made, verdict = stages.splitlines()
    assert made == [f"{SERVICE}: rendering the page", f"{SERVICE}: publishing"]
    assert verdict.startswith(f"{SERVICE}: ok, ")
    page_alone = bytes_of(project)
    assert b"Two teams merged" in page_alone["report.html"]

    assert "running the notebook" in fairclaim(project, "quarter", QUARTER, "--again").stderr
    assert bytes_of(project) == page_alone

    series = project / "data" / "demo" / QUARTER / "ucr_two_hour_2024_25_monthly.csv"
    series.write_bytes(series.read_bytes() + b"\n")
    told = fairclaim(project, "quarter", QUARTER, "--dry-run").stdout
    assert f"{series.relative_to(project).as_posix()} changed" in told
