"""Frozen cohorts: who was counted, what became of them, and how they are kept."""
