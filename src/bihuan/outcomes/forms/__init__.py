"""Forms of outcomes: they read and check words; services decide."""
