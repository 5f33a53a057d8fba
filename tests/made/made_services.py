"""A made-up service of 40,000 referrals over two whole years, drawn as a test asks for it, and looked at as frames."""

from datetime import date

import numpy as np
import pandas as pd

from fairclaim.data.synthetic.make import TABLES, Made, make
from fairclaim.params.world import World

FIRST, LAST, AS_AT = date(2023, 1, 1), date(2024, 12, 31), date(2026, 1, 31)
SIZE = 40_000


class Drawn:
    """Frames of one world; a table is drawn when it is first asked for."""

    def __init__(self, world: World, size: int = SIZE, as_at: date = AS_AT, seed: int = 11) -> None:
        self.world, self.size, self.as_at, self.seed = world, size, as_at, seed
        self.kept: dict[str, pd.DataFrame] = {}

    def made(self, *only: str) -> Made:
        return make(self.world, self.seed, self.size, FIRST, LAST, self.as_at, only=only or tuple(TABLES))

    def __getattr__(self, table: str) -> pd.DataFrame:
        if table not in self.kept:
            frame = self.made(table).tables[table].to_pandas()
            for name in frame.columns:
                if name.endswith("_at") or name == "at":
                    frame[name] = pd.to_datetime(frame[name])
                elif isinstance(frame[name].dtype, pd.CategoricalDtype):
                    frame[name] = frame[name].astype(object)
            self.kept[table] = frame
        return self.kept[table]

    @property
    def episodes(self) -> pd.DataFrame:
        """Referrals with their arm, and whether the record shows a poor outcome inside the pathway's window."""
        people = self.people[["person_id", "arm"]]
        return self.referrals.merge(people, on="person_id").assign(good=lambda e: ~e.referral_id.isin(self.poor()))

    def poor(self) -> pd.Series:
        if self.world.pathway == "reablement":
            return self._within(self.packages.query("kind == 'ongoing'"), "started_at", "discharged_at", "42D")
        if self.world.pathway == "urgent-response":
            counted = self.escalations.kind.isin(["ed_attendance", "emergency_admission", "ambulance"])
            return self._within(self.escalations[counted], "occurred_at", "first_contact_at", "72h")
        stays = self.hospital_spells.query("kind == 'emergency'").merge(self.referrals[["person_id", "referral_id"]])
        return self._within(stays.drop(columns="discharged_at"), "admitted_at", "discharged_at", "28D")

    def _within(self, events: pd.DataFrame, at: str, since: str, window: str) -> pd.Series:
        rows = events.merge(self.referrals[["referral_id", since]], on="referral_id")
        after = rows[at] - rows[since]
        return rows.referral_id[(after >= pd.Timedelta(0)) & (after <= pd.Timedelta(window))]

    @property
    def changes(self) -> pd.DataFrame:
        totals = self.scores[self.scores["item"].isna()]
        wide = totals.pivot(index="referral_id", columns="time_point", values="score")
        return wide.assign(change=wide.discharge - wide.start)

    def use(self) -> pd.DataFrame:
        """Escalations before and after, for each referral."""
        kind = {"mental-health": "crisis"}.get(self.world.pathway, "ed_attendance")
        rows = self.escalations[self.escalations.kind == kind].merge(self.referrals, on="referral_id")
        before = rows.referral_id[rows.occurred_at < rows.referred_at].value_counts()
        after = rows.referral_id[rows.occurred_at > rows.discharged_at].value_counts()
        return (
            self.referrals.set_index("referral_id").assign(before=before, after=after).fillna({"before": 0, "after": 0})
        )


def share(flags) -> tuple[float, float]:
    """A share and its Monte Carlo standard error."""
    p, n = float(np.mean(flags)), len(flags)
    return p, float(np.sqrt(max(p * (1 - p), 1 / n) / n))


def mean(values) -> tuple[float, float]:
    """A mean and its Monte Carlo standard error."""
    values = np.asarray(values, dtype=float)
    return float(values.mean()), float(values.std() / np.sqrt(len(values)))


def wave(day: pd.Series) -> np.ndarray:
    return np.cos(2 * np.pi * ((day - pd.Timestamp(1970, 1, 15)) / pd.Timedelta("1D")) / 365.25)


def season(day: pd.Series, weight=1.0) -> tuple[float, float]:
    """The height of a yearly wave in counts over whole years: twice the mean of its cosine, and the error of that."""
    weight = np.broadcast_to(np.asarray(weight, dtype=float), len(day))
    height = 2 * (wave(day) * weight).sum() / weight.sum()
    return float(height), float(2 * np.sqrt(((wave(day) * weight) ** 2).sum()) / weight.sum())


def icc(values, group) -> tuple[float, float]:
    """Intra-cluster correlation by analysis of variance, and its large-sample standard error."""
    frame = pd.DataFrame({"value": np.asarray(values, dtype=float), "group": np.asarray(group)})
    by = frame.groupby("group").value
    k, n = by.ngroups, len(frame)
    size = (n - (by.size() ** 2).sum() / n) / (k - 1)
    between = (by.size() * (by.mean() - frame.value.mean()) ** 2).sum() / (k - 1)
    within = ((frame.value - by.transform("mean")) ** 2).sum() / (n - k)
    rho = (between - within) / (between + (size - 1) * within)
    error = np.sqrt(2 * (1 - rho) ** 2 * (1 + (size - 1) * rho) ** 2 / (size * (size - 1) * (k - 1)))
    return float(rho), float(error)
