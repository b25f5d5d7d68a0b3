"""Pages: the office's desk, and the public face."""
