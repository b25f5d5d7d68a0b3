"""Supervision meetings at key nodes (关键节点督导会): planned with an agenda, then kept as minutes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bihuan.campaigns.models import Campaign, Phase


class NodeMeeting(models.Model):
    """A meeting of those who supervise, before or during a phase. It counts once its minutes are written."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="node_meetings")
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="node_meetings")
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    agenda = models.TextField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attended = models.PositiveIntegerField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes="", attended__isnull=True, written_by__isnull=True)
                | (Q(attended__gte=1, written_by__isnull=False) & ~Q(minutes="")),
                name="minutes_count_heads",
            ),
        ]

    def __str__(self) -> str:
        return self.title
