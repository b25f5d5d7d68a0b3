"""What happens while an issue is worked on: progress, extensions, edits of the wording; imports and saved views."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.ledger.models.issue import Issue
from bihuan.ledger.states import ExtensionStatus
from bihuan.people.models import Person


class ProgressReport(models.Model):
    """A unit's report at the campaign's rhythm: percent, words, and what stands in the way."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="progress_reports")
    cycle = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField()
    text = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(percent__lte=100), name="report_percent")]
        indexes: ClassVar = [models.Index(fields=["issue", "-on"], name="report_latest")]

    def __str__(self) -> str:
        return f"{self.percent} %"


class Extension(models.Model):
    """A request for more time, with a reason; while it is undecided the old deadline stands."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="extensions")
    status = models.CharField(max_length=10, choices=ExtensionStatus, default=ExtensionStatus.REQUESTED)
    old_due = models.DateField()
    asked_for = models.DateField()
    reason = models.TextField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_on = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issue"], condition=Q(status="requested"), name="one_extension_request_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_for}"


class WordingEdit(models.Model):
    """A change of the working title, with its reason; the original words stay untouched."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="wording_edits")
    old = models.CharField(max_length=200)
    new = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.new


class ImportBatch(models.Model):
    """One file taken over into the ledger: the file, who, when, and the digest of what came in."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="import_batches")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "file"], name="file_imported_once_per_campaign")
        ]

    def __str__(self) -> str:
        return f"{self.file}"


class SavedView(models.Model):
    """A list's filters under a name, own or shared with everyone who sees the ledger."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(Person, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)
    shared = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "owner", "name"], name="saved_view_name_once")
        ]

    def __str__(self) -> str:
        return self.name
