"""What belongs to the public face: files that came with a voice, and what its speaker thinks of the answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign
from bihuan.files.models import StoredFile
from bihuan.opinions.models.voices import Disposition, Opinion


class Attachment(models.Model):
    """A picture or paper that came with a voice, cleaned of everything that its device wrote into it.

    It is called by its place, not by the name it had: names of files hold dates, devices and people.
    """

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion", "position"], name="attachment_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id} · {self.position}"


class Verdict(models.Model):
    """Whether an ending settled the matter, in the eyes of whoever spoke. No row means silence, never consent.

    The five grades are those of 好差评; the first three count as satisfied.
    """

    class Grade(models.IntegerChoices):
        VERY_GOOD = 5, pgettext_lazy("grade", "very satisfied")
        GOOD = 4, pgettext_lazy("grade", "satisfied")
        FAIR = 3, pgettext_lazy("grade", "fairly satisfied")
        POOR = 2, pgettext_lazy("grade", "dissatisfied")
        VERY_POOR = 1, pgettext_lazy("grade", "very dissatisfied")

    SATISFIED_FROM = Grade.FAIR

    disposition = models.OneToOneField(Disposition, models.PROTECT, related_name="verdict")
    solved = models.BooleanField()
    grade = models.PositiveSmallIntegerField(choices=Grade)
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(solved=True) | ~Q(words=""), name="verdict_against_says_why"),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="verdict_grade"),
        ]

    def __str__(self) -> str:
        return f"{self.disposition_id} {self.grade}"


class ListeningPolicy(models.Model):
    """What follows when somebody is not satisfied with a closed issue. The supervising tier sets it."""

    class AfterClosing(models.TextChoices):
        AT_ONCE = "at_once", _("re-opened at once")
        BY_DECISION = "by_decision", _("a supervisor decides in time; without a decision it is re-opened")

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="listening_policy")
    after_closing = models.CharField(max_length=12, choices=AfterClosing, default=AfterClosing.BY_DECISION)
    decide_workdays = models.PositiveSmallIntegerField(default=5)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(decide_workdays__gte=1), name="deciding_takes_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}"
