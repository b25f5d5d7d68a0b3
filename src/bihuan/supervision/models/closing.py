"""Closing, its certificate and signatures; re-opening; dated look-backs."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bihuan.ledger.models import Issue
from bihuan.people.roles import Role
from bihuan.supervision.models.verification import Verification
from bihuan.supervision.states import LookBackStatus


class Signature(models.Model):
    """One signature that the closure policy asks for, in one cycle."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="signatures")
    cycle = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=16, choices=Role)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "cycle", "role"], name="signature_once_per_cycle")
        ]

    def __str__(self) -> str:
        return self.get_role_display()


class Closure(models.Model):
    """The certificate (销号单): canonical JSON of who did what and when, with the hashes of the evidence."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="closures")
    cycle = models.PositiveSmallIntegerField()
    verification = models.OneToOneField(Verification, models.PROTECT, related_name="closure")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_on = models.DateField()
    certificate = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "cycle"], name="closure_once_per_cycle"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} · {self.cycle}"


class Reopening(models.Model):
    """A closed issue taken back onto the ledger, with the reason."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="reopenings")
    cycle = models.PositiveSmallIntegerField(help_text="the new cycle")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "cycle"], name="reopening_once_per_cycle"),
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} · {self.cycle}"


class LookBack(models.Model):
    """A dated re-inspection of a closed issue; long-term items get review dates in the same way."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="look_backs")
    cycle = models.PositiveSmallIntegerField()
    due = models.DateField()
    watch = models.BooleanField(default=False, help_text="a review date of a long-term item")
    status = models.CharField(max_length=10, choices=LookBackStatus, default=LookBackStatus.DUE)
    findings = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "cycle", "due", "watch"], name="look_back_once_per_day"),
            models.CheckConstraint(
                condition=Q(status="due") | (~Q(findings="") & Q(done_by__isnull=False)), name="look_back_says_what"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "due"], name="look_back_queue")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.due}"
