"""What an import keeps: words that no field of the issue can hold, and what an office's columns mean."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.ledger.models.issue import Issue
from bihuan.ledger.models.work import ImportBatch
from bihuan.people.models import Unit


class SourceCell(models.Model):
    """One cell of the file an issue came from: a status word, a unit that is not in the tree, a column nobody knows.

    It is never read by a rule. 已销号 in somebody's spreadsheet closes nothing.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="source_cells")
    place = models.CharField(max_length=80, help_text="sheet and cell, page, or paragraph")
    header = models.CharField(max_length=120)
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="source_cell_says_something")]

    def __str__(self) -> str:
        return f"{self.place} {self.header}: {self.text[:40]}"


class LeftOutRow(models.Model):
    """A row of an imported file that is not on the ledger: where it stands, and why."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="left_out")
    place = models.CharField(max_length=80, help_text="sheet and cell, page, or paragraph")
    words = models.TextField(blank=True, help_text="the problem as it was read")
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="left_out_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.place}: {self.reason[:40]}"


class ColumnMemory(models.Model):
    """What a column meant when somebody of this office last corrected it; offered with the office's next file."""

    office = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    header = models.CharField(max_length=120)
    meaning = models.CharField(max_length=24, help_text="a `documents.Meaning`, or - for: keep it beside the issue")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "header"], name="column_once_per_office")]

    def __str__(self) -> str:
        return f"{self.header} = {self.meaning}"
