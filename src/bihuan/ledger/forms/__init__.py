"""Forms of the ledger, by noun: they check what was written and hand it to one service call."""
