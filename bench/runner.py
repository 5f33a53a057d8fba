"""What the runner costs, each figure against a named baseline in one run.

1. A report by one warm worker against the same cells run bare in a warmed interpreter: at most 1.5. Both read the
   extract first; only the worker makes page and files.
2. A quarter, start-up included, against a shell loop of `papermill` and `jupyter nbconvert`: at least 10 times as fast.
   A few reports of the loop are timed and scaled to as many as the quarter has.
3. Memory of a forked kernel (PSS) against that of a fresh one, with as many running as a quarter runs at a time: at
   most half.

`python bench/runner.py [TURNS] [LOOPED]`: medians of TURNS (5), LOOPED reports of the shell loop (3).
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, redirect_stdout
from io import StringIO
from pathlib import Path

import nbformat
import psutil

from fairclaim.params.load import load_spec
from fairclaim.run.execute import execute
from fairclaim.run.one_report import run_report
from fairclaim.run.stages import real_stages
from fairclaim.run.warm import door
from fairclaim.run.warm.preload import preload

ROOT = Path(__file__).parents[1]
SERVICE, QUARTER = "demo-reablement", "2024-25-q4"
NOTEBOOK = ROOT / "notebooks" / "service.ipynb"
SERVICES = 24
_GIVEN = [int(word) for word in sys.argv[1:3]]
TURNS, LOOPED = (*_GIVEN, *(5, 3)[len(_GIVEN) :])
RUNNING = max(2, len(os.sched_getaffinity(0)))
# All are at their end before one is measured, and none leaves before all are.
MEASURE = """
import os, pathlib, psutil, time
def together(name):
    (pathlib.Path({folder!r}) / f"{{os.getpid()}}.{{name}}").touch()
    while len(list(pathlib.Path({folder!r}).glob(f"*.{{name}}"))) < {running}:
        time.sleep(0.05)
together("done")
held = psutil.Process().memory_full_info().pss
together("measured")
print(held)
"""
MOST_TIMES_BARE, LEAST_TIMES_FASTER, MOST_MEMORY = 1.5, 10, 0.5


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bare(spec_folder: Path) -> None:
    """The notebook's own cells, in this process, in a folder as the runner leaves it."""
    here = Path.cwd()
    os.chdir(spec_folder)
    names: dict[str, object] = {}
    try:
        for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
            if cell.cell_type == "code":
                # A cell either assigns or shows one thing.
                if "=" in cell.source:
                    exec(cell.source, names)
                else:
                    eval(cell.source, names)._repr_html_()
    finally:
        os.chdir(here)


def per_report(turns: int) -> tuple[float, float, dict[str, float]]:
    """Median of ours and of the bare cells; what is read before the notebook is in both."""
    preload()
    spec = load_spec(SERVICE, QUARTER, ROOT / "params")
    stages = real_stages()
    ours, theirs, parts = [], [], []
    with tempfile.TemporaryDirectory() as folder, door.warm_interpreter():
        outputs = Path(folder) / "outputs"

        def whole() -> None:
            # Asked for anew: what has not changed would else be left as it is.
            record = run_report(spec, outputs=outputs, notebook=NOTEBOOK, again=True)
            assert record.exit_code == 0, record.problems
            assert not record.unchanged
            parts.append(record.seconds)

        def cells(turn: int) -> None:
            place = Path(folder) / f"bare-{turn}"
            place.mkdir()
            (place / "spec.json").write_text(spec.model_dump_json(), encoding="utf-8")
            stages.freeze(spec, place / "cohorts")
            bare(place)

        whole()
        cells(-1)
        parts.clear()
        for turn in range(turns):
            ours.append(seconds(whole))
            theirs.append(seconds(lambda turn=turn: cells(turn)))
    split = {name: statistics.median(part[name] for part in parts) for name in parts[0]}
    return statistics.median(ours), statistics.median(theirs), split


