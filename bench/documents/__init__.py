"""Measurements of documents: `python -m bench.documents.run`."""
