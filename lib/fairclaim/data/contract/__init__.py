"""The contract: which tables and columns a service's record is turned into, and what must hold for each."""
