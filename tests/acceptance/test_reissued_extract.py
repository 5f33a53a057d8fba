"""An extract that is made again: the report that was sent stays, and the new one says what it changed."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

QUARTER, SERVICE = "2024-25-q4", "demo-reablement"
SAID = "This report takes the place of the one made from the extract of 2 June 2025. Why: 41 packages came late."


def run(project: Path) -> str:
    """Run the report as a user does, and return its page."""
    command = [sys.executable, "-m", "fairclaim", "run", SERVICE, QUARTER]
    ended = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    return (project / "outputs" / QUARTER / SERVICE / "report.html").read_text(encoding="utf-8")


def without_the_late_rows(second: Path, first: Path) -> None:
    shutil.copytree(second, first)
    lines = (first / "packages.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    late = [line for line in lines if "ongoing" in line and re.search(r"2025-0[2-4]-\d\d", line)][:41]
    (first / "packages.csv").write_text("".join(line for line in lines if line not in late), encoding="utf-8")


def quarter_file(project: Path, extract: str, as_at: str, rest: str = "") -> None:
    text = f"version: 1\nid: {QUARTER}\nextract: {extract}\nas_at: {as_at}\n{rest}"
    (project / "params" / "quarters" / f"{QUARTER}.yaml").write_text(text, encoding="utf-8")


def test_report_that_was_sent_stays_and_the_new_one_says_what_changed(project: Path) -> None:
    from fairclaim.data.synthetic.ensure import ensure
    from fairclaim.params.load import load_spec

    ensure(load_spec(SERVICE, QUARTER, project / "params"))
    shutil.move(project / "data" / "demo" / QUARTER, project / "data" / "second")
    without_the_late_rows(project / "data" / "second", project / "data" / "first")

    quarter_file(project, "data/first", "2025-06-02", "not_supplied: {safety_events: the system was replaced}\n")
    sent = run(project)
    assert "Incident records (safety_events) were not supplied in the extract of 2 June 2025." in sent

    revises = "revises:\n  extract: data/first\n  as_at: 2025-06-02\n  reason: 41 packages came late\n"
    quarter_file(
        project, "data/second", "2025-06-20", f"{revises}  not_supplied: {{safety_events: the system was replaced}}\n"
    )
    page = run(project)
    assert SAID in page
    assert "about 40 in packages of care" in page
    kept = project / "outputs" / QUARTER / f"{SERVICE}.v1"
    assert (kept / "report.html").read_text(encoding="utf-8") == sent
    revised = json.loads((kept.with_name(SERVICE) / "claims.json").read_text(encoding="utf-8"))["revised"]
    harm = next(claim for claim in revised["claims"] if claim["claim_id"].startswith("harm"))
    assert harm["before"] == "not supplied"
    assert f"{SERVICE}.v1/report.html" in (project / "outputs" / "index.html").read_text(encoding="utf-8")
    assert run(project) == page
