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
    """A numbered notice (督办单) to a unit, about an issue or in general; open until its reply was reviewed.

    Numbers run without gaps per campaign, kind and year. A slip that got no reply in time is followed by one of the
    next colour (`follows`); `issued_by` is empty when the clock issued it by the campaign's own rule.
    """

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder")
        CRITICISM = "criticism", _("criticism")
        DELAY = "delay", _("notice of delay")
        CATCH_UP = "catch_up", _("order to catch up")
        REWORK = "rework", _("order to rework")
        RECTIFY = "rectify", _("order to rectify")
        CIRCULAR = "circular", _("circular")

    class Slip(models.TextChoices):
        BLUE = "blue", _("blue slip")
        YELLOW = "yellow", _("yellow slip")
        RED = "red", _("red slip")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="supervision_notices")
    kind = models.CharField(max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    slip = models.CharField(max_length=6, choices=Slip, blank=True)
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="supervision_notices")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    text = models.TextField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reply_due = models.DateField()
    status = models.CharField(max_length=9, choices=NoticeStatus, default=NoticeStatus.OPEN)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "kind", "year", "number"], name="notice_number_once"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True, received_by__isnull=True)
                | Q(received_on__isnull=False, received_by__isnull=False),
                name="notice_received_by_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["issue", "status"], name="notice_by_issue"),
            models.Index(fields=["campaign", "status", "reply_due"], name="notice_overdue"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.mark}"

    @property
    def mark(self) -> str:
        """Year and number as official papers write them (GB/T 9704-2012, 7.2.5)."""
        return f"〔{self.year}〕{self.number}号"


class NoticeExcuse(models.Model):
    """Until this day a notice is not pressed further, and why. It ends by itself; it is never changed."""

    notice = models.ForeignKey(SupervisionNotice, models.PROTECT, related_name="excuses")
    until = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="excuse_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.until}"


class EscalationStep(models.Model):
    """What follows a notice without reply: `after_workdays` past its day, a slip of this colour and kind goes out."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="escalation")
    slip = models.CharField(max_length=6, choices=SupervisionNotice.Slip)
    kind = models.CharField(max_length=10, choices=SupervisionNotice.Kind)
    after_workdays = models.PositiveSmallIntegerField()
    reply_workdays = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "slip"], name="escalation_once_per_colour"),
            models.CheckConstraint(
                condition=Q(after_workdays__gte=1, reply_workdays__gte=1), name="escalation_leaves_time"
            ),
        ]

    def __str__(self) -> str:
        return self.get_slip_display()


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
