"""What the engine proposes and how it learned. All of it can be made again from the voices and what people decided.

No row tells when it was made, only the campaign's day: a moment would tell the hour at which a voice arrived.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bihuan.campaigns.models import Campaign, Term
from bihuan.opinions.models.matters import Matter
from bihuan.opinions.models.voices import Opinion
from bihuan.people.models import Unit


class Cluster(models.Model):
    """Voices that the engine takes for one matter; a person makes a `Matter` of it, or not."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="clusters")
    name = models.CharField(max_length=120)
    engine = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Suggestion(models.Model):
    """What the engine proposes for one voice, and why. Confidences are shares that were right at such scores."""

    class UnitReason(models.TextChoices):
        NAMED = "named", pgettext_lazy("suggested unit", "the words name it")
        LEARNED = "learned", pgettext_lazy("suggested unit", "learned from decisions")

    opinion = models.OneToOneField(Opinion, models.CASCADE, related_name="suggestion")
    engine = models.CharField(max_length=40, help_text="version of everything that was learned before it")
    on = models.DateField()
    category = models.ForeignKey(Term, models.CASCADE, null=True, blank=True, db_index=False, related_name="+")
    category_confidence = models.FloatField(default=0)
    category_unsure = models.BooleanField(default=False, help_text="perhaps none of the categories fits")
    phrases = models.TextField(blank=True, help_text="passages that speak for the category, one per line")
    examples = models.TextField(blank=True, help_text="numbers of decided voices most like it, one per line")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, db_index=False, related_name="+")
    unit_confidence = models.FloatField(default=0)
    unit_reason = models.CharField(max_length=8, choices=UnitReason, blank=True)
    unit_words = models.CharField(max_length=120, blank=True, help_text="the name, or the passages that spoke for it")
    same_as = models.ForeignKey(
        Opinion, models.CASCADE, null=True, blank=True, related_name="+", help_text="first voice of its near-duplicates"
    )
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    matter = models.ForeignKey(Matter, models.SET_NULL, null=True, blank=True, related_name="+")
    matter_chance = models.FloatField(default=0)
    matter_why = models.JSONField(default=dict, help_text="a code with its fields; see `reasons`")

    def __str__(self) -> str:
        return f"{self.opinion_id}"


class Likeness(models.Model):
    """A voice and an older one that is like it."""

    class Kind(models.TextChoices):
        DUPLICATE = "duplicate", pgettext_lazy("likeness", "nearly the same words")
        OTHER_MATTER = "other_matter", pgettext_lazy("likeness", "same words about somebody else")
        RELATED = "related", pgettext_lazy("likeness", "perhaps the same matter")

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Opinion, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    degree = models.FloatField()
    why = models.JSONField(default=dict, help_text="a code with its fields; see `reasons`")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion", "other"], name="opinion_likeness_once"),
            models.CheckConstraint(condition=~Q(opinion=models.F("other")), name="opinion_likeness_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.other_id}"


class Lesson(models.Model):
    """One round of learning from the office's own decisions, and how good it is on decisions it had not seen."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="lessons")
    job = models.BigIntegerField(null=True, help_text="the background work that does it")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    begun_on = models.DateField()
    last_opinion = models.BigIntegerField(help_text="voices up to this one get new suggestions")
    step = models.PositiveSmallIntegerField(default=0, help_text="parts that are done")
    reached = models.BigIntegerField(default=0, help_text="the last voice that got its new suggestion")
    decisions = models.PositiveIntegerField(default=0)
    right_share = models.FloatField(null=True, help_text="of all held-back decisions")
    sure_share = models.FloatField(null=True, help_text="how many it dared to decide")
    sure_right_share = models.FloatField(null=True, help_text="of those, how many rightly")
    named_total = models.PositiveIntegerField(default=0, help_text="decided voices that name a unit")
    named_right = models.PositiveIntegerField(default=0, help_text="of those, where that unit was the responsible one")
    renewed = models.PositiveIntegerField(default=0, help_text="voices that got new suggestions")
    engine = models.CharField(max_length=40, blank=True)
    stopping = models.BooleanField(default=False, help_text="somebody asked it to stop")
    finished = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign"], condition=Q(finished=False), name="one_lesson_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.begun_on}"
