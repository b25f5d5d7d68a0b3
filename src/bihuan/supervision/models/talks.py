"""The talks that a team has in each unit during a phase (必谈), with notes that only the team reads."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bihuan.campaigns.models import RequiredTalk
from bihuan.supervision.models.phases import Standing


class UnitTalk(models.Model):
    """One talk: with which group of the unit, when, with how many. Who they were is in the notes, if anywhere."""

    standing = models.ForeignKey(Standing, models.PROTECT, related_name="talks")
    group = models.ForeignKey(RequiredTalk, models.PROTECT, related_name="held")
    talked_on = models.DateField()
    heads = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(heads__gte=1), name="talk_with_somebody")]

    def __str__(self) -> str:
        return f"{self.group} {self.talked_on}"

    @property
    def seal_context(self) -> str:
        """What the seal of its notes is bound to."""
        return f"unit-talk:{self.pk}"


class TalkNotes(models.Model):
    """What was said, encrypted and bound to its talk."""

    talk = models.OneToOneField(UnitTalk, models.PROTECT, related_name="notes")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.talk_id}"
