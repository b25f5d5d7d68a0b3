"""Evidence as a series of revisions: nothing is overwritten, a withdrawal is one more revision."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.files.models import StoredFile
from bihuan.ledger.models.issue import Issue
from bihuan.ledger.models.plan import Measure
from bihuan.people.models import Unit


class Evidence(models.Model):
    """A piece of evidence for one measure. Only evidence of a *result* counts for closing, never of a meeting held."""

    class Kind(models.TextChoices):
        RESULT = "result", _("evidence of a result")
        PROCESS = "process", _("record of the process")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="evidence")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="evidence")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.title


class EvidenceRevision(models.Model):
    """One revision: a file with its SHA-256, or the withdrawal of the evidence with a reason. Append-only."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="evidence_revisions")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    withdrawn = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_revision_once"),
            models.CheckConstraint(
                condition=Q(withdrawn=False, file__isnull=False, sha256__regex=r"^[0-9a-f]{64}$")
                | (Q(withdrawn=True) & ~Q(note="")),
                name="evidence_revision_has_content",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} v{self.number}"
