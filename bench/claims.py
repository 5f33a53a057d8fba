"""What reports claim of made-up services whose truth is known: findings and rungs, and how often each is earned.

Three services (reablement, urgent response, community mental health), each with a planted benefit of several sizes,
nothing, regression to the mean alone, harm alone, or reporting that rises while harm does not; each asked by a weak
design (one cohort) and by strong ones (the same quarter last year; own series; audit, harm, delivery and story beside).

    .venv/bin/python bench/claims.py                      500 seeds (40 minutes on two cores)
    .venv/bin/python bench/claims.py --seeds 50           fewer
    .venv/bin/python bench/claims.py --read claims.csv    print the tables of what an earlier run kept
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path

import pandas as pd
from planted_claims.asking import Told, told
from planted_claims.services import NO_BENEFIT, SERVICES
from planted_claims.tallies import benefit_told, null_called, told_most
from tqdm import tqdm

SEEDS, BATCH, MOST_PROCESSES = 500, 100, 2
# What is sure to be said needs fewer services than what is said by chance.
FEWER, SURE = 5, NO_BENEFIT[1:]
Job = tuple[int, str, range]


def jobs(seeds: int, wanted: list[str]) -> list[Job]:
    """Cut the work into batches, turn by turn over the truths, so that a run cut short has some of each."""
    truths = [truth for truth, _ in SERVICES[0].worlds() if truth.startswith(tuple(wanted or [""]))]
    most = {truth: max(1, seeds // FEWER) if truth in SURE else seeds for truth in truths}
    return [
        (place, truth, range(first, min(first + BATCH, most[truth])))
        for first in range(0, seeds, BATCH)
        for truth in truths
        for place in range(len(SERVICES))
        if first < most[truth]
    ]


def done(job: Job) -> list[Told]:
    place, truth, seeds = job
    return list(told(SERVICES[place], {truth: seeds}))


def run(seeds: int, wanted: list[str], processes: int, keep: Path | None) -> pd.DataFrame:
    rows: list[Told] = []
    work = jobs(seeds, wanted)
    with ProcessPoolExecutor(processes) as pool, tqdm(total=sum(len(job[2]) for job in work), unit="service") as bar:
        running = {pool.submit(done, job): job for job in work}
        for finished in as_completed(running):
            rows += finished.result()
            bar.update(len(running[finished][2]))
            if keep is not None:
                _frame(rows).to_csv(keep, index=False)
    return _frame(rows)


def _frame(rows: list[Told]) -> pd.DataFrame:
    return pd.DataFrame([asdict(row) for row in rows])


def tables(told_rows: pd.DataFrame) -> Iterator[str]:
    """Give all lines, in one order however the batches ended."""
    rows = told_rows.assign(
        truth=pd.Categorical(told_rows.truth, [truth for truth, _ in SERVICES[0].worlds()]),
        pathway=pd.Categorical(told_rows.pathway, [served.pathway for served in SERVICES]),
    )
    rows = rows.sort_values(["pathway", "truth", "seed"], kind="stable").astype({"truth": str, "pathway": str})
    yield "The finding and rung said most often of each truth (in how many of 100 services)"
    yield from told_most(rows)
    yield "\nServices without benefit that were called better (MCSE: Monte Carlo standard error)"
    yield from null_called(rows)
    yield "\nReal benefits that were called better, and said to be supported"
    yield from benefit_told(rows)


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How often which claim is made of services whose truth is known.")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--only", nargs="*", default=[], help="truths, by how their names begin: benefit, nothing")
    parser.add_argument("--processes", type=int, default=MOST_PROCESSES, choices=range(1, MOST_PROCESSES + 1))
    parser.add_argument("--keep", type=Path, help="a CSV to keep every claim in")
    parser.add_argument("--read", type=Path, nargs="+", help="print from such CSVs and draw nothing")
    return parser.parse_args(given)


if __name__ == "__main__":
    asked = arguments(sys.argv[1:])
    kept = [pd.read_csv(path) for path in asked.read or ()]
    found = pd.concat(kept, ignore_index=True) if kept else run(asked.seeds, asked.only, asked.processes, asked.keep)
    print(*tables(found), sep="\n")
