"""File formats → the neutral `Source`: told apart by content, guarded against hostile files."""
