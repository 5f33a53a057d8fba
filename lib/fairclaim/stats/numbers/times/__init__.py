"""Time to an event: curves, their limits, person-time."""
