"""What people write, read against what the evidence licenses."""
