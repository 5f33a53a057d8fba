"""Samples, results and methods: numbers only, no frames, no files, no words."""
