"""Pages of publication: for the office, and the public board."""
