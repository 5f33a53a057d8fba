"""The façade: all that a notebook may import."""

from fairclaim.session.run import Run, open_run

__all__ = ["Run", "open_run"]
