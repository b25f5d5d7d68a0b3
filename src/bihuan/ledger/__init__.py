"""改: issues, plans, measures, evidence, progress and extensions."""
