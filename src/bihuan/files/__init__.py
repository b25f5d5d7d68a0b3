"""Stored files: SHA-256, type by content, metadata stripped."""
