"""The plans that each unit hands in during a phase (必审), in versions that are never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import RequiredPaper
from bihuan.files.models import StoredFile
from bihuan.supervision.models.phases import Standing


class PaperVersion(models.Model):
    """One version that a unit handed in. `paragraphs` is what the reader found: [place, text], empty for a scan."""

    standing = models.ForeignKey(Standing, models.PROTECT, related_name="papers")
    paper = models.ForeignKey(RequiredPaper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    paragraphs = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standing", "paper", "number"], name="paper_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.paper} v{self.number}"


class PaperVerdict(models.Model):
    """What the team decided on a version."""

    class Verdict(models.TextChoices):
        PASSED = "passed", pgettext_lazy("paper", "passed")
        REVISE = "revise", pgettext_lazy("paper", "to be revised")

    version = models.OneToOneField(PaperVersion, models.PROTECT, related_name="verdict")
    verdict = models.CharField(max_length=6, choices=Verdict)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return self.get_verdict_display()


class PaperComment(models.Model):
    """A remark at a place of a version: a paragraph of what was read, or a page that the supervisor names."""

    version = models.ForeignKey(PaperVersion, models.PROTECT, related_name="comments")
    paragraph = models.PositiveIntegerField(null=True, blank=True, help_text="its place in `paragraphs`, from 0")
    place = models.CharField(max_length=60)
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(place=""), name="paper_comment_at_a_place")
        ]

    def __str__(self) -> str:
        return self.place
