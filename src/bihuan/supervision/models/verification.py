"""Verification: what an independent supervisor found, where, when and how. Never changed afterwards."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.files.models import StoredFile
from bihuan.ledger.models import Issue
from bihuan.people.models import Unit
from bihuan.supervision.models.teams import Team


class Verification(models.Model):
    """One verification in one cycle. `evidence_seen` is the newest evidence revision that the verifier could see."""

    class Result(models.TextChoices):
        PASSED = "passed", _("passed")
        PARTLY = "partly", _("partly")
        FAILED = "failed", _("failed")

    class Method(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        DOCUMENTS = "documents", _("documents")
        INTERVIEW = "interview", _("interviews")
        SAMPLE = "sample", _("sample check")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="verifications")
    cycle = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=8, choices=Result)
    verifier = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verifier_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="verifications")
    place = models.CharField(max_length=120)
    at = models.DateTimeField()
    method = models.CharField(max_length=12, choices=Method)
    findings = models.TextField()
    evidence_seen = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(place="") & ~Q(findings=""), name="verification_says_where_and_what"),
        ]
        indexes: ClassVar = [models.Index(fields=["issue", "cycle"], name="verification_by_cycle")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.result}"


class VerificationPhoto(models.Model):
    """A photograph that the verifier took, in the order of the visit; kept without place, time and device."""

    verification = models.ForeignKey(Verification, models.PROTECT, related_name="photos")
    position = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["verification", "position"], name="photo_once_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.verification_id} {self.position}"
