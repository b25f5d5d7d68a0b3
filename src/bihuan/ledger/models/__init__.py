"""改: the ledger's tables, by noun."""

from bihuan.ledger.models.evidence import Evidence, EvidenceRevision
from bihuan.ledger.models.imported import ColumnMemory, LeftOutRow, SourceCell
from bihuan.ledger.models.issue import (
    Issue,
    IssueQuerySet,
    IssueVoice,
    OutsideNumber,
    ResponsiblePerson,
    SupportingUnit,
)
from bihuan.ledger.models.plan import Measure, Milestone, Plan, Target
from bihuan.ledger.models.words import IssueWords
from bihuan.ledger.models.work import Extension, ImportBatch, ProgressReport, SavedView, WordingEdit

__all__ = [
    "ColumnMemory",
    "Evidence",
    "EvidenceRevision",
    "Extension",
    "ImportBatch",
    "Issue",
    "IssueQuerySet",
    "IssueVoice",
    "IssueWords",
    "LeftOutRow",
    "Measure",
    "Milestone",
    "OutsideNumber",
    "Plan",
    "ProgressReport",
    "ResponsiblePerson",
    "SavedView",
    "SourceCell",
    "SupportingUnit",
    "Target",
    "WordingEdit",
]
