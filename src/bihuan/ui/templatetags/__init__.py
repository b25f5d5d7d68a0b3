"""Template tags of the look; a builtin library, so templates need no `load`."""
