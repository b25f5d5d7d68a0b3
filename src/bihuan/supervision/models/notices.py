"""Notices to a unit, and the public notice period with its objections."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Issue
from bihuan.people.models import Unit
from bihuan.supervision.states import NoticeStatus, ObjectionStatus


class SupervisionNotice(models.Model):
    """A numbered notice (督办单) to a unit, about an issue or in general; open until its reply was reviewed."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder")
        CRITICISM = "criticism", _("criticism")
        RECTIFY = "rectify", _("order to rectify")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="supervision_notices")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveIntegerField()
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="supervision_notices")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reply_due = models.DateField()
    status = models.CharField(max_length=8, choices=NoticeStatus, default=NoticeStatus.OPEN)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "kind", "number"], name="notice_number_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["issue", "status"], name="notice_by_issue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class NoticePeriod(models.Model):
    """The public notice of one cycle: its first and last day, counted in working days. Never changed."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="notice_periods")
    cycle = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    ends_on = models.DateField(help_text="the last day on which an objection can come in")
    workdays = models.PositiveSmallIntegerField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "cycle"], name="notice_period_once_per_cycle"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("opens_on")), name="notice_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.opens_on}"


class Objection(models.Model):
    """Somebody objects to what the public notice says; undecided, it keeps the issue open."""

    period = models.ForeignKey(NoticePeriod, models.PROTECT, related_name="objections")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="objections")
    text = models.TextField()
    received_on = models.DateField()
    receipt_digest = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=10, choices=ObjectionStatus, default=ObjectionStatus.OPEN)
    ruling = models.TextField(blank=True)
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ruled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="objection_says_something"),
            models.CheckConstraint(
                condition=Q(status="open") | (~Q(ruling="") & Q(ruled_by__isnull=False)),
                name="objection_ruled_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.status}"
