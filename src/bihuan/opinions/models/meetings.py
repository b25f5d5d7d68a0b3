"""Consultations, closer: who was invited by name, what was handed over, what was said and by which speaker, talks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Term
from bihuan.files.models import StoredFile
from bihuan.opinions.models.voices import Consultation, Opinion
from bihuan.people.models import Unit


class Invitee(models.Model):
    """Somebody invited by name or by post. Only the office reads names; everybody else reads counts."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="invitees")
    name = models.CharField(max_length=60)
    group = models.ForeignKey(Term, models.PROTECT, related_name="+")
    came = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consultation", "name"], name="invitee_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Enclosure(models.Model):
    """A file that belongs to a consultation: the list of signatures, a photograph, the signed minutes."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="enclosures")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    added_on = models.DateField()

    def __str__(self) -> str:
        return self.title


class TakenDown(models.Model):
    """Which speaker of a consultation said an opinion, by number: the third who spoke, not who that was."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="taken_down")
    speaker = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.speaker}"


class Talk(models.Model):
    """One talk face to face, written down at a level of confidence.

    A sealed talk is encrypted; its words are read only by an opening to which a second person agreed.
    """

    class Level(models.TextChoices):
        READERS = "readers", pgettext_lazy("talk", "whoever reads opinions")
        OFFICE = "office", pgettext_lazy("talk", "campaign office and leading officials")
        SEALED = "sealed", pgettext_lazy("talk", "sealed, opened by two")

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="talks")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    talked_on = models.DateField()
    level = models.CharField(max_length=8, choices=Level)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level="sealed", text="") | (~Q(level="sealed") & ~Q(text="")), name="sealed_talk_is_sealed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.talked_on} {self.get_level_display()}"

    @property
    def stream(self) -> str:
        """Its history in the record, and what its seal is bound to."""
        return f"talk:{self.pk}"


class SealedTalk(models.Model):
    """The words of a sealed talk, encrypted and bound to it."""

    talk = models.OneToOneField(Talk, models.PROTECT, related_name="words")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.talk_id}"


class TalkOpening(models.Model):
    """Opening a sealed talk: one person asks with a reason, another agrees, the first reads once."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="openings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(agreed_by=F("asked_by")), name="a_second_person_agrees"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True, agreed_at__isnull=True)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(agreed_by__isnull=False), name="read_after_agreement"
            ),
            models.UniqueConstraint(fields=["talk"], condition=Q(read_at__isnull=True), name="one_opening_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.talk}"
