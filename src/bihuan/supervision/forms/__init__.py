"""Forms of supervision, by noun."""
