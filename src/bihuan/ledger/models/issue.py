"""The issue: one line of the ledger, and everything that names or points at it."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign, LightRule, Term
from bihuan.common.clock import now
from bihuan.ledger.states import OPEN, RING, Status
from bihuan.opinions.models import Opinion
from bihuan.people.models import Person, Unit

NO_DATE = date(9999, 12, 31)
"""Stands in `due` for "no date", so that one index orders all issues by deadline."""


class IssueQuerySet(models.QuerySet["Issue"]):
    def still_open(self) -> "IssueQuerySet":
        """Not closed and not set aside. Spelled so that the partial indexes match."""
        return self.exclude(status=Status.CLOSED).filter(status__in=OPEN)

    def registered(self) -> "IssueQuerySet":
        """On the ledger: open or closed, but not merged, transferred or refused."""
        return self.filter(status__in=RING)

    def closed(self) -> "IssueQuerySet":
        """Struck off the ledger."""
        return self.filter(status=Status.CLOSED)


class Issue(models.Model):
    """One line of the ledger (台账).

    `original_text` is immutable; a better wording goes to `title` and `WordingEdit`. `u1`…`u5` copy the lead unit's
    ancestors, so that a list of any part of the tree is one indexed range. `due` is the parsed deadline or `NO_DATE`.
    `light` and its reason (`light_code`, `light_value`) are refreshed on every change and every night.

    `is_open`, which the database keeps by itself, lets the list begin with what is still to be done.

    Indexes: one per order and scope of the list; `issue_facets` holds what filters ask for, so that counting never
    reads the rows; the overview reads its groups from it in their order (measured with 100,000 issues on SQLite: 25 ms
    instead of 190 ms). Foreign keys that no list starts from have no index: each slows imports.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, db_index=False, related_name="issues")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=Status, default=Status.REGISTERED)
    cycle = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    original_text = models.TextField()
    category = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    problem_kind = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    focus = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    horizon = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    disposition = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    source = models.CharField(max_length=120, blank=True, help_text="where an issue that nobody raised was found")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="led_issues")
    goal = models.TextField(blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True, help_text="yuan")

    deadline_text = models.CharField(max_length=200, blank=True)
    deadline_flags = models.CharField(max_length=120, blank=True)
    due = models.DateField(default=NO_DATE)
    review_on = models.DateField(null=True, blank=True, help_text="for a deadline that is no date")
    registered_on = models.DateField()
    assigned_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    claimed_on = models.DateField(null=True, blank=True, help_text="the unit's clock stops on this day")
    closed_on = models.DateField(null=True, blank=True)
    moved_at = models.DateTimeField(default=now)
    is_open = models.GeneratedField(
        expression=models.ExpressionWrapper(
            Q(status__in=[status.value for status in OPEN]), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    progress = models.PositiveSmallIntegerField(default=0)
    light = models.CharField(max_length=8, choices=LightRule.Colour, default=LightRule.Colour.GREY)
    light_code = models.CharField(max_length=24, blank=True)
    light_value = models.IntegerField(default=0)
    long_term = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    aside_reason = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, db_index=False, related_name="+")
    aside_reply = models.TextField(blank=True)
    recurs = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, db_index=False, related_name="recurrences"
    )
    batch = models.ForeignKey("ledger.ImportBatch", models.PROTECT, null=True, blank=True, related_name="issues")
    u1 = models.BigIntegerField(null=True)
    u2 = models.BigIntegerField(null=True)
    u3 = models.BigIntegerField(null=True)
    u4 = models.BigIntegerField(null=True)
    u5 = models.BigIntegerField(null=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "number"], name="issue_number_once"),
            models.CheckConstraint(condition=~Q(original_text=""), name="issue_says_something"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="issue_progress_percent"),
            models.CheckConstraint(
                condition=Q(status__in=["registered", "merged", "transferred", "refused"]) | Q(lead_unit__isnull=False),
                name="issue_under_way_has_a_lead",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False)
                | (~Q(status="closed") & Q(closed_on__isnull=True)),
                name="issue_closed_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into__isnull=True)),
                name="issue_merged_into_one",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["campaign", "due", "id"], name="issue_due"),
            models.Index(fields=["campaign", "is_open", "moved_at", "id"], name="issue_moved"),
            models.Index(
                fields=["campaign", "status", "light", "category", "u2", "u3", "u4", "disposition", "cycle", "due"],
                name="issue_facets",
            ),
            models.Index(fields=["campaign", "status", "due", "id"], name="issue_status_due"),
            models.Index(fields=["campaign", "u2", "due", "id"], name="issue_u2_due"),
            models.Index(fields=["campaign", "u3", "due", "id"], name="issue_u3_due"),
            models.Index(fields=["campaign", "u4", "due", "id"], name="issue_u4_due"),
            models.Index(fields=["campaign", "due", "id"], name="issue_open_due", condition=~Q(status="closed")),
            models.Index(
                fields=["campaign", "u2", "due", "id"], name="issue_open_u2_due", condition=~Q(status="closed")
            ),
            models.Index(
                fields=["campaign", "u3", "due", "id"], name="issue_open_u3_due", condition=~Q(status="closed")
            ),
            models.Index(
                fields=["campaign", "u4", "due", "id"], name="issue_open_u4_due", condition=~Q(status="closed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def label(self) -> str:
        """The number as people write it: 0017."""
        return f"{self.number:04d}"

    @property
    def stream(self) -> str:
        """Its history in the record."""
        return f"issue:{self.pk}"

    @property
    def deadline(self) -> date | None:
        """The parsed deadline, if the words name a day."""
        return None if self.due == NO_DATE else self.due

    @property
    def flags(self) -> frozenset[str]:
        """What the deadline's words say besides a day: soft, long_term, no_year …"""
        return frozenset(filter(None, self.deadline_flags.split(",")))

    @property
    def ring_place(self) -> int:
        """How many of the eight arcs are closed; 0 for an issue set aside."""
        return RING.index(Status(self.status)) + 1 if self.status in RING else 0

    @property
    def is_closed(self) -> bool:
        """Struck off the ledger."""
        return self.status == Status.CLOSED


class OutsideNumber(models.Model):
    """The number of the same issue on another level's ledger (市序号 203)."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="outside_numbers")
    level = models.ForeignKey(Term, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "level"], name="outside_number_once")]
        indexes: ClassVar = [models.Index(fields=["number"], name="outside_number")]

    def __str__(self) -> str:
        return f"{self.level} {self.number}"


class SupportingUnit(models.Model):
    """A unit that helps; the lead unit is on the issue itself."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="supporting")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="supported")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["issue", "unit"], name="supporting_unit_once")]
        indexes: ClassVar = [models.Index(fields=["unit", "issue"], name="supporting_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit}"


class ResponsiblePerson(models.Model):
    """One link of the chain of responsibility, by account or, from an imported ledger, by name only."""

    class Part(models.TextChoices):
        FIRST_LEADER = "first_leader", _("first leader")
        LEADER_IN_CHARGE = "leader_in_charge", _("leader in charge")
        SECTION_HEAD = "section_head", _("section head")
        PERSON = "person", _("responsible person")

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="responsible")
    part = models.CharField(max_length=16, choices=Part)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="responsible_is_somebody"),
            models.UniqueConstraint(
                fields=["issue", "part", "person", "name"], nulls_distinct=False, name="responsible_once"
            ),
        ]

    def __str__(self) -> str:
        return self.person.title if self.person else self.name


class IssueVoice(models.Model):
    """An opinion that this issue came from. A voice taken out again keeps its row."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="voices")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="issues")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["issue", "opinion"], condition=Q(removed_at__isnull=True), name="voice_once_per_issue"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["opinion"], name="voice_by_opinion")]

    def __str__(self) -> str:
        return f"{self.issue_id} ← {self.opinion_id}"
