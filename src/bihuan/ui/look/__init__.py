"""A living sample of the look: every component in every state, demonstration data. Only while DEBUG."""
