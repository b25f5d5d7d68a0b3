"""Occasions of asking, opinions, receipts and dispositions.

Anonymous by structure: an opinion has no column for an address, a device or an account of the speaker; the
day of arrival is kept, the minute is not; the receipt code is kept only as a digest.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign, Channel, Term
from bihuan.opinions.states import Status
from bihuan.people.models import LEVELS, Unit


class Consultation(models.Model):
    """One occasion of asking: a symposium, a topical visit, a round of talks, a batch of forms."""

    class Kind(models.TextChoices):
        SYMPOSIUM = "symposium", _("symposium")
        TALKS = "talks", _("talks")
        FORMS = "forms", _("forms and questionnaires")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="consultations")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="consultations")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    convener = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    held_on = models.DateField()
    minutes = models.TextField(blank=True)
    forms_issued = models.PositiveIntegerField(default=0)
    forms_returned = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(forms_returned__lte=models.F("forms_issued")), name="forms_returned_were_issued"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "held_on"], name="consultation_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Its history in the record."""
        return f"consultation:{self.pk}"


class Participants(models.Model):
    """How many people of one group came to a consultation, or were talked to in one unit."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="participants")
    group = models.ForeignKey(Term, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    invited = models.PositiveIntegerField(default=0)
    attended = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consultation", "group", "unit"], nulls_distinct=False, name="participants_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.attended}"


class VisitedUnit(models.Model):
    """A unit that a round of talks went to, and how many people were visited there."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="visited")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    visited_on = models.DateField()
    people_visited = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["consultation", "unit"], name="visited_unit_once")]

    def __str__(self) -> str:
        return f"{self.unit}"


class Opinion(models.Model):
    """One voice, in its own words. `text` is never changed.

    `u1`…`u5` copy the ancestors of the unit it is about, or of the campaign's root while no unit is known, so
    that a scope over the tree is a condition on the row.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="opinions")
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, blank=True, related_name="opinions")
    text = models.TextField()
    about_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    about_words = models.CharField(max_length=120, blank=True, help_text="the place in the speaker's own words")
    group = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    heads = models.PositiveIntegerField(default=1, help_text="how many people said it")
    received_on = models.DateField()
    anonymous = models.BooleanField(default=True)
    category = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    responsible = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", help_text="who is to deal with it"
    )
    u1 = models.BigIntegerField(null=True)
    u2 = models.BigIntegerField(null=True)
    u3 = models.BigIntegerField(null=True)
    u4 = models.BigIntegerField(null=True)
    u5 = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="opinion_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="opinion_says_something"),
            models.CheckConstraint(condition=Q(heads__gte=1), name="opinion_has_a_head"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "status", "received_on", "id"], name="opinion_queue"),
            models.Index(fields=["campaign", "received_on", "id"], name="opinion_by_day"),
            models.Index(fields=["campaign", "status", "heads", "id"], name="opinion_loudest"),
            models.Index(fields=["campaign", "channel", "status", "heads"], name="opinion_balance"),
            models.Index(fields=["consultation"], name="opinion_by_consultation"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as people write it: A-0312."""
        return f"A-{self.number:04d}"

    @property
    def stream(self) -> str:
        """Its history in the record."""
        return f"opinion:{self.pk}"


class Contact(models.Model):
    """Name and number that a speaker left, encrypted. Only the office opens it, and leaves a fact."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="contact")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.opinion_id}"


class Receipt(models.Model):
    """The only link between a speaker and an opinion. The code is shown once; a keyed digest is kept."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="receipt")
    code_digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.opinion_id}"


class Disposition(models.Model):
    """How an opinion ended. A disposition taken back keeps its row; the newest one that stands counts."""

    class Kind(models.TextChoices):
        BECAME_ISSUE = Status.BECAME_ISSUE.value, Status.BECAME_ISSUE.label
        ANSWERED = Status.ANSWERED.value, Status.ANSWERED.label
        REFUSED = Status.REFUSED.value, Status.REFUSED.label
        FORWARDED = Status.FORWARDED.value, Status.FORWARDED.label

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="dispositions")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.TextField(help_text="what the speaker reads")
    forwarded_to = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    day = models.DateField(help_text="the day of the campaign, which may stand still while the clock goes on")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["opinion"], condition=Q(taken_back_at__isnull=True), name="one_standing_disposition"
            ),
            models.CheckConstraint(condition=~Q(kind="refused") | Q(reason__isnull=False), name="refusal_has_a_reason"),
            models.CheckConstraint(condition=~Q(kind="forwarded") | ~Q(forwarded_to=""), name="forwarded_to_somebody"),
            models.CheckConstraint(condition=~Q(reply=""), name="disposition_replies"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Message(models.Model):
    """The dialogue by receipt: the speaker asks or adds, the office answers; neither needs a name."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="messages")
    from_speaker = models.BooleanField()
    text = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
            models.CheckConstraint(
                condition=Q(from_speaker=True, by__isnull=True) | Q(from_speaker=False, by__isnull=False),
                name="speaker_has_no_account",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["opinion", "id"], name="message_in_order")]

    def __str__(self) -> str:
        return self.text[:40]


ANCESTORS = tuple(f"u{level}" for level in range(1, LEVELS + 1))
