"""From an estimate to what may be said of it: finding, rung, reasons, words, and the ledger they are kept in."""
