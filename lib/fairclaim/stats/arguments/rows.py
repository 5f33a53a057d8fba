"""Inputs of methods for people one by one, with traits from before the start."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from pydantic import Field, field_validator, model_validator

from fairclaim.stats.arguments.base import Arguments
from fairclaim.stats.samples import FloatArray, Rows, Sample, Traits


class TraitsArguments(Arguments):
    """One entry a person: `own` (1 or true for the group reported on) and each covariate by its name.

    Inline: ``{"own": [1, 0, …], "covariates": {"age": [71, 80, …], "alone": [0, 1, …]}}``. Of a file:
    ``"columns": {"own": "heading", "covariates": {"age": "heading", "alone": "heading"}}``, or
    ``"covariates": ["heading", …]`` where the headings serve as names.

    A covariate named in `categories` holds codes: it becomes one column of 0 and 1 for each code but the lowest. Null
    (a blank cell) is refused unless `leave_out_missing` says that people with one are left out.
    """

    own: list[float | None]
    covariates: dict[str, list[float | None]]
    categories: list[str] = Field(default=[], description="Covariates whose numbers are codes of kinds")
    leave_out_missing: bool = Field(default=False, description="Answer for the people with all their values alone")

    @classmethod
    def lists(cls) -> frozenset[str]:
        """Names of the inputs that hold one value a person."""
        return frozenset({"outcome", "own", "covariates"} & set(cls.model_fields))

    @field_validator("own", "outcome", mode="before", check_fields=False)
    @classmethod
    def _true_is_one(cls, values: Any) -> Any:
        if not isinstance(values, list):
            return values
        return [float(value) if isinstance(value, bool) else value for value in values]

    @model_validator(mode="after")
    def _categories_are_covariates(self) -> "TraitsArguments":
        if not set(self.categories) <= set(self.covariates):
            raise ValueError("categories must name covariates")
        return self

    def sample(self) -> Sample:
        """Return Traits."""
        people = self._people({"own": self.own})
        table, names = self._table(people)
        return Traits(people["own"].astype(bool), table, names)

    def _people(self, inputs: Mapping[str, list[Any]]) -> dict[str, FloatArray]:
        """Inputs and covariates of the people who are kept; ValueError where they do not belong together."""
        rows = {**inputs, **{f"covariates → {name}": values for name, values in self.covariates.items()}}
        if len({len(values) for values in rows.values()}) > 1:
            raise ValueError(f"{', '.join(rows)} must have the same length: one entry each for the same people.")
        numbers = {name: np.array(values, dtype=np.float64) for name, values in rows.items()}
        lacking = [name for name, values in numbers.items() if np.isnan(values).any()]
        if lacking and not self.leave_out_missing:
            raise ValueError(
                f"somebody lacks a value of {', '.join(lacking)}; "
                "leave_out_missing=true answers for the people with all their values alone"
            )
        whole = ~np.isnan(np.stack(list(numbers.values()))).any(axis=0)
        kept = {name: values[whole] for name, values in numbers.items()}
        if not np.isin(kept["own"], (0.0, 1.0)).all():
            raise ValueError("own must be 1 or true for people of the group reported on, and 0 or false for others.")
        return kept

    def _table(self, people: Mapping[str, FloatArray]) -> tuple[FloatArray, tuple[str, ...]]:
        """Covariates as columns, codes spread over columns of their own."""
        columns: dict[str, FloatArray] = {}
        for name in self.covariates:
            values = people[f"covariates → {name}"]
            if name in self.categories:
                columns |= {f"{name} {code:g}": (values == code) * 1.0 for code in np.unique(values)[1:]}
            else:
                columns[name] = values
        table = np.array(list(columns.values()), dtype=np.float64).reshape(len(columns), len(people["own"])).T
        return table, tuple(columns)


class RowsArguments(TraitsArguments):
    """As for the traits, and the `outcome` of each person: 0 or 1, or a value."""

    outcome: list[float | None]

    def sample(self) -> Sample:
        """Return Rows."""
        people = self._people({"outcome": self.outcome, "own": self.own})
        table, names = self._table(people)
        return Rows(people["outcome"], people["own"].astype(bool), table, names)
