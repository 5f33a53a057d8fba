"""The façade: all that a notebook may import."""

from fairclaim.session.research import open_cohorts
from fairclaim.session.run import Run, open_run

__all__ = ["Run", "open_cohorts", "open_run"]
