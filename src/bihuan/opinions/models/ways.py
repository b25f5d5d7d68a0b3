"""Other ways in: where a voice came from when it did not come by the form, so that it comes in once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign, Channel
from bihuan.files.models import StoredFile
from bihuan.opinions.models.questionnaires import Questionnaire
from bihuan.opinions.models.voices import Opinion


class Origin(models.TextChoices):
    """By what hand or wire a voice came to the office."""

    MAIL = "mail", _("e-mail")
    PHONE = "phone", _("phone note")
    PAPER = "paper", _("paper forms from a sheet")
    BOARD = "board", _("posts of a message board")
    PLATFORM = "platform", _("hand-over of another platform")
    QUESTIONNAIRE = "survey", pgettext_lazy("origin", "own words in a questionnaire")


class HandOver(models.Model):
    """One file of voices that was taken in. The same content is taken in once per campaign."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="hand_overs")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "file"], name="hand_over_once"),
            models.CheckConstraint(condition=Q(taken__lte=models.F("rows")), name="hand_over_takes_what_is_there"),
        ]

    def __str__(self) -> str:
        return f"{self.file}"


class Source(models.Model):
    """Where one voice came from: its outside number (only a digest of a message's), its file and its row.

    `likeness` is a digest of the squeezed words, by which the same submission is known when it comes again. Words from
    a questionnaire have none (each stands for somebody), and name the questionnaire only, never a sheet.
    """

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="source")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin)
    outside_number = models.CharField(max_length=80, blank=True)
    identity = models.CharField(max_length=64, blank=True)
    likeness = models.CharField(max_length=64, blank=True)
    hand_over = models.ForeignKey(HandOver, models.PROTECT, null=True, blank=True, related_name="sources")
    place = models.CharField(max_length=80, blank=True)
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, null=True, blank=True, related_name="voices", help_text="whose words they are"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "origin", "identity"], condition=~Q(identity=""), name="submission_comes_in_once"
            ),
            models.CheckConstraint(
                condition=Q(origin="survey", questionnaire__isnull=False)
                | (~Q(origin="survey") & Q(questionnaire__isnull=True)),
                name="words_name_their_questionnaire",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "likeness"], name="source_by_likeness")]

    def __str__(self) -> str:
        return f"{self.origin} {self.outside_number or self.place}"
