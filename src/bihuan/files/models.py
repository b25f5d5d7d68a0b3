"""Stored files: content kept under its SHA-256, so the same file is kept once and a change shows."""

from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """One content. `name` is what the sender called it; on disk it is `ab/abcdef…` without any name."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name
