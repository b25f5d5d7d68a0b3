"""Engine: normalise, near-duplicates, classes and matters of opinions, in plain Python."""
