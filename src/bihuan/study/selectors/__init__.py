"""Reads of study: who sees what, coverage, figures."""
