"""Where a content lies, and whether it is still what it was."""

import hashlib
import re
from pathlib import Path

from django.conf import settings

from bihuan.files.models import StoredFile

DIGEST = re.compile(r"[0-9a-f]{64}")


def path_of(stored: StoredFile | str) -> Path:
    """The place of a content: `ab/abcdef…` below the folder of files. Nothing a person typed is part of it.

    Raises:
        ValueError: not a SHA-256.
    """
    digest = stored if isinstance(stored, str) else stored.sha256
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is not a SHA-256")
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def is_intact(stored: StoredFile) -> bool:
    """Is the content there, and does it still have its digest?"""
    try:
        with path_of(stored).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == stored.sha256
    except FileNotFoundError:
        return False
