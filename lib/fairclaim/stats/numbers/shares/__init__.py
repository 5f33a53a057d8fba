"""Shares: ratios, odds and strata of two groups."""
