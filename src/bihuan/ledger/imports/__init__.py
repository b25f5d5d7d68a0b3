"""An office's file → the ledger: names are matched, doubts are spoken, a dry run comes first, nothing is lost."""

from bihuan.ledger.imports.checking import Corrections, DryRun, issues_in, try_out
from bihuan.ledger.imports.choices import column_choices, unit_choices
from bihuan.ledger.imports.rows import Note, Row
from bihuan.ledger.imports.running import IN_THE_PAGE, ingest, take_over, try_out_stored

__all__ = [
    "IN_THE_PAGE",
    "Corrections",
    "DryRun",
    "Note",
    "Row",
    "column_choices",
    "ingest",
    "issues_in",
    "take_over",
    "try_out",
    "try_out_stored",
    "unit_choices",
]
