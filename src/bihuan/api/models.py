"""The keys of programs."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from bihuan.common.clock import today
from bihuan.people.models import Person


class TokenQuerySet(models.QuerySet["Token"]):
    def live(self) -> "TokenQuerySet":
        """Neither revoked nor past their last day."""
        return self.filter(revoked_on__isnull=True, expires_on__gte=today())


class Token(models.Model):
    """An access token: a program that holds it acts for one person, within his rights and until a day.

    Of the token a keyed digest is kept, of its use the last day, and nothing else: no address, no hour, no count.
    """

    class Scope(models.TextChoices):
        READ = "read", pgettext_lazy("token", "read")
        WRITE = "write", pgettext_lazy("token", "read and write")

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    scope = models.CharField(max_length=5, choices=Scope)
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField(default=today)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(condition=Q(expires_on__gte=F("made_on")), name="token_expires"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        """Would it still open anything?"""
        return self.revoked_on is None and self.expires_on >= today()
