"""A unit's study plan: its topics, and the people whom it binds."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person, Unit
from bihuan.study.states import PlanStatus


class StudyPlan(models.Model):
    """What a unit studies in a campaign. In force only when plan, content, time and people are fixed (四落实)."""

    class Level(models.TextChoices):
        COMMISSION = "commission", _("the commission itself")
        UNIT = "unit", _("zones, affiliates and schools")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="study_plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=Level, default=Level.UNIT)
    title = models.CharField(max_length=120)
    aim = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="handed_down")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="study_plan_once_per_unit"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="study_plan_ends_after_start",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "status", "id"], name="study_plan_by_status")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The name of its history."""
        return f"study-plan:{self.pk}"


class Topic(models.Model):
    """One topic (专题) of a plan: what is studied, when, for how long, and who leads it."""

    plan = models.ForeignKey(StudyPlan, models.CASCADE, related_name="topics")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    content = models.TextField(blank=True)
    planned_on = models.DateField(null=True, blank=True)
    half_days = models.PositiveSmallIntegerField(default=1)
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "position"], name="study_topic_position_once"),
            models.CheckConstraint(condition=Q(half_days__gte=1), name="study_topic_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.title}"


class Participant(models.Model):
    """Somebody whom a plan binds. The chair is the secretary or the head; committee members lead topics and speak."""

    class Part(models.TextChoices):
        CHAIR = "chair", _("chair of the study group")
        COMMITTEE = "committee", _("member of the leading group")
        MEMBER = "member", _("party member or staff")

    plan = models.ForeignKey(StudyPlan, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="study_participations")
    part = models.CharField(max_length=10, choices=Part, default=Part.MEMBER)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "person"], name="study_participant_once")]
        indexes: ClassVar = [models.Index(fields=["plan", "part", "id"], name="study_participant_by_part")]

    def __str__(self) -> str:
        return f"{self.person}"


LEADING = (Participant.Part.CHAIR, Participant.Part.COMMITTEE)
"""Those who lead at least one topic and speak at least once."""
