"""Reflections (心得): handed in, reviewed, compared with the others, shown only with consent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.people.models import Person, Unit
from bihuan.study.models.plans import Topic
from bihuan.study.states import ReflectionStatus


class Reflection(models.Model):
    """What somebody learned, in his own words. `may_show` is the writer's consent and can be taken back."""

    class Way(models.TextChoices):
        PAGE = "page", _("written on the page")
        WORD = "word", _("as a Word file")
        MAIL = "mail", _("by mail")
        PAPER = "paper", _("on paper")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reflections")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, related_name="reflections")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=5, choices=Way, default=Way.PAGE)
    status = models.CharField(max_length=10, choices=ReflectionStatus, default=ReflectionStatus.SUBMITTED)
    handed_in_on = models.DateField()
    may_show = models.BooleanField(default=False)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    comment = models.TextField(blank=True)
    compared = models.BooleanField(default=False, help_text="with all others of the campaign, since its last change")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="reflection_says_something")]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "status", "-id"], name="reflection_by_status"),
            models.Index(fields=["author", "campaign"], name="reflection_by_author"),
            models.Index(fields=["campaign"], condition=Q(compared=False), name="reflection_to_compare"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The name of its history."""
        return f"reflection:{self.pk}"


class Likeness(models.Model):
    """Two reflections that share much of their words: a hint for whoever reviews, never a verdict."""

    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Reflection, models.CASCADE, related_name="+")
    percent = models.PositiveSmallIntegerField(help_text="of the reflection's words that stand in the other one")
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reflection", "other"], name="reflection_likeness_once")
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"
