"""The verbs of the ledger, by noun."""
