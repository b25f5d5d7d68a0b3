"""The library: what is read, how far each has read it, and notes that are the reader's own."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.people.models import Person, Unit


class Material(models.Model):
    """Something to read or to watch; it belongs to a unit and is there for everybody below it."""

    class Kind(models.TextChoices):
        HISTORY = "history", _("history of the party")
        THEORY = "theory", _("theory")
        DISCIPLINE = "discipline", _("rules and discipline")
        EXAMPLE = "example", _("exemplary people and units")
        DOCUMENT = "document", _("documents and speeches")
        FILM = "film", pgettext_lazy("material", "film")

    class Audience(models.TextChoices):
        COMMITTEE = "committee", _("required of the leading group")
        EVERYONE = "everyone", _("required of everybody")
        NOBODY = "nobody", _("recommended")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="study_materials")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    required_of = models.CharField(max_length=10, choices=Audience, default=Audience.NOBODY)
    added_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["campaign", "kind", "id"], name="material_by_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """The name of its history."""
        return f"study-material:{self.pk}"


class Reading(models.Model):
    """How far somebody has read a material, by his own word."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="readings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="readings")
    percent = models.PositiveSmallIntegerField()
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["material", "person"], name="reading_once"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="reading_percent"),
            models.CheckConstraint(
                condition=Q(percent=100, finished_on__isnull=False) | Q(percent__lt=100, finished_on__isnull=True),
                name="reading_finished_at_a_hundred",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["material", "finished_on"], name="reading_of_material"),
            models.Index(fields=["person", "finished_on"], name="reading_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class Note(models.Model):
    """A study note (学习笔记). Nobody but its writer reads it; others see only that there are notes."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="study_notes")
    material = models.ForeignKey(Material, models.PROTECT, null=True, blank=True, related_name="notes")
    text = models.TextField()
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]
        indexes: ClassVar = [models.Index(fields=["person", "campaign", "-id"], name="note_by_person")]

    def __str__(self) -> str:
        return self.text[:40]
