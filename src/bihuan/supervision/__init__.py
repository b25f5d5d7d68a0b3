"""督: teams, plan review, verification, satisfaction, closing, re-opening, look-back."""
