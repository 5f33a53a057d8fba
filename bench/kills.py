"""SIGKILL (and now and then SIGINT) at a random moment, to kernel, worker, warmed interpreter or runner; then a look.

Not for CI: a round takes as long as a report. After each round: every folder under outputs/ is whole and is what its
record says; after the next start, which is the next round's, nothing of a run that died is left in the temporary
folder or half built under outputs/; and no process of a dead run goes on. Ends with 1 if anything was not so.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

from fairclaim.run.scratch import PREFIX
from fairclaim.run.standing import standing

ROOT = Path(__file__).parents[1]
QUARTER = "2024-25-q4"
# Kind of process → what its command line holds.
COMMANDS = {"interpreter": "warm.server", "parked": "warm.parked", "worker": "multiprocessing.spawn"}
# Kernels live for a short part of a round: so many of the rounds wait for one, and strike within its usual life.
AIMED_AT_A_KERNEL, LIFE_OF_A_KERNEL = 0.4, 0.7
TOO_LATE = "none (it had ended)"
# A kernel whose runner was killed asks once a second whether its parent is still there.
ORPHANS_GO_WITHIN = 15.0


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=200)
    asked.add_argument(
        "--minutes", type=float, default=60.0, help="Stop after this long, however many rounds that were"
    )
    asked.add_argument("--services", type=int, default=2)
    asked.add_argument("--name", default="demo-ucr-provider", help="Services whose id holds this")
    asked.add_argument("--seed", type=int, default=20250331)
    told = asked.parse_args()
    faults, hits = torture(told.rounds, told.minutes, told.services, told.name, random.Random(told.seed))
    print(f"{sum(hits.values())} rounds: " + ", ".join(f"{count} {who}" for who, count in sorted(hits.items())))
    print("\n".join(faults) if faults else "nothing was broken, nothing was left")
    sys.exit(bool(faults))


def torture(
    rounds: int, minutes: float, services: int, name: str, chance: random.Random
) -> tuple[list[str], Counter[str]]:
    until = time.monotonic() + 60 * minutes
    faults: list[str] = []
    hits: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        project, scratch = Path(folder) / "p", Path(folder) / "t"
        scratch.mkdir()
        lay_out(project, services, name)
        length = one_round(project, scratch, None, chance)[1]
        while (number := sum(hits.values()) + 1) <= rounds and time.monotonic() < until:
            who, _ = one_round(project, scratch, length, chance)
            # A blow that came too late is no round.
            hits.update([who] if who != TOO_LATE else [])
            found = [*orphans(scratch), *broken(project), *(["the runner hung"] if "HUNG" in who else [])]
            faults += [f"round {number} ({who}): {fault}" for fault in found]
            print(number, who, "; ".join(found), flush=True)
        # The start after the last: it must clear what the killed ones left.
        one_round(project, scratch, None, chance)
        faults += [f"after the next start: {fault}" for fault in (*left(project, scratch), *broken(project))]
    return faults, hits


def lay_out(project: Path, services: int, name: str) -> None:
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


def one_round(project: Path, scratch: Path, length: float | None, chance: random.Random) -> tuple[str, float]:
    """Start a quarter and strike it somewhere within `length` seconds; None lets it end."""
    environment = {**os.environ, "TMPDIR": str(scratch)}
    command = [sys.executable, "-m", "fairclaim", "quarter", QUARTER, "--again"]
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as runner:
        if length is None:
            runner.wait()
            return "none", time.monotonic() - started
        who, struck = chosen(runner, scratch, length, chance)
        blow = signal.SIGINT if who == "runner" and chance.random() < 0.25 else signal.SIGKILL
        try:
            os.kill(struck, blow)
        except ProcessLookupError:
            who = TOO_LATE
        if blow == signal.SIGINT:
            who = "runner by SIGINT"
        try:
            runner.wait(timeout=20 * length + 60)
        except subprocess.TimeoutExpired:
            runner.kill()
            who += " AND THE RUNNER HUNG"
    return who, time.monotonic() - started


def chosen(runner: "subprocess.Popen[bytes]", scratch: Path, length: float, chance: random.Random) -> tuple[str, int]:
    """Return whom to strike, now: whoever is there after a while, or a kernel somewhere in its life."""
    if chance.random() < AIMED_AT_A_KERNEL:
        until = time.monotonic() + length
        while runner.poll() is None and time.monotonic() < until:
            if kernels := [process.pid for process in processes_in(scratch) if kind_of(process) == "kernel"]:
                time.sleep(chance.uniform(0, LIFE_OF_A_KERNEL))
                return "kernel", chance.choice(kernels)
            time.sleep(0.02)
    else:
        time.sleep(chance.uniform(0, length))
    return target(runner.pid, scratch, chance)


def target(runner: int, scratch: Path, chance: random.Random) -> tuple[str, int]:
    """Choose a kind of process first, so that each is struck about as often, then one of that kind."""
    found: dict[str, list[int]] = {"runner": [runner]}
    for process in processes_in(scratch):
        if process.pid != runner:
            found.setdefault(kind_of(process), []).append(process.pid)
    found.pop("other", None)
    kinds = [kind for kind, pids in found.items() if pids]
    kind = chance.choice(kinds)
    return kind, chance.choice(found[kind])


def processes_in(scratch: Path) -> list[psutil.Process]:
    """Every process that was started with our own temporary folder: it finds orphans, whoever their parent is now."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("TMPDIR") == str(scratch) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def kind_of(process: psutil.Process) -> str:
    """Tell the kernels, forked or not, from the interpreter that forks them and from the workers of the pool."""
    try:
        words = " ".join(process.cmdline())
        if PREFIX in process.cwd() or "ipykernel_launcher" in words:
            return "kernel"
    except psutil.Error:
        return "other"
    return next((kind for kind, word in COMMANDS.items() if word in words), "other")


def orphans(scratch: Path) -> list[str]:
    until = time.monotonic() + ORPHANS_GO_WITHIN
    while alive := processes_in(scratch):
        if time.monotonic() > until:
            for process in alive:
                process.kill()
            return [f"{len(alive)} processes went on after their run"]
        time.sleep(0.2)
    return []


def broken(project: Path) -> list[str]:
    """Hold each published folder against its record; where none stands, the one that is just being replaced."""
    quarter = project / "outputs" / QUARTER
    told = []
    for service in sorted(path.stem for path in (project / "params" / "services").glob("*.yaml")):
        aside = sorted(quarter.glob(f".{service}.old-*"))
        places = [quarter / service] if (quarter / service).exists() else aside
        stands = [standing(place) for place in places]
        if not stands:
            told.append(f"{service}: its report is gone")
        told += [f"{service}: {sorted(one.altered) or 'no record'}" for one in stands if one.altered or not one.keys]
    return told


def left(project: Path, scratch: Path) -> list[str]:
    half_built = [path.name for path in (project / "outputs").rglob(".*-[0-9]*")]
    return [f"left behind: {name}" for name in [path.name for path in scratch.glob(f"{PREFIX}*")] + half_built]


if __name__ == "__main__":
    main()
