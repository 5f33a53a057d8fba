"""Frozen cohorts on disk, as the runner leaves them beside the notebook: no identifiers, no changed content."""

import json
from datetime import date
from pathlib import Path

import pandas as pd

from fairclaim.data.cohorts.cohort import Cohort, Period
from fairclaim.data.cohorts.fingerprints import fingerprint
from fairclaim.errors import DataRefused, Problem
from fairclaim.params.model import Model

LIST = "cohorts.json"
_IDENTIFIERS = frozenset({"referral_id", "person_id", "row"})


class _Frozen(Model):
    measure: str
    period: Period
    file: str
    flow: tuple[tuple[str, int], ...]
    fingerprint: str
    lacks: tuple[str, ...] = ()
    months: tuple[date, ...] = ()
    planned: tuple[str, int] | None = None


class _FrozenList(Model):
    version: int
    cohorts: tuple[_Frozen, ...]


def save(cohorts: tuple[Cohort, ...], folder: Path) -> None:
    """Write one Parquet file for each cohort and `cohorts.json`, which lists them in order.

    Raises
    ------
    ValueError
        If a frame holds an identifier: that is a mistake of the program, and nothing is written.
    """
    held = {column for cohort in cohorts for column in cohort.frame.columns} & _IDENTIFIERS
    if held:
        raise ValueError(f"A cohort must hold no identifiers, but one has {sorted(held)}.")
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for cohort in cohorts:
        file = f"{cohort.measure}.{cohort.period}.parquet"
        cohort.frame.to_parquet(folder / file, index=False)
        listed.append(
            _Frozen(
                measure=cohort.measure,
                period=cohort.period,
                file=file,
                flow=cohort.flow,
                fingerprint=cohort.fingerprint,
                lacks=cohort.lacks,
                months=cohort.months,
                planned=cohort.planned,
            )
        )
    text = json.dumps(_FrozenList(version=1, cohorts=tuple(listed)).model_dump(mode="json"), indent=2)
    (folder / LIST).write_text(text + "\n", encoding="utf-8", newline="\n")


def load(folder: Path) -> tuple[Cohort, ...]:
    """Read what `save` wrote, in the same order.

    Raises
    ------
    DataRefused
        If a file's content is not what was frozen.
    """
    listed = _FrozenList.model_validate_json((folder / LIST).read_text(encoding="utf-8"))
    return tuple(_thawed(frozen, folder) for frozen in listed.cohorts)


def _thawed(frozen: _Frozen, folder: Path) -> Cohort:
    frame = pd.read_parquet(folder / frozen.file)
    if fingerprint(frame) != frozen.fingerprint:
        what = "the frozen cohort is not what it was when it was saved"
        raise DataRefused(Problem(what, frozen.file, todo="run the report again from the extract"))
    return Cohort(
        frozen.measure,
        frozen.period,
        frame,
        frozen.flow,
        frozen.fingerprint,
        frozen.lacks,
        frozen.months,
        frozen.planned,
    )
