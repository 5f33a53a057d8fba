"""What people write down: typed, flat, quoted; every problem of every file told at once."""
