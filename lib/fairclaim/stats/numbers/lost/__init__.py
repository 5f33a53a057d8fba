"""Scores that were lost, and what stands for them."""
