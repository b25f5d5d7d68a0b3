"""The plan (六明确) in versions, its measures, milestones and targets by unit."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bihuan.ledger.models.issue import Issue
from bihuan.ledger.states import MeasureStatus, PlanStatus
from bihuan.people.models import Person, Unit


class Plan(models.Model):
    """One version of the plan. `body` is the whole plan as text, frozen when it is submitted, for comparing versions.

    The six clear points: responsible section (the issue's lead unit), responsible person, measures, deadline,
    standard of acceptance, and the sixth that the campaign chose.
    """

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    responsible = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    responsible_name = models.CharField(max_length=60, blank=True)
    deadline_text = models.CharField(max_length=200, blank=True)
    standard = models.TextField(blank=True)
    sixth = models.CharField(max_length=120, blank=True)
    body = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "version"], name="plan_version_once"),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "returned"]) | Q(decided_by__isnull=False),
                name="plan_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("written_by")), name="plan_not_decided_by_author"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id} v{self.version}"


class Measure(models.Model):
    """One measure. Written while the plan is a draft; done only with evidence of a result."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="measures")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    status = models.CharField(max_length=12, choices=MeasureStatus, default=MeasureStatus.OPEN)
    done_on = models.DateField(null=True, blank=True)
    since_plan = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "position"], name="measure_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="measure_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.text[:40]}"


class Milestone(models.Model):
    """A dated step inside a measure, with its share of the planned progress."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="milestones")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="milestones")
    text = models.CharField(max_length=200)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text


class Target(models.Model):
    """A quantity that one unit must reach under a measure: 286 人, 31 所. Open in one unit means open."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="targets")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    goal = models.DecimalField(max_digits=14, decimal_places=2)
    done = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    measured_in = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "unit"], name="target_once_per_unit"),
            models.CheckConstraint(condition=Q(goal__gt=0), name="target_asks_for_something"),
            models.CheckConstraint(condition=Q(done__gte=0), name="target_done_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.done}/{self.goal} {self.measured_in}"

    @property
    def is_met(self) -> bool:
        """Reached in this unit."""
        return self.done >= self.goal
