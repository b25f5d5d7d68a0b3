"""Regulations (制度): made, revised or abolished, each version with its words, linked to the issues behind them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.ledger.models import Issue
from bihuan.outcomes.states import RegulationStatus
from bihuan.people.models import Unit


class Regulation(models.Model):
    """One rule of a unit. `review_on` is the day on which somebody must ask whether it still serves."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="regulations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True, help_text="of the document: 綦教发〔2014〕12号")
    status = models.CharField(max_length=10, choices=RegulationStatus, default=RegulationStatus.DRAFT)
    in_force_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True, help_text="made known by name to those whom it binds")
    abolished_on = models.DateField(null=True, blank=True)
    abolished_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit", "title"], name="regulation_title_once_per_unit"),
            models.CheckConstraint(
                condition=~Q(status=RegulationStatus.ABOLISHED)
                | Q(abolished_on__isnull=False) & ~Q(abolished_because=""),
                name="abolished_with_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(in_force_on__isnull=True)
                | Q(valid_until__gte=F("in_force_on")),
                name="regulation_valid_after_start",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "status", "id"], name="regulation_by_status")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The name of its history."""
        return f"regulation:{self.pk}"


class RegulationVersion(models.Model):
    """The words of a regulation from a day on. Never changed: a revision is another version."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["regulation", "number"], name="regulation_version_once"),
            models.CheckConstraint(condition=~Q(text="") | Q(file__isnull=False), name="regulation_version_says_it"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class RegulationIssue(models.Model):
    """An issue that a regulation keeps from coming back."""

    regulation = models.ForeignKey(Regulation, models.CASCADE, related_name="issues")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="regulations")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["regulation", "issue"], name="regulation_issue_once")]

    def __str__(self) -> str:
        return f"{self.issue}"
