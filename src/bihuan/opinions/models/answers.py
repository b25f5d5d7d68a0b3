"""Questionnaires: what was answered, and who may answer, in tables that nothing joins.

No column here names a person, a moment or a slip. Keys are drawn at random, so that their order says nothing; where
rows lie on the disk says nothing either once the urn was shaken (`services.questionnaires.urn`).
"""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from bihuan.opinions.models.questionnaires import Item, Option, Question, Questionnaire, Version


def drawn() -> int:
    """A key drawn at random; 62 bits, so that two are never the same."""
    return secrets.randbits(62)


class _Drawn(models.Model):
    # An automatic key on purpose: only that is the row's own place on SQLite. Any other type of key would leave a
    # hidden running number beside it, which is the order of arrival.
    id = models.BigAutoField(primary_key=True, default=drawn)

    class Meta:
        abstract = True


class Sheet(_Drawn):
    """One filled-in questionnaire. `shaken` says that its rows were written anew, mixed with those of others."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="sheets")
    on_paper = models.BooleanField(default=False)
    shaken = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["version", "shaken"], name="sheet_by_version")]

    def __str__(self) -> str:
        return f"{self.version}"


class Choice(_Drawn):
    """One option chosen, for one thing of a matrix or for the question itself."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="choices")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+")
    option = models.ForeignKey(Option, models.PROTECT, related_name="chosen")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sheet", "question", "item", "option"], nulls_distinct=False, name="choice_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["question", "item", "option"], name="choice_counted")]

    def __str__(self) -> str:
        return f"{self.option}"


class Words(_Drawn):
    """What somebody wrote into a question for own words."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="words")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "question"], name="words_once"),
            models.CheckConstraint(condition=~Q(text=""), name="words_say_something"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class SlipBatch(models.Model):
    """Slips that were printed to be handed out: how many, and for whom in words."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="batches")
    label = models.CharField(max_length=60)
    count = models.PositiveIntegerField()
    printed_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(count__gte=1), name="batch_has_slips")]

    def __str__(self) -> str:
        return f"{self.label} {self.count}"


class Slip(_Drawn):
    """The right to answer once. Whoever uses it destroys it: a spent slip leaves no row and so no moment."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="slips")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.questionnaire}"


class SpentForm(_Drawn):
    """A form that has arrived, by the digest of the random word in it: sent twice, it counts once."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.questionnaire}"
