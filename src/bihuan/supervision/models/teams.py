"""Supervision teams, their members and areas. Membership ends by a date, so that history stays."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.common.clock import today
from bihuan.people.models import Person, Unit


class Team(models.Model):
    """One team (督导组) of a campaign, on one of its tiers (区委—区教委—学区)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="teams")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    tier = models.PositiveSmallIntegerField(default=2, help_text="1 is the highest")
    home = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "number"], name="team_number_once")]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """Who belongs to a team, in which part, from when to when."""

    class Part(models.TextChoices):
        LEADER = "leader", _("team leader")
        DEPUTY = "deputy", _("deputy leader")
        MEMBER = "member", _("team member")

    team = models.ForeignKey(Team, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="team_memberships")
    part = models.CharField(max_length=8, choices=Part, default=Part.MEMBER)
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "person"], condition=Q(until__isnull=True), name="team_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class TeamArea(models.Model):
    """A part of the tree that the team supervises: the unit and everything below it."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="areas")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField(default=today)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "unit"], condition=Q(until__isnull=True), name="team_area_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit}"
