"""学: plans, sessions, readings and reflections; who took part, and who is missing."""
