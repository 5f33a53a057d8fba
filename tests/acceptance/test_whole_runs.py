"""The command as a user starts it: twice the same bytes, and an earlier report that outlives a bad file."""

import subprocess
import sys
from pathlib import Path

QUARTER = "2024-25-q4"
SERVICE = "demo-ucr-provider"


def fairclaim(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fairclaim", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)


def bytes_of(project: Path) -> dict[str, bytes]:
    folder = project / "outputs" / QUARTER / SERVICE
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.*"))}


def test_two_runs_and_then_a_bad_file(project: Path) -> None:
    first_run = fairclaim(project, "run", SERVICE, QUARTER)
    assert first_run.returncode == 0, first_run.stderr
    assert first_run.stdout.strip().endswith("report.html")
    first = bytes_of(project)

    assert fairclaim(project, "run", SERVICE, QUARTER, "--again").returncode == 0
    again = bytes_of(project)
    assert {name for name in first if first[name] != again[name]} <= {"run.json"}
    assert {"report.html", "claims.json", "notebook.ipynb"} <= set(first)
    assert all(str(project).encode() not in content for content in first.values())

    series = project / "data" / "demo" / QUARTER / "ucr_two_hour_2024_25_monthly.csv"
    series.write_bytes(series.read_bytes().replace(b"2025-03-01,Provider,Z01", b"2025-02-01,Provider,Z01"))
    refused = fairclaim(project, "run", SERVICE, QUARTER)
    assert refused.returncode == 11
    assert "Traceback" not in refused.stderr
    assert "What to do" in refused.stderr
    assert bytes_of(project) == again
    assert "Data as at" in (project / "outputs" / "index.html").read_text(encoding="utf-8")
