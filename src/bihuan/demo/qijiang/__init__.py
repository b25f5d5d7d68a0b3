"""A district commission's mass-line campaign of 2014; figures after its public report, everything else invented."""
