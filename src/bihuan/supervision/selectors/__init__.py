"""Reading supervision, by noun."""
