"""How long one report takes, stage by stage: five runs of the demo service, into a folder that is then removed."""

import statistics
import sys
import tempfile
from pathlib import Path

from fairclaim.params.load import load_spec
from fairclaim.run.one_report import run_report

ROOT = Path(__file__).parents[1]
RUNS = 5


def measure() -> list[dict[str, float]]:
    spec = load_spec("demo-reablement", "2024-25-q4", ROOT / "params")
    notebook = ROOT / "notebooks" / "service.ipynb"
    seconds = []
    with tempfile.TemporaryDirectory() as outputs:
        for _ in range(RUNS):
            record = run_report(spec, outputs=Path(outputs), notebook=notebook, again=True)
            if record.exit_code:
                sys.exit("\n".join(map(str, record.problems)))
            seconds.append(record.seconds)
    return seconds


def table(runs: list[dict[str, float]]) -> str:
    whole = [sum(run.values()) for run in runs]
    rows = {stage: [run[stage] for run in runs] for stage in runs[0]} | {"whole report": whole}
    lines = [f"{'seconds':24}{'least':>8}{'median':>8}{'most':>8}"]
    for stage, values in rows.items():
        lines.append(f"{stage:24}{min(values):8.2f}{statistics.median(values):8.2f}{max(values):8.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(measure()))
