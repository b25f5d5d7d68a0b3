"""Random samples of closed issues: first ordered with a frozen list, then drawn with a seed that nobody chose."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Issue
from bihuan.supervision.models.closing import LookBack
from bihuan.supervision.states import SampleStatus


class Sample(models.Model):
    """One sample (抽查). `listing` and its hash are fixed by the order; `seed` is the hash of the order's own event."""

    class Strata(models.TextChoices):
        CATEGORY = "category", _("category")
        BRANCH = "branch", _("branch of the tree")
        LEAD_UNIT = "lead_unit", _("lead unit")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="samples")
    number = models.PositiveIntegerField()
    strata = models.CharField(max_length=10, choices=Strata)
    size = models.PositiveIntegerField()
    population = models.PositiveIntegerField()
    closed_from = models.DateField()
    closed_to = models.DateField()
    look_back_by = models.DateField(help_text="the re-inspections of what is drawn are due on this day")
    listing = models.TextField()
    list_sha256 = models.CharField(max_length=64)
    ordered_on = models.DateField()
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=8, choices=SampleStatus, default=SampleStatus.ORDERED)
    seed = models.CharField(max_length=64, blank=True)
    drawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="sample_number_once"),
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=F("population")), name="sample_within_list"),
            models.CheckConstraint(
                condition=Q(status="ordered", seed="", drawn_on__isnull=True)
                | (Q(status="drawn", drawn_on__isnull=False) & ~Q(seed="")),
                name="sample_drawn_with_a_seed",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Sample %(number)s") % {"number": self.number})


class SampledIssue(models.Model):
    """One issue that was drawn, with the re-inspection that follows. Never changed."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="issues")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="samplings")
    stratum = models.CharField(max_length=200)
    look_back = models.ForeignKey(LookBack, models.PROTECT, related_name="samplings")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sample", "issue"], name="sampled_once")]

    def __str__(self) -> str:
        return f"{self.sample_id} · {self.issue_id}"
