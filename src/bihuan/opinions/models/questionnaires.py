"""Questionnaires: what is asked. Every part is a typed row; no row of a version changes once it was opened."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign, Channel
from bihuan.opinions.models.voices import Consultation
from bihuan.opinions.states import QuestionnaireStatus


class Scale(models.Model):
    """The words of one scale and what reaches the goal, as the campaign's policy declares them.

    There is no national rule: some count only 满意, some count 基本满意 too, some leave 不了解 out. So it is written
    down before anybody is asked, and only the supervising tier may change it.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="scales")
    name = models.CharField(max_length=60)
    threshold_percent = models.PositiveSmallIntegerField(default=80, help_text="satisfied of those who judge")
    min_base = models.PositiveSmallIntegerField(default=10, help_text="with fewer answers nothing is declared")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "name"], name="scale_name_once"),
            models.CheckConstraint(condition=Q(threshold_percent__lte=100), name="scale_percent"),
        ]

    def __str__(self) -> str:
        return self.name


class ScalePoint(models.Model):
    """One word of a scale: what it is worth, and whether it judges at all."""

    scale = models.ForeignKey(Scale, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    satisfied = models.BooleanField(default=False)
    outside_base = models.BooleanField(default=False, help_text="不了解: no judgement, no part of the base")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scale", "position"], name="scale_point_position_once"),
            models.CheckConstraint(condition=Q(score__isnull=True) | Q(score__lte=100), name="scale_point_score"),
            models.CheckConstraint(
                condition=Q(outside_base=False) | Q(satisfied=False, score__isnull=True),
                name="no_judgement_has_no_worth",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Questionnaire(models.Model):
    """One questionnaire of a campaign; what it asks stands in its versions."""

    class Admission(models.TextChoices):
        LINK = "link", _("whoever has the link")
        SLIP = "slip", _("one slip, one answer")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="questionnaires")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+")
    consultation = models.OneToOneField(Consultation, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=8, unique=True, help_text="the short link ends in it")
    title = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)
    admission = models.CharField(max_length=4, choices=Admission, default=Admission.LINK)
    status = models.CharField(max_length=8, choices=QuestionnaireStatus, default=QuestionnaireStatus.DRAFT)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["campaign", "status", "id"], name="questionnaire_by_status")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Its history in the record."""
        return f"questionnaire:{self.pk}"


class Version(models.Model):
    """One wording of a questionnaire. `frozen_on` is the day it was put to use; from then on no row of it changes."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    frozen_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["questionnaire"], condition=Q(frozen_on__isnull=True), name="one_draft_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Section(models.Model):
    """Questions that belong together, under a heading."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="section_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question. What a scale demands is copied here, so that a frozen version keeps its own policy."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        MULTIPLE = "multiple", _("several answers")
        SCALE = "scale", pgettext_lazy("question", "scale")
        MATRIX = "matrix", _("a scale for several things")
        TEXT = "text", _("own words")

    version = models.ForeignKey(Version, models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(help_text="in the whole version")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.CharField(max_length=200)
    hint = models.CharField(max_length=200, blank=True)
    required = models.BooleanField(default=False)
    splits = models.BooleanField(default=False, help_text="results are also shown by its answers")
    heard = models.BooleanField(default=True, help_text="own words become voices for the triage desk")
    threshold_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    min_base = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="question_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
            models.CheckConstraint(condition=Q(splits=False) | Q(kind="single"), name="only_single_answers_split"),
        ]

    def __str__(self) -> str:
        return self.text


class Option(models.Model):
    """One answer to choose. `exclusive` stands alone: “none of these” beside another answer says nothing."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    exclusive = models.BooleanField(default=False)
    outside_base = models.BooleanField(default=False)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    satisfied = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "position"], name="option_position_once"),
            models.UniqueConstraint(fields=["question", "label"], name="option_label_once"),
        ]

    def __str__(self) -> str:
        return self.label


class Item(models.Model):
    """One of the things that a matrix asks about."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "position"], name="item_position_once"),
        ]

    def __str__(self) -> str:
        return self.label


class Condition(models.Model):
    """The question comes up only for those who chose one of these options of an earlier question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="conditions")
    option = models.ForeignKey(Option, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "option"], name="condition_once")]

    def __str__(self) -> str:
        return f"{self.option}"
