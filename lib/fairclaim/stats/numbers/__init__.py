"""Where the numbers happen: pure functions on plain arrays, by family, which the methods ask."""
