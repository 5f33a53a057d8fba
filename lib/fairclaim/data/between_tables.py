"""What no single table can show: ids that link nowhere, and scores that their instrument does not have."""

from collections.abc import Mapping

import pandas as pd

from fairclaim.data.breaches import counted
from fairclaim.data.conversion import Converted
from fairclaim.errors import Problem
from fairclaim.params.measures import AnyMeasure, PairedChangeMeasure
from fairclaim.params.models import Source, TableSource


def between_tables(
    tables: Mapping[str, Converted], source: Source, told: str, measures: tuple[AnyMeasure, ...]
) -> list[Problem]:
    """List scores off their instrument's scale, and tables of which not one row links to a referral."""
    problems = []
    for measure in measures:
        if isinstance(measure, PairedChangeMeasure) and "scores" in tables:
            problems += _off_scale(measure, tables["scores"].frame, source.tables["scores"], told)
    referrals = tables.get("referrals")
    for name, table in tables.items():
        if referrals is None or name == "referrals" or "referral_id" not in table.frame or table.frame.empty:
            continue
        # Ids written in two ways link nowhere, and an outcome that is looked for in vain would look like its absence.
        if not table.frame["referral_id"].isin(referrals.frame["referral_id"]).any():
            where = f"{told}/{source.tables[name].file} → {source.tables[name].columns['referral_id']}"
            todo = "check that both files write the referral's id in the same way (zeros in front, spaces)"
            problems.append(Problem("not one row belongs to a referral of the extract", where, todo=todo))
    return problems


def _off_scale(measure: PairedChangeMeasure, frame: pd.DataFrame, given: TableSource, told: str) -> list[Problem]:
    low, high = measure.score_range
    own = frame["instrument"].str.casefold() == measure.instrument.casefold()
    rows = int((own & ~frame["score"].between(low, high)).sum())
    if not rows:
        return []
    where = f"{told}/{given.file} → {given.columns['score']}"
    allowed = f"{low:g} to {high:g} for the {measure.instrument}"
    return [Problem("a score that its scale does not have", where, counted(rows), allowed, "correct the rows")]
