"""Answering in time: whose clock runs, who was asked first, and words that are used again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign, Channel
from bihuan.opinions.models.voices import Disposition, Opinion


class Clock(models.Model):
    """How many days a voice may wait for a first word and for its ending: by channel, or for all others.

    Nothing is counted from it in advance: a change of the clock shows at once in every list.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="clocks")
    channel = models.ForeignKey(Channel, models.CASCADE, null=True, blank=True, related_name="+")
    preset = models.CharField(max_length=12)
    respond_days = models.PositiveSmallIntegerField()
    settle_days = models.PositiveSmallIntegerField()
    workdays = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "channel"], nulls_distinct=False, name="one_clock_per_channel"),
            models.CheckConstraint(
                condition=Q(respond_days__gte=1, settle_days__gte=F("respond_days")), name="first_word_before_ending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel or self.campaign}: {self.respond_days}/{self.settle_days}"


class MoreTime(models.Model):
    """More time for the ending of one voice, with the reason that its speaker reads."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="more_time")
    until = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="more_time_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("on")), name="more_time_lies_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id} → {self.until}"


class Charge(models.Model):
    """Who answers for a voice (首问负责): whoever was asked first, until somebody else has accepted it."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="charges")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="charges")
    since = models.DateField()
    first = models.BooleanField(default=False, help_text="asked first")
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    accepted_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion"], condition=Q(first=True), name="asked_first_once"),
            models.UniqueConstraint(
                fields=["opinion"], condition=Q(accepted_on__isnull=True), name="one_offer_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(first=True, handed_by__isnull=True, accepted_on__isnull=False)
                | (Q(first=False, handed_by__isnull=False) & ~Q(reason="")),
                name="charge_is_first_or_handed_on_with_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "accepted_on"], name="charge_by_person")]

    def __str__(self) -> str:
        return f"{self.opinion_id}: {self.person_id}"


class ReplyTemplate(models.Model):
    """Words for a reply that come up often. `{fields}` are filled in; a person changes and sends them."""

    class For(models.TextChoices):
        ANY = "any", _("any reply")
        ANSWERED = Disposition.Kind.ANSWERED.value, Disposition.Kind.ANSWERED.label
        REFUSED = Disposition.Kind.REFUSED.value, Disposition.Kind.REFUSED.label
        FORWARDED = Disposition.Kind.FORWARDED.value, Disposition.Kind.FORWARDED.label

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="reply_templates")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=For, default=For.ANY)
    text = models.TextField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "name"], name="reply_template_name_once"),
            models.CheckConstraint(condition=~Q(text=""), name="reply_template_says_something"),
        ]

    def __str__(self) -> str:
        return self.name
