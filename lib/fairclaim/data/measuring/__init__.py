"""Measures as Ibis expressions: one row per index event, with every edge that definitions trip over."""
