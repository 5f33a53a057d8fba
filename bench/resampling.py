"""2,000 cluster-bootstrap resamples of 10,000 rows in 500 clusters, against the bare NumPy cost of the same draws.

The bare cost is that of the random numbers alone, `integers(0, 500, size=(2000, 500))`: what any bootstrap of these
clusters must pay before it has computed anything. Ours goes from rows to the mean of each resample. The two are timed
turn by turn in one process; medians are compared, and the ratio must be at most 3.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from fairclaim.stats.numbers.scores.resampling import cluster_totals, resampled_sums

ROWS, CLUSTERS, RESAMPLES, TURNS, LIMIT, SEED = 10_000, 500, 2_000, 31, 3.0, 20261122
MADE = np.random.default_rng(SEED)
VALUES, NUMBERS = MADE.lognormal(size=ROWS), MADE.integers(0, CLUSTERS, size=ROWS)


def bare() -> np.ndarray:
    return np.random.default_rng(SEED).integers(0, CLUSTERS, size=(RESAMPLES, CLUSTERS))


def ours() -> np.ndarray:
    sums, sizes = resampled_sums(cluster_totals(VALUES, NUMBERS), RESAMPLES, SEED).T
    return sums / sizes


def by_hand(turns: int) -> np.ndarray:
    """The first means once more, row by row."""
    rows = [np.flatnonzero(cluster == NUMBERS) for cluster in range(CLUSTERS)]
    return np.array([VALUES[np.concatenate([rows[c] for c in chosen])].mean() for chosen in bare()[:turns]])


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> int:
    if not np.allclose(ours()[:20], by_hand(20), rtol=1e-12):
        print("The resampled means are not those of the rows drawn.")
        return 1
    bare()
    turns = [(seconds(bare), seconds(ours)) for _ in range(TURNS)]
    draw, whole = (statistics.median(column) for column in zip(*turns, strict=True))
    ratio = whole / draw
    print(
        f"{RESAMPLES:,} cluster-bootstrap resamples of {ROWS:,} rows in {CLUSTERS} clusters; medians of {TURNS} turns"
    )
    print(f"draws alone {1000 * draw:.2f} ms, rows to means {1000 * whole:.2f} ms, ratio {ratio:.2f} (at most {LIMIT})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
