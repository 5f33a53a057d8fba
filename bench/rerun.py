"""A quarter of 24 unchanged reports run again, against the bare start of the command; both in turn, in one run.

The gate is a ratio: at most 3. The four shipped reports are made, which is not timed; the other twenty are copies of
their folders under other names, with records that are right for them. To be told unchanged, each is read and checked
as any other: a copy that was not right would be made anew, and the bench would stop.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fairclaim.run import keys
from fairclaim.run.digests import text_digest
from fairclaim.run.unchanged import library_digest, note_quarter
from fairclaim.run.whole_files import replace_file

ROOT = Path(__file__).parents[1]
QUARTER, ROUNDS, GATE = "2024-25-q4", 9, 3.0


def fairclaim(project: Path, *arguments: str) -> tuple[float, str]:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "fairclaim", *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if done.returncode:
        sys.exit(done.stderr)
    return seconds, done.stdout


def multiply(project: Path, services: int) -> None:
    """Let each shipped report stand under further names, as if it had been made of a service file of that name."""
    outputs, folder = project / "outputs", project / "params" / "services"
    shipped = sorted(path.stem for path in folder.glob("*.yaml"))
    for number in range(len(shipped), services):
        one = shipped[number % len(shipped)]
        new = f"{one}-{number}"
        text = (folder / f"{one}.yaml").read_text(encoding="utf-8")
        (folder / f"{new}.yaml").write_text(text.replace(f"id: {one}\n", f"id: {new}\n", 1), encoding="utf-8")
        shutil.copytree(outputs / QUARTER / one, outputs / QUARTER / new)
        shutil.copy(outputs / ".attempts" / QUARTER / f"{one}.json", outputs / ".attempts" / QUARTER / f"{new}.json")
        made_of = renamed(project, one, new)
        replace_file(keys.parts_path(outputs, QUARTER, new), keys.parts_as_bytes(made_of))
        record = json.loads((outputs / QUARTER / new / "run.json").read_bytes()) | {"keys": made_of.keys}
        replace_file(outputs / QUARTER / new / "run.json", json.dumps(record).encode())
    note_quarter(QUARTER, library_digest(project / "params"), outputs)


def renamed(project: Path, one: str, new: str) -> keys.Parts:
    kept = keys.kept_parts(project / "outputs", QUARTER, one)
    assert kept is not None
    compute = dict(kept.compute)
    del compute[f"params/services/{one}.yaml"]
    compute[f"params/services/{new}.yaml"] = text_digest(project / "params" / "services" / f"{new}.yaml")
    commentary = f"params/commentary/{QUARTER}/"
    render = {name.replace(f"{commentary}{one}.md", f"{commentary}{new}.md"): sha for name, sha in kept.render.items()}
    return keys.Parts(compute, render)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--services", type=int, default=24)
    services = asked.parse_args().services
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for part in ("params", "notebooks"):
            shutil.copytree(ROOT / part, project / part)
        print("making the shipped reports, once …", flush=True)
        fairclaim(project, "quarter", QUARTER)
        multiply(project, services)
        bare, rerun = [], []
        for _ in range(ROUNDS):
            bare.append(fairclaim(project, "--version")[0])
            seconds, told = fairclaim(project, "quarter", QUARTER)
            assert told.startswith("Nothing has changed"), told
            rerun.append(seconds)
    ratio = statistics.median(rerun) / statistics.median(bare)
    for name, seconds in (("fairclaim --version", bare), (f"rerun of {services} unchanged reports", rerun)):
        print(
            f"{name:36}{min(seconds):8.3f}{statistics.median(seconds):8.3f}{max(seconds):8.3f} s (least, median, most)"
        )
    print(f"ratio of medians {ratio:.2f}, at most {GATE}: {'ok' if ratio <= GATE else 'MISSED'}")
    sys.exit(ratio > GATE)


if __name__ == "__main__":
    main()
