"""A living sample of the look: every component in every state, with demonstration data only. Only while DEBUG."""
