"""The verbs of study, by noun."""
