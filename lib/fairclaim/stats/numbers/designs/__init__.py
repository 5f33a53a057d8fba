"""Clusters, panels and series with a change."""
