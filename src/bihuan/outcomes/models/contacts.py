"""Contact points and pairing (联系点 结对): who is linked with whom, visits made, help given."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person, Unit


class ContactPoint(models.Model):
    """A leading official or a unit takes care of a unit of the grass roots."""

    class Form(models.TextChoices):
        CONTACT = "contact", _("contact point")
        PAIRING = "pairing", _("pairing of units")
        ASSISTANCE = "assistance", _("assistance")
        GOVERNANCE = "governance", _("special governance")
        RESEARCH = "research", _("field research on the spot")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="contact_points")
    form = models.CharField(max_length=10, choices=Form)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the unit that takes care")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="the unit taken care of")
    goal = models.TextField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["campaign", "form", "unit", "leader", "place"], nulls_distinct=False, name="contact_once"
            ),
            models.CheckConstraint(condition=~Q(unit=F("place")), name="contact_links_two_units"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="contact_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader or self.unit} — {self.place}"

    @property
    def stream(self) -> str:
        """The name of its history."""
        return f"contact-point:{self.pk}"


class ContactVisit(models.Model):
    """That somebody went there, what was raised and what was promised."""

    contact = models.ForeignKey(ContactPoint, models.PROTECT, related_name="visits")
    on = models.DateField()
    people = models.PositiveSmallIntegerField(default=1, help_text="how many were talked with")
    raised = models.TextField()
    promised = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(raised=""), name="visit_says_what_was_raised")]
        indexes: ClassVar = [models.Index(fields=["contact", "-on", "-id"], name="contact_visit_latest")]

    def __str__(self) -> str:
        return f"{self.on}"


class Help(models.Model):
    """Help that arrived: money in yuan, goods by quantity, or a project."""

    class Kind(models.TextChoices):
        MONEY = "money", _("money")
        GOODS = "goods", _("goods")
        PROJECT = "project", _("project")

    contact = models.ForeignKey(ContactPoint, models.PROTECT, related_name="helps")
    kind = models.CharField(max_length=8, choices=Kind)
    what = models.CharField(max_length=120)
    on = models.DateField()
    quantity = models.DecimalField(max_digits=14, decimal_places=2)
    measured_in = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="help_is_something"),
            models.CheckConstraint(condition=~Q(kind="money") | Q(measured_in="元"), name="money_is_counted_in_yuan"),
        ]

    def __str__(self) -> str:
        return self.what
