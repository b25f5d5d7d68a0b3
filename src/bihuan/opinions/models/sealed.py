"""The sealed channel: tip-offs about persons. Its tables touch no other table of listening, and hold no plain word.

Law: what reports a person must not reach that person or his unit (信访工作条例 2022, arts 18, 30, 46).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bihuan.campaigns.models import Campaign
from bihuan.opinions.states import TipStatus
from bihuan.people.models import Unit


class Keeper(models.Model):
    """Who alone opens the sealed channel of a campaign: appointed by the leading official, by name."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="keepers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "person"], condition=Q(until__isnull=True), name="keeper_appointed_once"
            ),
            models.CheckConstraint(condition=~Q(person=models.F("appointed_by")), name="no_keeper_by_own_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.person_id}"


class TipOff(models.Model):
    """One tip-off. Words, names and contact are in `sealed`; the unit is kept only to keep its people out."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=TipStatus, default=TipStatus.WAITING)
    about_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.BinaryField()
    code_digest = models.CharField(max_length=64, unique=True)
    received_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "number"], name="tip_off_number_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as the keeper writes it: T-0003."""
        return f"T-{self.number:04d}"

    @property
    def stream(self) -> str:
        """Its history in the record, which never holds a word of it."""
        return f"tip-off:{self.pk}"


class TipOffPart(models.Model):
    """What was said after it, or came with it: sealed words of the dialogue, or a sealed picture."""

    tip_off = models.ForeignKey(TipOff, models.PROTECT, related_name="parts")
    from_speaker = models.BooleanField()
    picture = models.BooleanField(default=False)
    sealed = models.BinaryField()
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_speaker=True, by__isnull=True) | Q(from_speaker=False, by__isnull=False),
                name="tip_off_speaker_has_no_account",
            )
        ]

    def __str__(self) -> str:
        return f"{self.tip_off_id} · {self.pk}"
