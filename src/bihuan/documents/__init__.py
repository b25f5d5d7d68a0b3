"""Engine: reads ledgers in office files into draft records with positions, in plain Python."""
