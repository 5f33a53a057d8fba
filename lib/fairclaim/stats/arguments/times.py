"""Inputs of methods for times until an event."""

from typing import Any

import numpy as np
from pydantic import Field

from fairclaim.stats.arguments.base import Arguments, array
from fairclaim.stats.samples import Durations, Histories, Sample, TimedRows, TwoDurations


class DurationsArguments(Arguments):
    """Time and state of each person: 0 not seen, 1 the event, 2 another event that rules it out."""

    time: list[float]
    state: list[float]

    def sample(self) -> Sample:
        """Return Durations."""
        return Durations(array(self.time), _codes(self.state))


class TwoDurationsArguments(Arguments):
    """Time and state of each person of the group reported on (1) and of its reference (2)."""

    time1: list[float]
    state1: list[float]
    time2: list[float]
    state2: list[float]

    def sample(self) -> Sample:
        """Return TwoDurations, own group first."""
        own = Durations(array(self.time1), _codes(self.state1))
        return TwoDurations(own=own, reference=Durations(array(self.time2), _codes(self.state2)))


class TimedRowsArguments(Arguments):
    """Time, state and group (1 the group reported on, 0 its reference) of each person, and traits by name."""

    time: list[float]
    state: list[float]
    own: list[float]
    covariates: dict[str, list[float]] = Field(default={}, description="One list a trait, by its name")

    def sample(self) -> Sample:
        """Return TimedRows with one column a trait."""
        columns = [array(values) for values in self.covariates.values()]
        if any(len(column) != len(self.own) for column in columns):
            raise ValueError("covariates must hold one value for each person.")
        table = np.stack(columns, axis=1) if columns else np.empty((len(self.own), 0))
        return TimedRows(
            array(self.time),
            _codes(self.state),
            _codes(self.own),
            table,
            tuple(self.covariates),
        )


class HistoriesArguments(Arguments):
    """Follow-up, event (1 or 0) and start of each person; no start (null) for those who never started."""

    follow_up: list[float]
    event: list[float]
    started: list[float | None]

    def sample(self) -> Sample:
        """Return Histories, with an infinite start for those who never started."""
        started = [np.inf if value is None else value for value in self.started]
        return Histories(array(self.follow_up), _codes(self.event), array(started))


def _codes(values: list[float]) -> Any:
    # As numbers, for columns of a file hold no others; the sample takes whole ones only and turns them into its kind.
    return array(values)
