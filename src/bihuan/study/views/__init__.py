"""Pages of study."""
