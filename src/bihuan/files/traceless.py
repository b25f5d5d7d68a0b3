"""Files of people who must not be known: only what can be seen is kept, under no name and at no hour.

Pictures are written anew from their points (`pictures`); the pages of a PDF become pictures, for a PDF names its
author and its programme in more places than can be cleaned. Other office files, sound and video are not taken: they
name whoever made them, or where.
"""

import os
import time
from io import BytesIO
from typing import BinaryIO, cast

import pypdfium2  # type: ignore[import-untyped] # it ships no types
from django.core.files.base import File
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from PIL import Image

from bihuan.audit.services import act
from bihuan.common.clock import now
from bihuan.common.workflow import Refused
from bihuan.files.kinds import ENDINGS, PICTURES, media_type_of
from bihuan.files.models import StoredFile
from bihuan.files.pictures import cleaned
from bihuan.files.selectors import path_of
from bihuan.files.services import store, tidy_name

LARGEST_MB, MOST_PAGES = 12, 12
DOTS = 130
"""Dots per inch of a page: print of 8 points stays readable."""
PDF, PLAIN = "application/pdf", "text/plain"
_POINTS_PER_INCH = 72
_NO_MOMENT = time.gmtime(0)


def traceless(upload: "File[bytes]") -> tuple[bytes, str]:
    """What of an upload may be kept, and its media type.

    Raises:
        Refused: empty, too large, damaged, or a kind that would tell who made it.
    """
    name = tidy_name(upload.name or "")
    if not upload.size:
        raise Refused(_("“%(name)s” is empty. Choose the file again.") % {"name": name})
    if upload.size > LARGEST_MB << 20:
        words = _("“%(name)s” has %(size)d MB; %(limit)d MB are allowed.")
        raise Refused(words % {"name": name, "size": -(-upload.size >> 20), "limit": LARGEST_MB})
    source = cast(BinaryIO, upload)
    source.seek(0)
    media_type = media_type_of(source, name=name)
    source.seek(0)
    if media_type in PICTURES:
        return cleaned(source, media_type=media_type, name=name), media_type
    if media_type == PDF:
        return _pages_as_pictures(source.read(), name=name), PDF
    if media_type == PLAIN:
        return source.read(), PLAIN
    raise Refused(
        _(
            "“%(name)s” can tell who made it, and where. Take photographs of it, or save it as PDF. "
            "Pictures, PDF and plain text are taken here."
        )
        % {"name": name}
    )


@act
def store_traceless(content: bytes, *, media_type: str) -> StoredFile:
    """Keep what `traceless` returned, without a name of its own and as if it had come at midnight.

    The file system keeps a time of its own (ctime) that nobody can set; it tells the order of the last changes only.
    """
    stored = store(content, name=f"file{ENDINGS[media_type]}")
    midnight = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    if stored.stored_at > midnight:
        StoredFile.objects.filter(pk=stored.pk).update(stored_at=midnight)
        stored.stored_at = midnight
    place, moment = path_of(stored), (midnight.timestamp(), midnight.timestamp())
    for path in (place, place.parent, place.parent.parent):
        os.utime(path, moment)
    return stored


def _pages_as_pictures(content: bytes, *, name: str) -> bytes:
    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                words = _("“%(name)s” has %(pages)d pages; %(limit)d are allowed. Send the ones that matter.")
                raise Refused(words % {"name": name, "pages": len(document), "limit": MOST_PAGES})
            pages = [_picture(page) for page in document]
    except pypdfium2.PdfiumError as wrong:
        words = _("“%(name)s” is damaged or locked with a password. Save it without one and send it again.")
        raise Refused(words % {"name": name}) from wrong
    result = BytesIO()
    pages[0].save(
        result,
        format="PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=DOTS,
        creationDate=_NO_MOMENT,
        modDate=_NO_MOMENT,
    )
    return result.getvalue()


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    # A page may claim to be a mile wide; what is drawn never has more points than a sheet of A3.
    width, height = page.get_size()
    scale = min(DOTS / _POINTS_PER_INCH, 2200 / max(width, height, 1))
    return cast(Image.Image, page.render(scale=scale).to_pil()).convert("RGB")
