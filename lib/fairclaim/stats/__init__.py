"""Samples, results and methods: plain numbers, no frames. Files are read only for an estimate asked for by hand."""
