"""示: what was published, frozen as it was."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Issue


class Publication(models.Model):
    """One version of what is told about an issue within a scope. `snapshot` is canonical JSON, never changed."""

    class Scope(models.TextChoices):
        UNIT = "unit", _("within the unit")
        SYSTEM = "system", _("within the education system")
        PUBLIC = "public", _("to the public")

    class Kind(models.TextChoices):
        NOTICE = "notice", _("notice before closing")
        RESULT = "result", _("result")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="publications")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=8, choices=Kind)
    scope = models.CharField(max_length=8, choices=Scope)
    version = models.PositiveSmallIntegerField()
    cycle = models.PositiveSmallIntegerField()
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "version"], name="publication_version_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_because=""), name="withdrawal_has_a_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["campaign", "scope", "-published_on"], name="board_order")]

    def __str__(self) -> str:
        return f"{self.issue_id} v{self.version}"
