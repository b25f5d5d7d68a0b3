"""A closed issue seems to have come back in a new opinion or a new issue: the engine says so, a person decides."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Issue
from bihuan.opinions.models import Opinion
from bihuan.supervision.states import RecurrenceStatus


class Recurrence(models.Model):
    """One likeness between what is new and a closed issue, of this campaign or an earlier one.

    `led_to` is what confirming did: the closed issue itself, re-opened, or the new issue that is linked to it.
    """

    class Kind(models.TextChoices):
        SAME_WORDS = "same", pgettext_lazy("recurrence", "nearly the same words")
        SAME_MATTER = "matter", pgettext_lazy("recurrence", "the same matter")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="recurrences")
    closed_issue = models.ForeignKey(Issue, models.PROTECT, related_name="came_again")
    cycle = models.PositiveSmallIntegerField(help_text="the cycle that was closed")
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, blank=True, related_name="recurrences")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="seems_again")
    kind = models.CharField(max_length=6, choices=Kind)
    degree = models.FloatField(help_text="likeness or chance, 0 to 1")
    reason = models.CharField(max_length=300)
    found_on = models.DateField()
    status = models.CharField(max_length=9, choices=RecurrenceStatus, default=RecurrenceStatus.OPEN)
    words = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    led_to = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opinion__isnull=False, issue__isnull=True) | Q(opinion__isnull=True, issue__isnull=False),
                name="recurrence_of_one_thing",
            ),
            models.UniqueConstraint(fields=["closed_issue", "cycle", "opinion"], name="recurrence_once_per_opinion"),
            models.UniqueConstraint(fields=["closed_issue", "cycle", "issue"], name="recurrence_once_per_issue"),
            models.CheckConstraint(
                condition=Q(status="open", decided_by__isnull=True, led_to__isnull=True)
                | (~Q(words="") & Q(decided_by__isnull=False))
                & (Q(status="confirmed", led_to__isnull=False) | Q(status="declined", led_to__isnull=True)),
                name="recurrence_decided_with_words",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "status", "id"], name="recurrence_queue")]

    def __str__(self) -> str:
        return f"{self.new} → {self.closed_issue.label}"

    @property
    def new(self) -> str:
        """How what is new is called: an opinion's label or an issue's."""
        return self.opinion.label if self.opinion else self.issue.label if self.issue else ""


class RecurrenceReach(models.Model):
    """Up to where the opinions and issues of a campaign have been compared: their numbers."""

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="recurrence_reach")
    opinion = models.PositiveIntegerField(default=0)
    issue = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.opinion} {self.issue}"
