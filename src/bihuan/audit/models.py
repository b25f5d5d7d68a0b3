"""The append-only record: one hash chain per stream, and seals over all heads.

Why a chain per stream: one chain for all would be a bottleneck on PostgreSQL (measured 169 against 694
transactions a second); the seals make the removal of a whole stream visible.
"""

import json
from typing import Any, ClassVar

from django.db import models

from bihuan.audit.facts import sentence_of


class Event(models.Model):
    """One fact in the chain of its stream. `payload` is canonical JSON and holds everything the hash protects."""

    stream = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=120, blank=True)
    payload = models.TextField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stream", "seq"], name="event_once_per_place")]
        indexes: ClassVar = [models.Index(fields=["kind", "at"], name="event_kind_at")]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq}"

    @property
    def data(self) -> dict[str, Any]:
        """The fields of the fact."""
        content: dict[str, Any] = json.loads(self.payload)["data"]
        return content

    @property
    def sentence(self) -> str:
        """The fact in the reader's language."""
        return sentence_of(self.kind, self.data)


class ChainHead(models.Model):
    """The last link of each stream. `sealed` is the seq that the last seal covers."""

    stream = models.CharField(max_length=60, primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
    sealed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["stream"], name="head_dirty", condition=models.Q(seq__gt=models.F("sealed")))
        ]

    def __str__(self) -> str:
        return self.stream


class Seal(models.Model):
    """A checkpoint over the heads that moved since the last one: cutting a tail or a whole stream shows against it."""

    at = models.DateTimeField()
    heads = models.TextField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.pk} {self.hash[:12]}"
