"""Counts and rates: limits, clumping, weights."""
