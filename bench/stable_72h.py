"""Stable-72h at national size: fairclaim's expression on DuckDB against the same query written by hand.

Referrals, as many escalations, half as many checks, and deaths are made by DuckDB from a seed and lie in Parquet files.
Both queries write the frozen cohort to Parquet, in a process of their own each time, turn by turn; their cohorts must
be equal row for row. Limits: at most 1.3 times the query by hand, at most 4 GiB, at most 1.3 times the cost a row from
1 to 16 million.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FIRST, LAST, AS_AT, LINKED_TO = date(2024, 11, 1), date(2025, 2, 28), date(2025, 3, 2), date(2025, 2, 20)
TABLES = ("referrals", "escalations", "stability_checks", "deaths")
RATIO, GIBIBYTES, A_ROW = 1.3, 4.0, 1.3
# The same for both. DuckDB would take most of the machine's memory otherwise; beyond this it uses the disk.
SETTINGS = "SET memory_limit = '2500MiB'; SET preserve_insertion_order = false;"

# Everything follows from the number of the row, so the data are the same however many threads make them. The period
# lies in winter, when London days are UTC days.
MAKE = """
CREATE MACRO draw(i, salt) AS (hash(i * 64 + salt + {seed} * 1000003) >> 11)::BIGINT;
CREATE MACRO key(letter, i) AS letter || lpad(i::VARCHAR, 9, '0');
CREATE MACRO person(i) AS draw(i, 1) % greatest(1, {n} * 7 // 10);
CREATE MACRO seen(i) AS TIMESTAMP '2024-10-20 00:00:00' + to_minutes(draw(i, 2) % (140 * 1440));
-- One event in ten lies at an edge of the window, to the minute.
CREATE MACRO later(j) AS to_minutes(
    CASE draw(j, 3) % 10 WHEN 0 THEN [0, 1, 4319, 4320, 4321][1 + draw(j, 4) % 5] ELSE draw(j, 4) % 43200 - 2880 END);

COPY (SELECT i AS row, key('R', i) AS referral_id, key('P', person(i)) AS person_id,
             seen(i) - to_minutes(draw(i, 5) % 1440) AS referred_at, referred_at::DATE AS referred_at_on,
             CASE WHEN draw(i, 6) % 20 > 0 THEN seen(i) + to_minutes(draw(i, 7) % 28800) END AS discharged_at,
             discharged_at::DATE AS discharged_at_on,
             CASE WHEN draw(i, 8) % 20 > 0 THEN seen(i) END AS first_contact_at,
             first_contact_at::DATE AS first_contact_at_on,
             CASE WHEN draw(i, 9) % 5 < 3 THEN 'higher' ELSE 'standard' END AS risk
      FROM range({n}) AS numbers(i)) TO '{folder}/referrals.parquet';
COPY (SELECT j AS row, key('R', draw(j, 10) % {n}) AS referral_id, seen(draw(j, 10) % {n}) + later(j) AS occurred_at,
             occurred_at::DATE AS occurred_at_on,
             ['ed_attendance', 'emergency_admission', 'ambulance', 'crisis'][1 + draw(j, 11) % 4] AS kind
      FROM range({n}) AS numbers(j)) TO '{folder}/escalations.parquet';
COPY (SELECT j AS row, key('R', draw(j, 12) % {n}) AS referral_id, seen(draw(j, 12) % {n}) + later(j) AS "at",
             "at"::DATE AS at_on, ['stable', 'stable', 'unclear'][1 + draw(j, 13) % 3] AS result
      FROM range({n} // 2) AS numbers(j)) TO '{folder}/stability_checks.parquet';
COPY (SELECT row_number() OVER (ORDER BY who) AS row, key('P', who) AS person_id, died::DATE::TIMESTAMP AS "at",
             died::DATE AS at_on
      FROM (SELECT person(draw(j, 14) % {n}) AS who, min(seen(draw(j, 14) % {n}) + later(j)) AS died
            FROM range({n} // 20) AS numbers(j) GROUP BY ALL)) TO '{folder}/deaths.parquet';
"""

BY_HAND = """
WITH cohort AS (
    SELECT referral_id, person_id, first_contact_at AS seen, first_contact_at_on AS index_on,
           seen + INTERVAL 72 HOURS AS closes, deaths."at" AS died, deaths.at_on AS died_on
    FROM referrals LEFT JOIN deaths USING (person_id)
    WHERE lower(risk) = 'higher' AND first_contact_at_on BETWEEN DATE '{first}' AND DATE '{last}'
), escalated AS (
    SELECT DISTINCT referral_id FROM escalations JOIN cohort USING (referral_id)
    WHERE lower(kind) IN ('ed_attendance', 'emergency_admission', 'ambulance')
      AND occurred_at_on BETWEEN DATE '{first}' AND DATE '{last}' + 4
      AND occurred_at > seen AND occurred_at <= closes AND (died_on IS NULL OR occurred_at_on <= died_on)
), checked AS (
    SELECT DISTINCT referral_id FROM stability_checks JOIN cohort USING (referral_id)
    WHERE lower(result) = 'stable' AND stability_checks.at_on <= DATE '{as_at}' AND stability_checks."at" >= closes
)
SELECT index_on,
       CASE WHEN closes >= TIMESTAMP '{as_at}' + INTERVAL 1 DAY THEN 'immature'
            WHEN escalated.referral_id IS NOT NULL THEN 'no'
            WHEN died <= closes THEN 'no'
            WHEN checked.referral_id IS NOT NULL THEN 'yes'
            WHEN person_id IS NOT NULL AND closes < TIMESTAMP '{linked_to}' + INTERVAL 1 DAY THEN 'yes'
            ELSE 'not_observed' END AS state,
       NULL::DOUBLE AS baseline, NULL::VARCHAR AS age_band, NULL::VARCHAR AS sex, NULL::VARCHAR AS ethnicity,
       NULL::DOUBLE AS deprivation, NULL::VARCHAR AS site, NULL::VARCHAR AS arm, NULL::VARCHAR AS team,
       dense_rank() OVER (ORDER BY person_id) - 1 AS person
FROM cohort LEFT JOIN escalated USING (referral_id) LEFT JOIN checked USING (referral_id)
"""


def make(folder: Path, referrals: int, seed: int) -> None:
    import duckdb

    folder.mkdir()
    with duckdb.connect() as connection:
        connection.execute(SETTINGS + f"SET temp_directory = '{folder}/spill'")
        connection.execute(MAKE.format(n=referrals, seed=seed, folder=folder))


def by_hand(folder: Path, out: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(SETTINGS + f"SET temp_directory = '{folder}/spill'")
        for table in TABLES:
            connection.read_parquet(f"{folder}/{table}.parquet").create_view(table)
        dates = {"first": FIRST, "last": LAST, "as_at": AS_AT, "linked_to": LINKED_TO}
        connection.execute(f"COPY ({BY_HAND.format(**dates)}) TO '{out}'")


@cache
def measure() -> Any:
    from fairclaim.params.load import load_library

    return load_library(ROOT / "params").measures["stable-72h"]


def fairclaim(folder: Path, out: Path) -> None:
    import ibis

    from fairclaim.data.measuring.asked import Asked
    from fairclaim.data.measuring.compile import measured

    connection = ibis.duckdb.connect()
    connection.raw_sql(SETTINGS + f"SET temp_directory = '{folder}/spill'")
    tables = {table: connection.read_parquet(folder / f"{table}.parquet", table_name=table) for table in TABLES}
    asked = Asked(first=FIRST, last=LAST, as_at=AS_AT, linked_to={"escalations": LINKED_TO})
    connection.to_parquet(measured(measure(), tables, asked).drop("row", "referral_id"), out)


WAYS = {"fairclaim": fairclaim, "by hand": by_hand}


def timed(way: str, folder: Path, out: Path) -> dict[str, float]:
    """One run in a process of its own: seconds without the start of Python, and the peak of its memory."""
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder), "--out", str(out)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(run.stderr)
    told: dict[str, float] = json.loads(run.stdout)
    return told


def alone(way: str, folder: Path, out: Path) -> None:
    # Imports and the reading of params are paid by both, before the clock starts; compiling the expression is timed.
    import ibis

    import fairclaim.data.measuring.compile  # noqa: F401

    measure()
    ibis.duckdb.connect().disconnect()
    start, busy = time.perf_counter(), time.process_time()
    WAYS[way](folder, out)
    seconds, processor = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": seconds, "processor": processor, "GiB": peak}))


def same(one: Path, other: Path) -> dict[str, int]:
    """Counts by state, after every row of one cohort was found as often in the other."""
    import duckdb

    columns = "index_on, state, baseline, age_band, sex, ethnicity, deprivation, site, arm, team, person"
    sums = [
        duckdb.sql(f"SELECT count(*), sum(hash(CAST(ROW({columns}) AS VARCHAR))::HUGEINT) FROM '{path}'").fetchone()
        for path in (one, other)
    ]
    counts = [
        dict(duckdb.sql(f"SELECT state, count(*) FROM '{path}' GROUP BY state ORDER BY state").fetchall())
        for path in (one, other)
    ]
    if sums[0] != sums[1] or counts[0] != counts[1]:
        sys.exit(f"The two cohorts differ: {counts[0]} and {counts[1]}")
    return counts[0]


def compared(referrals: int, runs: int, seed: int, folder: Path) -> dict[str, dict[str, float]]:
    """Medians of seconds and peaks of memory of both ways, turn by turn."""
    data = folder / str(referrals)
    make(data, referrals, seed)
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    outs = {way: folder / f"{way.replace(' ', '-')}.parquet" for way in WAYS}
    for run in range(runs + 1):
        for way in WAYS if run % 2 else reversed(WAYS):
            told = timed(way, data, outs[way])
            # The first turn only warms the disk's cache.
            found[way] += [told] if run else []
    states = same(*outs.values())
    print(f"\n{referrals:,} referrals; states: {', '.join(f'{state} {count:,}' for state, count in states.items())}")
    told = {}
    for way, results in found.items():
        told[way] = {key: statistics.median(result[key] for result in results) for key in ("seconds", "processor")}
        told[way]["GiB"] = max(result["GiB"] for result in results)
        seconds = [result["seconds"] for result in results]
        spread = f"{min(seconds):.2f} to {max(seconds):.2f} over {runs} runs"
        print(
            f"  {way:10} {told[way]['seconds']:8.2f} s ({spread}), {told[way]['processor']:.2f} s of processor, "
            f"{told[way]['GiB']:.2f} GiB at most",
            flush=True,
        )
    shutil.rmtree(data)
    return told


def judged(small: int, large: int, told: dict[int, dict[str, dict[str, float]]]) -> bool:
    ratios = {size: ways["fairclaim"]["seconds"] / ways["by hand"]["seconds"] for size, ways in told.items()}
    a_row = told[large]["fairclaim"]["seconds"] / told[small]["fairclaim"]["seconds"] / (large / small)
    rows = [(f"against the query by hand, {size:,} referrals", ratios[size], RATIO) for size in ratios]
    rows.append((f"cost a row, {large:,} against {small:,}", a_row, A_ROW))
    rows.append(("GiB of memory at most", max(ways["fairclaim"]["GiB"] for ways in told.values()), GIBIBYTES))
    print()
    for what, value, limit in rows:
        print(f"{'ok    ' if value <= limit else 'FAILED'}  {what}: {value:.2f} (limit {limit})")
    return all(value <= limit for _, value, limit in rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs=2, default=(1_000_000, 16_000_000), metavar=("SMALL", "LARGE"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=72)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        alone(given.way, given.folder, given.out)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            results = {size: compared(size, given.runs, given.seed, Path(scratch)) for size in given.sizes}
        sys.exit(not judged(*given.sizes, results))
