"""Matters: voices that a person tied together because they are about one concrete thing.

A tie never touches a voice: its words, its heads, its ending and its receipt stay its own. Ties end and begin through
acts of regrouping, each of which can be undone, so who stood together at any time can be told.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models.voices import Opinion


class Matter(models.Model):
    """One concrete thing that voices are about (事项). One whose voices have all left it is history."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="matters")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    made_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="matter_number_once"),
            models.CheckConstraint(condition=~Q(name=""), name="matter_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.name}"

    @property
    def label(self) -> str:
        """The number as people write it: M-0012."""
        return f"M-{self.number:04d}"

    @property
    def stream(self) -> str:
        """Its history in the record."""
        return f"matter:{self.pk}"


class Regrouping(models.Model):
    """One act: a merge, a split, or the undoing of one of them. Acts are added, never changed."""

    class Kind(models.TextChoices):
        MERGE = "merge", pgettext_lazy("regrouping", "merged")
        SPLIT = "split", pgettext_lazy("regrouping", "split off")
        UNDO = "undo", pgettext_lazy("regrouping", "undone")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | (~Q(kind="undo") & Q(undoes__isnull=True)),
                name="undoing_names_what_it_undoes",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class MatterVoice(models.Model):
    """The tie of a voice to a matter, from one act of regrouping to another. `dissent`: what it wants otherwise."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="ties")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="ties")
    tied_by = models.ForeignKey(Regrouping, models.PROTECT, related_name="tied")
    ended_by = models.ForeignKey(Regrouping, models.PROTECT, null=True, blank=True, related_name="ended")
    dissent = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["opinion"], condition=Q(ended_by__isnull=True), name="one_matter_per_voice"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["matter", "opinion"], condition=Q(ended_by__isnull=True), name="standing_tie")
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.opinion_id}"


class MatterObjection(models.Model):
    """A speaker says by receipt: what I mean is another matter. The day is kept, the hour is not."""

    tie = models.OneToOneField(MatterVoice, models.PROTECT, related_name="objection")
    words = models.TextField()
    on = models.DateField()
    upheld = models.BooleanField(null=True, blank=True)
    ruling = models.TextField(blank=True, help_text="what the speaker reads")
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="matter_objection_says_something"),
            models.CheckConstraint(
                condition=Q(upheld__isnull=True, ruled_by__isnull=True)
                | (Q(upheld__isnull=False, ruled_by__isnull=False) & ~Q(ruling="")),
                name="matter_objection_ruled_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]
