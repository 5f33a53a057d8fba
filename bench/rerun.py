"""A quarter of 24 unchanged reports run again, against the bare start of the command; both in turn, in one run.

The gate is a ratio: at most 3. The 24 services are the four shipped ones under six names each; making them is not
timed. Say how many other services with --services, where 24 reports would take too long to make.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def lay_out(project: Path, services: int, name: str = "") -> None:
    """Copy the shipped project, with as many services as asked for, each a shipped one under another name."""
    for folder in ("params", "notebooks"):
        shutil.copytree(ROOT / folder, project / folder)
    folder = project / "params" / "services"
    shipped = {
        path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml")) if name in path.stem
    }
    for path in folder.glob("*.yaml"):
        path.unlink()
    for number in range(services):
        one = list(shipped)[number % len(shipped)]
        text = shipped[one].replace(f"id: {one}\n", f"id: {one}-{number}\n", 1)
        (folder / f"{one}-{number}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--services", type=int, default=24)
    services = asked.parse_args().services
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        lay_out(project, services)
        print(f"making {services} reports, once …", flush=True)
        fairclaim(project, "quarter", QUARTER)
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
