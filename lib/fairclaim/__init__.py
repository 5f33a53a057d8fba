"""fairclaim: claims as strong as the evidence, and no stronger."""

__version__ = "0.1.0"
