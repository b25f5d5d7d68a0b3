"""Storing a file once under its SHA-256, and opening it again."""

import hashlib
import os
import tempfile
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from bihuan.audit.services import act
from bihuan.common.workflow import Refused
from bihuan.files.kinds import ENDINGS, PICTURES, media_type_of
from bihuan.files.models import StoredFile
from bihuan.files.pictures import cleaned
from bihuan.files.selectors import path_of

CHUNK = 1 << 20
LONGEST_NAME = 200


@act
def store(upload: "File[bytes] | bytes", *, name: str = "") -> StoredFile:
    """Keep the content of an upload, once; a picture is kept without its metadata.

    The content is on the disk before its row is: a crash between the two leaves an unused file, never a row
    without content.

    Raises:
        Refused: empty, too large, damaged, or a kind that is not taken.
    """
    source = cast(BinaryIO, BytesIO(upload) if isinstance(upload, bytes) else upload)
    name = tidy_name(name or getattr(upload, "name", None) or "")
    _check_size(source, name=name)
    media_type = media_type_of(source, name=name)
    source.seek(0)
    if media_type in PICTURES:
        source = BytesIO(cleaned(source, media_type=media_type, name=name))
    digest, size = _keep(source)
    # A collision with another process must not spoil the caller's transaction.
    row = StoredFile(sha256=digest, size=size, media_type=media_type, name=name)
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)
    return StoredFile.objects.get(sha256=digest)


def open_file(stored: StoredFile) -> BinaryIO:
    """The content, opened to be read; the caller closes it.

    Raises:
        Refused: the store has lost it.
    """
    try:
        return path_of(stored).open("rb")
    except FileNotFoundError as wrong:
        words = _("The content of “%(name)s” is no longer in the store. Ask whoever keeps the backups.")
        raise Refused(words % {"name": stored.name}) from wrong


def tidy_name(name: str) -> str:
    """The sender's name of a file, without folders, invisible characters and marks of direction."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(c for c in base if unicodedata.category(c)[0] != "C").strip(" .")
    stem, ending = os.path.splitext(visible)
    return (stem[: LONGEST_NAME - len(ending[:10])] + ending[:10]) or _("unnamed")


def name_for_download(stored: StoredFile, *, name: str = "") -> str:
    """The name with the ending of what the content really is."""
    stem, ending = os.path.splitext(tidy_name(name or stored.name))
    right = ENDINGS.get(stored.media_type, "")
    return stem + ending if ending.lower() == right or not right else stem + ending + right


def _check_size(source: BinaryIO, *, name: str) -> None:
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    limit = settings.BIHUAN_UPLOAD_MB
    if not size:
        raise Refused(_("“%(name)s” is empty. Choose the file again.") % {"name": name})
    if size > limit << 20:
        words = _("“%(name)s” has %(size)d MB; %(limit)d MB are allowed.")
        raise Refused(words % {"name": name, "size": -(-size >> 20), "limit": limit})


def _keep(source: BinaryIO) -> tuple[str, int]:
    """Write the content beside its place, then move it there: no reader ever sees half a file."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, draft = tempfile.mkstemp(prefix="draft-", dir=root)
    try:
        with os.fdopen(handle, "wb") as file:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        place = path_of(digest.hexdigest())
        place.parent.mkdir(exist_ok=True, mode=0o700)
        os.replace(draft, place)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size
