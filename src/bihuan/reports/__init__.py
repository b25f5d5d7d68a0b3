"""Figures: each computed, dated, and opening the list it counts."""
