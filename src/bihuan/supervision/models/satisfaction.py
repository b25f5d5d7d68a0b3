"""Satisfaction: who was asked about a cycle of an issue, and what came back. Silence is its own answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.ledger.models import Issue
from bihuan.opinions.models import Opinion


class Asking(models.Model):
    """One question to one voice, or to one member of the panel, in one cycle.

    `answer` stays SILENT until the person answers; nothing and nobody fills it in by default.
    """

    class Way(models.TextChoices):
        RECEIPT = "receipt", _("by receipt code")
        IN_PERSON = "in_person", _("in person")
        PHONE = "phone", _("by phone")

    class Answer(models.TextChoices):
        SILENT = "silent", _("no answer yet")
        SATISFIED = "satisfied", _("satisfied")
        DISSATISFIED = "dissatisfied", _("dissatisfied")
        UNREACHABLE = "unreachable", _("unreachable")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="askings")
    cycle = models.PositiveSmallIntegerField()
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, blank=True, related_name="askings")
    panellist = models.CharField(
        max_length=60, blank=True, help_text="for an issue that nobody raised: which representative"
    )
    way = models.CharField(max_length=10, choices=Way)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.SILENT)
    answered_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issue", "cycle", "opinion"],
                condition=Q(opinion__isnull=False),
                name="voice_asked_once_per_cycle",
            ),
            models.UniqueConstraint(
                fields=["issue", "cycle", "panellist"],
                condition=~Q(panellist=""),
                name="panellist_asked_once_per_cycle",
            ),
            models.CheckConstraint(
                condition=Q(opinion__isnull=False, panellist="") | (Q(opinion__isnull=True) & ~Q(panellist="")),
                name="asking_has_one_addressee",
            ),
            models.CheckConstraint(
                condition=Q(answer="silent", answered_on__isnull=True)
                | (~Q(answer="silent") & Q(answered_on__isnull=False)),
                name="an_answer_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.answer}"


class Ruling(models.Model):
    """A reasoned ruling, one tier higher, on a dissatisfied answer that further work cannot meet."""

    asking = models.OneToOneField(Asking, models.PROTECT, related_name="ruling")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="ruling_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.asking_id}"
