"""Special actions (专项行动): aspects, inspections, cases. People who were dealt with are counts, never names."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bihuan.campaigns.models import Campaign
from bihuan.outcomes.states import ActionStatus
from bihuan.people.models import Unit


class SpecialAction(models.Model):
    """A drive against one kind of wrong, on the basis of a document."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="special_actions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    basis = models.CharField(max_length=200, blank=True, help_text="the document that orders it")
    goal = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=ActionStatus, default=ActionStatus.PLANNED)
    summary = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "title"], name="action_title_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="action_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(status=ActionStatus.CONCLUDED) | ~Q(summary=""), name="concluded_with_a_summary"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The name of its history."""
        return f"special-action:{self.pk}"


class Aspect(models.Model):
    """One of the wrongs that the action is about."""

    action = models.ForeignKey(SpecialAction, models.CASCADE, related_name="aspects")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["action", "title"], name="aspect_once")]

    def __str__(self) -> str:
        return self.title


class Inspection(models.Model):
    """A visit of the action to a unit, announced or not (明查 / 暗访)."""

    action = models.ForeignKey(SpecialAction, models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField()
    announced = models.BooleanField(default=False)
    inspectors = models.PositiveSmallIntegerField(default=2)
    findings = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "unit", "on"], name="inspection_once_a_day"),
            models.CheckConstraint(condition=Q(inspectors__gte=1), name="inspection_by_somebody"),
        ]
        indexes: ClassVar = [models.Index(fields=["action", "-on", "-id"], name="inspection_latest")]

    def __str__(self) -> str:
        return f"{self.unit} {self.on}"


class Case(models.Model):
    """A violation that was found, and how many people were dealt with in which way. No name has a place here."""

    action = models.ForeignKey(SpecialAction, models.PROTECT, related_name="cases")
    aspect = models.ForeignKey(Aspect, models.PROTECT, null=True, blank=True, related_name="cases")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="cases")
    title = models.CharField(max_length=120)
    found_on = models.DateField()
    persons = models.PositiveSmallIntegerField(default=0)
    handling = models.CharField(max_length=200, blank=True)
    handled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(handled_on__isnull=True, handling="", persons=0)
                | Q(handled_on__isnull=False) & ~Q(handling=""),
                name="case_handled_says_how",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["action", "-found_on", "-id"], name="case_latest")]

    def __str__(self) -> str:
        return self.title
