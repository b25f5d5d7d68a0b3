"""Forms of study: they read and check words; services decide."""
