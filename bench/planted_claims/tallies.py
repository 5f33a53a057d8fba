"""How often which words were said: tables of what was told, each a list of lines."""

import math
from collections.abc import Iterator

import pandas as pd

from planted_claims.designs import SERIES, WEAK, YEAR
from planted_claims.services import HARM, NOTHING, REGRESSION, REPORTING

SUPPORTED = "supported"
FAMILY = "family of the primary ones (Holm)"


def told_most(told: pd.DataFrame) -> Iterator[str]:
    """Give truth x design x measure: the finding and rung said most often, and in how many of 100 services."""
    for (pathway, design), block in told.groupby(["pathway", "design"], sort=False):
        yield f"\n{pathway}, {design}"
        for claim, rows in block.groupby("claim", sort=False):
            yield f"  {claim}"
            for words, truths in _by_words(rows).items():
                yield f"      {words:34}{', '.join(truths)}"


def _by_words(rows: pd.DataFrame) -> dict[str, list[str]]:
    said: dict[str, dict[str, float]] = {}
    for truth, own in rows.groupby("truth", sort=False):
        shares = (own.finding + ", " + own.rung).value_counts(normalize=True)
        said.setdefault(str(shares.index[0]), {})[str(truth)] = 100 * float(shares.iloc[0])
    if len(said) == 1:
        return {words: [f"every truth ({min(shares.values()):.0f} or more)"] for words, shares in said.items()}
    return {words: [f"{truth} ({share:.0f})" for truth, share in shares.items()] for words, shares in said.items()}


def null_called(told: pd.DataFrame) -> Iterator[str]:
    """Give how often services without any benefit were called better, per comparison and per family."""
    yield f"\n{'':18}{'truth':24}{'comparison':44}{'seeds':>6}{'better':>9}{'MCSE':>8}{'better or worse':>17}"
    null = told[told.truth.isin([NOTHING, REGRESSION, REPORTING, HARM]) & ~told.claim.str.endswith(".target")]
    asked = null[(null.primary & (null.design == YEAR)) | null.claim.str.endswith("own-series") | _weak_change(null)]
    for (pathway, truth), rows in asked.groupby(["pathway", "truth"], sort=False):
        for claim, own in rows.groupby("claim", sort=False):
            yield _null_line(pathway, truth, claim, own.finding == "better", own.finding.isin(["better", "worse"]))
        family = rows[rows.primary].assign(
            better=lambda frame: frame.finding == "better", either=lambda frame: frame.finding.isin(["better", "worse"])
        )
        any_of = family.groupby("seed")[["better", "either"]].any()
        yield _null_line(pathway, truth, FAMILY, any_of.better, any_of.either)


def _weak_change(told: pd.DataFrame) -> "pd.Series[bool]":
    return (told.design == WEAK) & told.claim.str.contains("-change.")


def _null_line(
    pathway: object, truth: object, claim: object, better: "pd.Series[bool]", either: "pd.Series[bool]"
) -> str:
    shown = f"{pathway!s:18}{truth!s:24}{claim!s:44}{len(better):6}"
    return f"{shown}{better.mean():9.4f}{error(better.mean(), len(better)):8.4f}{either.mean():17.4f}"


def benefit_told(told: pd.DataFrame) -> Iterator[str]:
    """Give how often a real benefit of each size was called better, and how often it was said to be supported."""
    yield f"\n{'':18}{'truth':24}{'comparison':44}{'seeds':>6}{'better':>9}{'MCSE':>8}{'supported':>11}{'MCSE':>8}"
    real = told[told.truth.str.startswith("benefit") & (told.primary | (told.design == SERIES))]
    real = real[~real.claim.str.match(r"first|seen|harm")]
    for (pathway, claim, truth), own in real.groupby(["pathway", "claim", "truth"], sort=False):
        better = (own.finding == "better").mean()
        supported = ((own.finding == "better") & (own.rung == SUPPORTED)).mean()
        shown = f"{pathway!s:18}{truth!s:24}{claim!s:44}{len(own):6}"
        yield f"{shown}{better:9.3f}{error(better, len(own)):8.3f}{supported:11.3f}{error(supported, len(own)):8.3f}"


def error(share: float, n: int) -> float:
    """Monte Carlo standard error of a share; of none or of all, that of one."""
    held = min(max(share, 1 / n), 1 - 1 / n)
    return math.sqrt(held * (1 - held) / n)
