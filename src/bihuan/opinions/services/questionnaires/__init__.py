"""Verbs of questionnaires: writing, putting to use, answering, counting."""
