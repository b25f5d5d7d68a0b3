"""How far each unit is in a phase, and how its team judged it when the phase was looked back at."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Phase
from bihuan.people.models import Unit
from bihuan.supervision.models.notices import SupervisionNotice
from bihuan.supervision.states import StandingStatus


class Standing(models.Model):
    """One unit in one phase (转段情况): under way, held back, passed, gone on."""

    phase = models.ForeignKey(Phase, models.PROTECT, related_name="standings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="standings")
    status = models.CharField(max_length=9, choices=StandingStatus, default=StandingStatus.UNDER_WAY)
    opened_on = models.DateField()
    advanced_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["phase", "unit"], name="standing_once"),
            models.CheckConstraint(
                condition=Q(status="advanced", advanced_on__isnull=False)
                | (~Q(status="advanced") & Q(advanced_on__isnull=True)),
                name="standing_advanced_on_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["phase", "status", "id"], name="standing_by_status")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.phase}"

    @property
    def stream(self) -> str:
        """Its history in the record."""
        return f"standing:{self.pk}"


class PhaseJudgement(models.Model):
    """What the team found when it looked back at a unit's phase (环节“回头看”). Never changed.

    Everything but `passed` and `made_good` holds the unit back and sends the notice of the same kind.
    """

    class Outcome(models.TextChoices):
        PASSED = "passed", pgettext_lazy("phase", "passed")
        REMINDER = SupervisionNotice.Kind.REMINDER.value, pgettext_lazy("phase", "reminded")
        CRITICISM = SupervisionNotice.Kind.CRITICISM.value, pgettext_lazy("phase", "criticised")
        DELAY = SupervisionNotice.Kind.DELAY.value, pgettext_lazy("phase", "delayed")
        CATCH_UP = SupervisionNotice.Kind.CATCH_UP.value, pgettext_lazy("phase", "to catch up")
        REWORK = SupervisionNotice.Kind.REWORK.value, pgettext_lazy("phase", "to rework")
        MADE_GOOD = "made_good", pgettext_lazy("phase", "made good")

    standing = models.ForeignKey(Standing, models.PROTECT, related_name="judgements")
    outcome = models.CharField(max_length=10, choices=Outcome)
    words = models.TextField(blank=True)
    notice = models.OneToOneField(
        SupervisionNotice, models.PROTECT, null=True, blank=True, related_name="phase_judgement"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=["passed", "made_good"], notice__isnull=True)
                | (~Q(outcome__in=["passed", "made_good"]) & Q(notice__isnull=False) & ~Q(words="")),
                name="judgement_held_back_by_notice",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


HOLDING = tuple(
    outcome
    for outcome in PhaseJudgement.Outcome
    if outcome not in (PhaseJudgement.Outcome.PASSED, PhaseJudgement.Outcome.MADE_GOOD)
)
"""Outcomes that hold a unit back, from mild to sharp."""
