"""Visits (督查) to a unit, announced or not, with a checklist filled in on the phone; nothing is overwritten."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign, FocusProblem
from bihuan.files.models import StoredFile
from bihuan.ledger.models import Issue
from bihuan.people.models import Unit
from bihuan.supervision.models.teams import Team
from bihuan.supervision.states import VisitStatus


class Visit(models.Model):
    """One visit of a team to a unit of its area.

    `near_from` and `near_to` are the days around it within which another visit to the unit needs a reason
    (`again_reason`): duplicate inspections are forbidden (政府督查工作条例, art. 15).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="visits")
    number = models.PositiveIntegerField()
    team = models.ForeignKey(Team, models.PROTECT, related_name="visits")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    announced = models.BooleanField(help_text="the unit sees it before it begins")
    purpose = models.CharField(max_length=200)
    planned_on = models.DateField()
    place_in_day = models.PositiveSmallIntegerField(default=1, help_text="its place on the route of the day")
    near_from = models.DateField()
    near_to = models.DateField()
    again_reason = models.TextField(blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, choices=VisitStatus, default=VisitStatus.PLANNED)
    begun_at = models.DateTimeField(null=True, blank=True)
    conclusion = models.TextField(blank=True, help_text="or why it was cancelled")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="visit_number_once"),
            models.CheckConstraint(
                condition=Q(near_from__lte=F("planned_on"), near_to__gte=F("planned_on")), name="visit_window_around_it"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "under_way"], ended_on__isnull=True)
                | (Q(status__in=["concluded", "cancelled"], ended_by__isnull=False) & ~Q(conclusion="")),
                name="visit_ends_with_words",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "planned_on"], name="visit_calendar"),
            models.Index(fields=["unit", "planned_on"], name="visit_by_unit"),
        ]

    def __str__(self) -> str:
        return str(_("Visit no. %(number)s") % {"number": self.number})

    @property
    def stream(self) -> str:
        """Its history in the record."""
        return f"visit:{self.pk}"


class Visitor(models.Model):
    """Who goes, and the unit he sat in when the visit was planned. Never changed."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="visitors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["visit", "person"], name="visitor_once")]

    def __str__(self) -> str:
        return f"{self.person}"


class VisitItem(models.Model):
    """One line of the checklist, in the words that the focus list had when the visit was planned."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="items")
    problem = models.ForeignKey(FocusProblem, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=60, help_text="the object kind")
    text = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["visit", "position"], name="visit_item_once")]

    def __str__(self) -> str:
        return self.text


class VisitEntry(models.Model):
    """What a visitor noted about a line of the checklist, or beside it. The last entry about a line is its answer.

    `key` is a random word made on the phone: the same key is the same entry, however often a broken line sends it.
    """

    class Answer(models.TextChoices):
        IN_ORDER = "in_order", _("in order")
        WANTING = "wanting", _("found wanting")
        NOT_LOOKED = "not_looked", _("not looked at")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="entries")
    item = models.ForeignKey(VisitItem, models.PROTECT, null=True, blank=True, related_name="entries")
    key = models.CharField(max_length=64)
    answer = models.CharField(max_length=10, choices=Answer)
    note = models.TextField(blank=True)
    issue = models.OneToOneField(Issue, models.PROTECT, null=True, blank=True, related_name="visit_entry")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "key"], name="visit_entry_once"),
            models.CheckConstraint(condition=~Q(answer="wanting") | ~Q(note=""), name="wanting_says_what"),
            models.CheckConstraint(condition=Q(issue__isnull=True) | Q(answer="wanting"), name="issue_from_wanting"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.answer}"


class VisitPhoto(models.Model):
    """A photograph of an entry; kept without place, time and device."""

    entry = models.ForeignKey(VisitEntry, models.PROTECT, related_name="photos")
    position = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "position"], name="visit_photo_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.position}"
