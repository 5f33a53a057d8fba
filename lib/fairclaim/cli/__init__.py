"""The console command `fairclaim`: everything that an analyst does, without make and without Python."""

from fairclaim.cli.entry import main

__all__ = ["main"]
