"""Many reports in one go: flat memory, no descriptor or port left, and nothing of one report in another.

Each service has a name and numbers that no other has. After the run each report is searched for the names of all
others, and some are made once more, each alone and by a fresh kernel: they must have the same bytes. Runner, workers
and interpreter are looked at while they work: what they hold towards the end against what they held early on.

`python bench/many.py [--reports 200]`. Ends with 1 if anything was not so.
"""

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import psutil
from kills import QUARTER, ROOT, kind_of, processes_in

from fairclaim.data.synthetic.ensure import ensure
from fairclaim.params.load import load_spec

MODEL = "demo-ucr-provider"
# A worker may keep what it has compiled and drawn once; beyond that it may not grow.
MOST_GROWTH, MOST_MORE_DESCRIPTORS = 1.1, 4


def lay_out(project: Path, reports: int) -> list[str]:
    """Copy the shipped project, with a service of a marked name and of its own numbers for each report."""
    for folder in ("params", "notebooks"):
        shutil.copytree(ROOT / folder, project / folder)
    spec = load_spec(MODEL, QUARTER, project / "params")
    ensure(spec)
    folder = project / "params" / "services"
    model = (folder / f"{MODEL}.yaml").read_text(encoding="utf-8")
    for path in folder.glob("*.yaml"):
        path.unlink()
    marks = [f"mk{number:04}x" for number in range(reports)]
    for mark in marks:
        text = model.replace(f"id: {MODEL}\n", f"id: {mark}\n", 1).replace('code: "Z01"', f'code: "{mark}"')
        text = re.sub(r"^name: .*$", f"name: Service {mark}", text, count=1, flags=re.MULTILINE)
        (folder / f"{mark}.yaml").write_text(text, encoding="utf-8")
    own_numbers(project, marks)
    return marks


def own_numbers(project: Path, marks: list[str]) -> None:
    """Give the quarter an extract in which each service has a series that was drawn for it."""
    chance = random.Random(20250331)
    made = next((project / "data").rglob("ucr_*.csv"))
    head, *rows = made.read_text(encoding="utf-8").splitlines()
    months = sorted({row.split(",")[0] for row in rows})
    lines = [head, *(row for row in rows if ",Provider," not in row)]
    for mark in marks:
        level = chance.uniform(60, 95)
        values = [min(100.0, level + chance.gauss(0, 2)) for _ in months]
        lines += [f"{m},Provider,{mark},{mark},500,900,{v:.2f}" for m, v in zip(months, values, strict=True)]
    (project / "data" / "many").mkdir()
    (project / "data" / "many" / made.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = project / "params" / "quarters" / f"{QUARTER}.yaml"
    text = re.sub(r"^synthetic: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(re.sub(r"^extract: .*$", "extract: data/many", text, flags=re.MULTILINE), encoding="utf-8")


def watch(runner: "subprocess.Popen[bytes]", scratch: Path, outputs: Path) -> dict[str, list[tuple[int, int, int]]]:
    """Return, for the runner and each worker, (reports done, MiB in memory, open descriptors) over time."""
    seen: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    while runner.poll() is None:
        done = len(list((outputs / QUARTER).glob("*/run.json")))
        for process in processes_in(scratch):
            kind = "runner" if process.pid == runner.pid else kind_of(process)
            if kind in {"runner", "worker", "interpreter"}:
                try:
                    held = process.memory_info().rss // 2**20, process.num_fds() + len(process.net_connections())
                except psutil.Error:
                    continue
                seen[f"{kind} {process.pid}"].append((done, *held))
        time.sleep(1)
    return seen


def growth(seen: dict[str, list[tuple[int, int, int]]], reports: int) -> list[str]:
    faults = []
    for name, looks in sorted(seen.items()):
        early = [look for look in looks if reports * 0.25 <= look[0] < reports * 0.5]
        late = [look for look in looks if reports * 0.75 <= look[0] < reports]
        if not early or not late:
            continue
        mib, mib_late = (statistics.median(look[1] for look in part_of) for part_of in (early, late))
        # While a kernel runs its connections are open too: what is left between two of them is what could leak.
        files, files_late = (min(look[2] for look in part_of) for part_of in (early, late))
        print(f"{name}: {mib:.0f} then {mib_late:.0f} MiB, {files} then {files_late} descriptors at least")
        if mib_late > mib * MOST_GROWTH or files_late > files + MOST_MORE_DESCRIPTORS:
            faults.append(f"{name} grew")
    return faults


def crossed(project: Path, environment: dict[str, str], marks: list[str]) -> list[str]:
    """Search each report for marks of others; then make some alone, and hold them against those of the long run."""
    faults = []
    for mark in marks:
        for name, content in files_of(project / "outputs", mark).items():
            others = set(re.findall(rb"mk\d{4}x", content)) - {mark.encode()}
            faults += [f"{mark}/{name} holds {sorted(others)}"] if others else []
    figures = {files_of(project / "outputs", mark)["report.html"].replace(mark.encode(), b"") for mark in marks}
    faults += [] if len(figures) == len(marks) else ["two services have the same numbers: nothing was tried"]
    for mark in {marks[0], marks[len(marks) // 2], marks[-2], marks[-1]}:
        command = [sys.executable, "-m", "fairclaim", "run", mark, QUARTER, "--outputs", "alone"]
        alone = {**environment, "FAIRCLAIM_KERNELS": "fresh"}
        subprocess.run(command, cwd=project, env=alone, check=True, capture_output=True)
        if files_of(project / "alone", mark) != files_of(project / "outputs", mark):
            faults.append(f"{mark}: made alone it is another report")
    return faults


def files_of(outputs: Path, mark: str) -> dict[str, bytes]:
    folder = outputs / QUARTER / mark
    paths = (path for path in sorted(folder.rglob("*.*")) if path.is_file() and path.name != "run.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=200)
    reports = asked.parse_args().reports
    with tempfile.TemporaryDirectory(prefix="m") as folder:
        project, scratch = Path(folder) / "p", Path(folder) / "t"
        scratch.mkdir()
        marks = lay_out(project, reports)
        command = [sys.executable, "-m", "fairclaim", "quarter", QUARTER]
        quiet, started = subprocess.DEVNULL, time.monotonic()
        environment = {**os.environ, "TMPDIR": str(scratch)}
        with subprocess.Popen(command, cwd=project, env=environment, stdout=quiet, stderr=quiet) as runner:
            seen = watch(runner, scratch, project / "outputs")
        print(f"{reports} reports in {time.monotonic() - started:.0f} s")
        faults = [f"ended with {runner.returncode}"] if runner.returncode else []
        faults += growth(seen, reports) + crossed(project, environment, marks)
        faults += [f"left behind: {path.name}" for path in scratch.iterdir()]
    print("\n".join(faults) if faults else "nothing grew, nothing was left, nothing of one report was in another")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
