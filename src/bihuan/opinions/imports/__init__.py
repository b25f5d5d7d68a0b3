"""Voices out of other hands, read before services take them in: sheets of forms, boards and platforms; letters."""

from bihuan.opinions.imports.mail import Letter, read_letter
from bihuan.opinions.imports.sheets import MEANINGS, ColumnSeen, Grid, guess, open_grid

__all__ = ["MEANINGS", "ColumnSeen", "Grid", "Letter", "guess", "open_grid", "read_letter"]
