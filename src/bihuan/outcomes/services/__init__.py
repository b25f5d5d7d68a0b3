"""The verbs of outcomes, by noun."""
