"""The tidy table of what was measured: one row an interval, a world and a cell; written and read as CSV."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from pathlib import Path

from fairclaim.stats.method import Method

TABLE = Path(__file__).with_name("coverage.csv")
# What a licensed interval holds on average over a world's cells, and in its worst cell.
LEAST_MEAN, LEAST = 0.94, 0.91
# A naive interval that holds the truth less often than this has walked into the trap.
TRAPPED = 0.90


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One interval in one cell; shares as proportions.

    Parameters
    ----------
    method, options, parameter, mechanism, cell : str
        Together they name the row.
    repetitions : int
    enumerated : bool
        Whether the repetitions are the whole sample space, so that there is no Monte Carlo error.
    coverage, error : float
        Share of the intervals given that hold the truth, with its Monte Carlo standard error.
    refused, open_ended : float
        Share of samples without an interval; share of intervals that end on one side only.
    width : float
        Mean width of those that end on both sides (of ratios: on the log scale).
    rival : str
        The naive interval in this world; empty where there is no trap.
    rival_coverage, rival_width : float
    """

    method: str
    options: str
    parameter: str
    mechanism: str
    cell: str
    repetitions: int
    enumerated: bool
    coverage: float
    error: float
    refused: float
    open_ended: float
    width: float
    rival: str
    rival_coverage: float
    rival_width: float

    @property
    def interval(self) -> tuple[str, str]:
        """The method and its options."""
        return self.method, self.options


_NUMBERS = tuple(field.name for field in fields(Row) if field.type is float)


def options_of(method: Method) -> str:
    """Write what sets one variant apart: "interval=wilson"; empty for a method of one kind of interval.

    Examples
    --------
    >>> from fairclaim.stats.methods.proportion import Proportion
    >>> options_of(Proportion(interval="exact"))
    'interval=exact'
    """
    variants = [variant.model_dump() for variant in type(method).variants()]
    apart = [name for name in variants[0] if len({str(variant[name]) for variant in variants}) > 1]
    return ", ".join(f"{name}={method.model_dump()[name]}" for name in apart)


def write(rows: Iterable[Row], path: Path) -> None:
    """Write the table, sorted, four decimals, line ends the same on every platform."""
    ordered = sorted(
        rows, key=lambda row: (row.method, row.options, row.mechanism)
    )  # Cells stay in their world's order.
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Row))
        writer.writerows([_written(value) for value in asdict(row).values()] for row in ordered)


def _written(value: object) -> object:
    return f"{value:.4f}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else value


def read(path: Path = TABLE) -> tuple[Row, ...]:
    """Read the table; nothing where none was written yet."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_row(record) for record in csv.DictReader(file))


def _row(record: dict[str, str]) -> Row:
    numbers = {name: float(record[name]) for name in _NUMBERS}
    whole = {"repetitions": int(record["repetitions"]), "enumerated": record["enumerated"] == "true"}
    return Row(**{**record, **numbers, **whole})  # type: ignore[arg-type]


def relative_width(row: Row, rows: Iterable[Row]) -> float:
    """Width of one interval over the narrowest that holds the truth in the same cell, the naive one included.

    Of several intervals for the same parameter, only those that hold the truth as often as a licensed one must on
    average are rivals in width; 1 where there is none.
    """
    alike = [r for r in rows if (r.parameter, r.mechanism, r.cell) == (row.parameter, row.mechanism, row.cell)]
    widths = [r.width for r in alike if r.coverage >= LEAST_MEAN and r.width > 0]
    widths += [r.rival_width for r in alike if r.rival and r.rival_coverage >= LEAST_MEAN and r.rival_width > 0]
    return row.width / min(widths) if widths and row.width else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One interval over all cells of one world in which it was given at all."""

    method: str
    options: str
    parameter: str
    mechanism: str
    mean: float
    least: float
    worst: str
    refused: float
    relative_width: float
    rival: str
    rival_least: float
    cells: int

    @property
    def licensed(self) -> bool:
        """Whether it holds the truth as often as a licensed interval must."""
        return self.mean >= LEAST_MEAN and self.least >= LEAST


def summaries(rows: tuple[Row, ...]) -> tuple[Summary, ...]:
    """Sum the table up by interval and world."""
    ordered = sorted(rows, key=lambda row: (row.method, row.options, row.mechanism))
    groups = groupby(ordered, key=lambda row: (row.method, row.options, row.mechanism))
    return tuple(_summary(tuple(group), rows) for _, group in groups)


def _summary(cells: tuple[Row, ...], rows: tuple[Row, ...]) -> Summary:
    given = [row for row in cells if row.refused < 1] or list(cells)
    worst = min(given, key=lambda row: row.coverage)
    return Summary(
        method=worst.method,
        options=worst.options,
        parameter=worst.parameter,
        mechanism=worst.mechanism,
        mean=sum(row.coverage for row in given) / len(given),
        least=worst.coverage,
        worst=worst.cell,
        refused=sum(row.refused for row in cells) / len(cells),
        relative_width=sum(relative_width(row, rows) for row in given) / len(given),
        rival=worst.rival,
        rival_least=min(row.rival_coverage for row in cells),
        cells=len(cells),
    )
