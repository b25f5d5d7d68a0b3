"""Engine: deadline phrases, working days and light rules, in plain Python."""
