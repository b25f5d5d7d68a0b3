"""After closing: somebody who spoke is not satisfied. Their words are never only a message; they lead to a decision."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from bihuan.ledger.models import Issue
from bihuan.opinions.models import Opinion
from bihuan.supervision.states import CameBackStatus


class CameBack(models.Model):
    """“It came back, or was never right”, by receipt, about one closing. `due` is the last day to decide."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="came_back")
    cycle = models.PositiveSmallIntegerField(help_text="the cycle that was closed")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="came_back")
    words = models.TextField()
    status = models.CharField(max_length=10, choices=CameBackStatus, default=CameBackStatus.OPEN)
    on = models.DateField()
    due = models.DateField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="what the speaker reads")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "cycle", "opinion"], name="came_back_once_per_closing"),
            models.CheckConstraint(condition=~Q(words=""), name="came_back_says_what"),
            models.CheckConstraint(
                condition=Q(status="open", decided_on__isnull=True)
                | Q(status="taken_up", decided_on__isnull=False)
                | (Q(status="declined", decided_on__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="came_back_decided_with_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["status", "due"], name="came_back_queue")]

    def __str__(self) -> str:
        return f"{self.issue_id} · {self.cycle}"
