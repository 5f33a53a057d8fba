"""Pages: the report from its notebook and ledger, the index from all ledgers, and the gate that both must pass."""
