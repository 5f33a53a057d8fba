"""Scores and quantities: ranks, means, robust errors, resampling."""
