"""What people fill in: the office at its desk, the public on a phone."""
