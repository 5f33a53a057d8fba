"""Many like units, and one value a month."""
