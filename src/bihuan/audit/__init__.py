"""What happened, for ever: facts, append-only hash-chained events, and the guards of the database."""
