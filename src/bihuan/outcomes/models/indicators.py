"""Indicators (指标): a quantity over periods, or by unit, with its source. A change is computed, never typed in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Unit


class Indicator(models.Model):
    """What is measured, and how its figure is made of the measurements."""

    class Shown(models.TextChoices):
        CHANGE = "change", _("change against the baseline, in percent")
        TOTAL = "total", _("sum of all measurements")

    class Direction(models.TextChoices):
        DOWN = "down", _("less is better")
        UP = "up", _("more is better")
        NONE = "none", _("a description, neither")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="indicators")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    shown_as = models.CharField(max_length=8, choices=Shown, default=Shown.CHANGE)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.DOWN)
    measured_in = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "code"], name="indicator_code_once"),
            models.CheckConstraint(condition=~Q(source=""), name="indicator_has_a_source"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stream(self) -> str:
        """The name of its history."""
        return f"indicator:{self.pk}"


class Measurement(models.Model):
    """One value of an indicator: over a period, perhaps of one unit. The baseline is the period compared with."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    baseline = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=2)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "starts_on", "ends_on", "note"],
                nulls_distinct=False,
                name="measurement_once",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="measurement_ends_after_start"),
        ]
        indexes: ClassVar = [models.Index(fields=["indicator", "baseline", "starts_on"], name="measurement_in_time")]

    def __str__(self) -> str:
        return f"{self.value}"
