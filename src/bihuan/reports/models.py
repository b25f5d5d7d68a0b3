"""Papers that were written, the figures they state, and the office's own templates."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.jobs.models import Job


class PaperTemplate(models.Model):
    """A Word template of the office for one kind of paper. Accepted once, never changed; retired by a date."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="paper_templates")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "kind", "name"], condition=Q(retired_on__isnull=True), name="template_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """One written paper. `subject` is the key of what it is about (an issue, a notice …); the file comes by a job."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField(null=True, blank=True)
    title = models.CharField(max_length=200)
    as_of = models.DateField()
    template = models.ForeignKey(PaperTemplate, models.PROTECT, null=True, blank=True, related_name="papers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    pages = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", help_text="as PDF")
    no_pages = models.CharField(max_length=200, blank=True, help_text="why there is no PDF")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["campaign", "-at"], name="paper_latest")]

    def __str__(self) -> str:
        return self.title


class PaperFigure(models.Model):
    """One figure as a paper states it; `text` is what stands in the paper."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=160)
    label = models.CharField(max_length=200)
    text = models.CharField(max_length=40)
    url = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["paper", "path"], name="paper_states_a_figure_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.text}"
