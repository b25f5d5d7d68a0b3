"""Pictures without what the camera wrote into them: place, time, device, names, preview images."""

import io
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from bihuan.common.workflow import Refused

FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/bmp": "BMP",
}
MOST_POINTS = 64_000_000
"""A picture of 64 million points takes about 200 MB while it is cleaned; phones stay below."""


def cleaned(file: BinaryIO, *, media_type: str, name: str) -> bytes:
    """The picture with its points and its turn only; every kind of metadata is left behind.

    Raises:
        Refused: damaged, too many points, or an animation (whose later frames would be lost).
    """
    try:
        with Image.open(file, formats=[FORMATS[media_type]]) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise Refused(_too_many_points(picture, name=name))
            if getattr(picture, "n_frames", 1) > 1:
                raise Refused(_("“%(name)s” moves. Send a still picture or a video.") % {"name": name})
            return _saved(ImageOps.exif_transpose(picture), media_type)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as wrong:
        raise Refused(_("“%(name)s” is damaged and cannot be opened. Send it again.") % {"name": name}) from wrong


def _saved(picture: Image.Image, media_type: str) -> bytes:
    # Savers fall back on `info` for comments, profiles and times: only what the points themselves need stays.
    picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    options = {"image/jpeg": {"quality": 90, "optimize": True}, "image/webp": {"quality": 90}}
    result = io.BytesIO()
    picture.save(result, format=FORMATS[media_type], **options.get(media_type, {}))
    return result.getvalue()


def _too_many_points(picture: Image.Image, *, name: str) -> str:
    words = _("“%(name)s” has %(points)d million points; %(limit)d are allowed. Make it smaller and send it again.")
    points = picture.width * picture.height // 1_000_000
    return words % {"name": name, "points": points, "limit": MOST_POINTS // 1_000_000}
