"""Reads of questionnaires: what is asked, and what came back."""
