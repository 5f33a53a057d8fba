"""How a ledger looks: figures, tables and blocks of HTML. Computes nothing; every number is a token of the ledger."""
