"""Papers that were written, the figures they state, and the office's own templates: of papers, and of lists."""

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


class WorkbookTemplate(models.Model):
    """A workbook of the office into which a list is written. Accepted once, never changed; retired by a date.

    `bottom` and `last` are the last rows of its header and of its body, from 0, on the sheet called `sheet`.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="workbook_templates")
    listing = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=40)
    bottom = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "listing", "name"],
                condition=Q(retired_on__isnull=True),
                name="workbook_template_name_once",
            ),
            models.CheckConstraint(condition=Q(last__gte=models.F("bottom")), name="body_below_header"),
        ]

    def __str__(self) -> str:
        return self.name


class WorkbookColumn(models.Model):
    """What a column of such a workbook holds: the name of a column of the list. `place` counts from 0."""

    template = models.ForeignKey(WorkbookTemplate, models.CASCADE, related_name="columns")
    place = models.PositiveSmallIntegerField()
    head = models.CharField(max_length=120)
    holds = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "place"], name="workbook_column_once"),
            models.UniqueConstraint(fields=["template", "holds"], name="workbook_holds_once"),
        ]

    def __str__(self) -> str:
        return f"{self.head} = {self.holds}"