def project_of(folder: Path) -> Path:
    """The demo with one service, copied under as many names as a quarter has services."""
    shutil.copytree(ROOT / "params", folder / "params")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    model = (folder / "params" / "services" / f"{SERVICE}.yaml").read_text(encoding="utf-8")
    for path in (folder / "params" / "services").glob("*.yaml"):
        path.unlink()
    for number in range(SERVICES):
        text = model.replace(f"id: {SERVICE}", f"id: {SERVICE}-{number:02}", 1)
        (folder / "params" / "services" / f"{SERVICE}-{number:02}.yaml").write_text(text, encoding="utf-8")
    return folder


def quarter(folder: Path) -> float:
    command = [sys.executable, "-m", "fairclaim", "quarter", QUARTER]
    return seconds(lambda: subprocess.run(command, cwd=folder, check=True, capture_output=True))


def looped(folder: Path, reports: int) -> float:
    """Seconds a report of the shell loop, which runs the cells where an analyst would: from the files."""
    told = []
    for number in range(reports):
        service, made = f"{SERVICE}-{number:02}", folder / f"{number}.ipynb"
        parameters = ["-p", "service", service, "-p", "quarter", QUARTER, "-p", "params_dir", str(folder / "params")]
        bin_folder = Path(sys.executable).parent
        run = [str(bin_folder / "papermill"), str(NOTEBOOK), str(made), *parameters]
        show = [str(bin_folder / "jupyter"), "nbconvert", "--to", "html", str(made)]
        for_each = [run, show]
        told.append(sum(seconds(lambda c=c: subprocess.run(c, check=True, capture_output=True)) for c in for_each))
    return statistics.median(told)


def memory(forked: bool) -> float:
    """PSS of a kernel (MiB) at the end of a report's cells, while as many run as this machine has cores: their mean."""
    spec = load_spec(SERVICE, QUARTER, ROOT / "params")
    with tempfile.TemporaryDirectory(prefix="b-") as folder, ThreadPoolExecutor(RUNNING) as runners:
        source = nbformat.read(NOTEBOOK, as_version=4)
        source.cells.append(nbformat.v4.new_code_cell(MEASURE.format(folder=folder, running=RUNNING)))

        def pss(number: int) -> float:
            scratch = Path(folder) / str(number)
            scratch.mkdir()
            (scratch / "spec.json").write_text(spec.model_dump_json(), encoding="utf-8")
            real_stages().freeze(spec, scratch / "cohorts")
            parameters = {"service": SERVICE, "quarter": QUARTER, "params_dir": str(spec.params_dir)}
            return int(execute(source, NOTEBOOK.name, parameters, scratch).cells[-1].outputs[0].text) / 2**20

        with door.warm_interpreter() if forked else nullcontext():
            return statistics.mean(runners.map(pss, range(RUNNING)))


def main() -> int:
    cores, load = psutil.cpu_count(), os.getloadavg()[0]
    print(f"{cores} cores, load {load:.1f} at the start; medians of {TURNS} turns")
    ours, theirs, parts = per_report(TURNS)
    print(f"report, one warm worker {ours:.2f} s, bare cells {theirs:.2f} s: {ours / theirs:.2f} x", end=" ")
    print(f"(at most {MOST_TIMES_BARE}); " + ", ".join(f"{name} {value:.2f}" for name, value in parts.items()))
    forked, fresh = memory(True), memory(False)
    print(f"memory of each of {RUNNING} kernels {forked:.0f} MiB, fresh {fresh:.0f} MiB:", end=" ")
    print(f"{forked / fresh:.2f} x (at most {MOST_MEMORY})")
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        place = project_of(Path(folder))
        whole = quarter(place)
        one = looped(place, LOOPED)
    print(f"quarter of {SERVICES} {whole:.1f} s; shell loop {one:.1f} s a report (median of {LOOPED}), scaled", end=" ")
    print(f"{one * SERVICES:.0f} s: {one * SERVICES / whole:.1f} x (at least {LEAST_TIMES_FASTER})")
    good = ours / theirs <= MOST_TIMES_BARE and forked / fresh <= MOST_MEMORY
    return 0 if good and one * SERVICES / whole >= LEAST_TIMES_FASTER else 1


if __name__ == "__main__":
    sys.exit(main())
