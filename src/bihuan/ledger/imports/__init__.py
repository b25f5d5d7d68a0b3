"""An office's file → the ledger: names are matched, doubts are spoken, a dry run comes first, nothing is lost."""

from bihuan.ledger.imports.checking import Corrections, DryRun, try_out
from bihuan.ledger.imports.rows import Note, Row

__all__ = ["Corrections", "DryRun", "Note", "Row", "try_out"]
