"""RunSpec: one service in one quarter, resolved and checked; the only thing that a run needs."""

from pathlib import Path

from fairclaim.params.measures import AnyMeasure, Measure
from fairclaim.params.model import Model
from fairclaim.params.models import Comparison, House, MarginBasis, Pathway, QuarterFile, Service
from fairclaim.params.quarters import Quarter
from fairclaim.params.sources import Source


class RunSpec(Model):
    """Everything about a run that people wrote down.

    Parameters
    ----------
    root : Path
        The project's root (the parent of params/): extracts and sources are found from it. Never shown.
    params_dir : Path
        The params folder itself, whatever its name. Never shown but for that name.
    fingerprints : tuple of (str, str)
        Path of each file of params used, from the root, and its SHA-256.
    """

    root: Path
    params_dir: Path
    house: House
    service: Service
    pathway: Pathway
    source: Source
    quarter_file: QuarterFile
    measures: tuple[Measure, ...]
    fingerprints: tuple[tuple[str, str], ...]

    @property
    def quarter(self) -> Quarter:
        """The quarter reported on."""
        return Quarter.parse(self.quarter_file.id)

    def margin_agreed(self, comparison: Comparison) -> MarginBasis | None:
        """Return who agreed a comparison's margin, when and why; None where no file says it, or it has no margin."""
        return None if comparison.margin is None else comparison.margin_agreed or self.house.margin_agreed

    def measure(self, measure_id: str) -> AnyMeasure:
        """Return the measure with this id; KeyError where the run has none."""
        for measure in self.measures:
            if measure.id == measure_id:
                return measure
        raise KeyError(measure_id)
