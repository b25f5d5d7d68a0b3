"""What looks like work on paper only: the engine says so with its proof, the unit may answer, a person decides."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.ledger.models import Issue
from bihuan.people.models import Unit
from bihuan.supervision.models.notices import SupervisionNotice
from bihuan.supervision.states import HintStatus


class PicturePrint(models.Model):
    """The perceptual hashes of one stored picture (`triage.formalism.prints.Print`), computed once."""

    file = models.OneToOneField(StoredFile, models.CASCADE, primary_key=True, related_name="picture_print")
    hashes = models.BinaryField(help_text="empty: it could not be read as a picture")

    def __str__(self) -> str:
        return f"{self.file_id}"


class HintReading(models.Model):
    """How far the records of a campaign were read for hints, so that the next night reads only what is new."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, primary_key=True, related_name="hint_reading")
    plans_until = models.DateTimeField(null=True, blank=True)
    report = models.BigIntegerField(default=0)
    revision = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.campaign}"


class Hint(models.Model):
    """One hint about one unit. What was found never changes; it has no consequence before a person confirmed it.

    `key` names the records, so that the same finding is never raised twice, nor again after it was dismissed.
    `proof` holds the measured values, and `sides`: the passages as they stood when they were found.
    """

    class Kind(models.TextChoices):
        SAME_PHOTO = "same_photo", _("same photograph twice")
        COPIED_TEXT = "copied_text", _("copied words")
        RESULT_LIKE_PLAN = "result_like_plan", _("result repeats the plan")
        MASSED_CLOSINGS = "massed_closings", _("closings massed at the end")
        EVIDENCE_BEFORE_PLAN = "evidence_before_plan", _("evidence older than the plan")
        REPLY_ELSEWHERE = "reply_elsewhere", _("reply does not answer")
        IMPOSSIBLE_HUNDRED = "impossible_hundred", _("hundred per cent too often")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="hints")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, blank=True, related_name="hints")
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=120)
    reason = models.TextField()
    proof = models.JSONField(default=dict)
    found_on = models.DateField()
    status = models.CharField(max_length=9, choices=HintStatus, default=HintStatus.OPEN)
    question = models.TextField(blank=True)
    asked_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer_due = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ruling = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    notice = models.OneToOneField(SupervisionNotice, models.PROTECT, null=True, blank=True, related_name="hint")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "kind", "key"], name="hint_once"),
            models.CheckConstraint(
                condition=~Q(status="asked") | Q(asked_by__isnull=False, answer_due__isnull=False),
                name="hint_asked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "dismissed"]) | (~Q(ruling="") & Q(decided_by__isnull=False)),
                name="hint_decided_with_words",
            ),
            models.CheckConstraint(condition=Q(answer="") | Q(answered_by__isnull=False), name="hint_answered"),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "status", "id"], name="hint_queue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.unit}"

    @property
    def stream(self) -> str:
        """Its history in the record; not the campaign's, for a suspicion is nobody else's business."""
        return f"hint:{self.pk}"
