"""What a file is, by its content. The name and what the browser claims are not believed."""

import os
import zipfile
from typing import BinaryIO

import filetype
from django.utils.translation import gettext as _

from bihuan.common.workflow import Refused

HEAD = 8192
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_UNPACKED = 1 << 30
"""Office files are archives; one that unpacks to more than this is a bomb or nothing a person can read."""

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"})
EVIDENT = PICTURES | {
    "application/pdf",
    "video/mp4",
    "video/quicktime",
    "video/webm",
    "audio/mpeg",
    "audio/mp4",
    "audio/x-wav",
    "audio/amr",
}
"""Kinds that the first bytes tell, and that are taken."""

PLAIN = {".txt": "text/plain", ".csv": "text/csv", ".md": "text/plain"}
_WORD = "application/vnd.openxmlformats-officedocument"
PARTS = {
    "word/document.xml": f"{_WORD}.wordprocessingml.document",
    "xl/workbook.xml": f"{_WORD}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_WORD}.presentationml.presentation",
    "OFD.xml": "application/ofd",
}
"""The part that makes an archive an office file; OFD is the national format of fixed pages (GB/T 33190)."""

STREAMS = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}

ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "application/pdf": ".pdf",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-wav": ".wav",
    "audio/amr": ".amr",
    f"{_WORD}.wordprocessingml.document": ".docx",
    f"{_WORD}.spreadsheetml.sheet": ".xlsx",
    f"{_WORD}.presentationml.presentation": ".pptx",
    "application/ofd": ".ofd",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
"""The ending under which each kind is handed out."""


def media_type_of(file: BinaryIO, *, name: str) -> str:
    """The media type of a file at its start; `name` only tells apart kinds of plain text.

    Raises:
        Refused: an unknown or unwanted kind, with what to do instead.
    """
    head = file.read(HEAD)
    guessed = filetype.guess(head)
    found = guessed.mime if guessed else ""
    if found in EVIDENT:
        return str(found)
    if head.startswith(b"PK"):
        return _archive(file, name=name)
    if head.startswith(OLE):
        return _compound(file, name=name)
    if found in {"image/heic", "image/avif", "image/tiff"}:
        raise Refused(
            _("“%(name)s” is a picture in a format that not every computer shows. Save it as JPEG.") % {"name": name}
        )
    ending = os.path.splitext(name)[1].lower()
    if not found and ending in PLAIN and _is_text(head):
        return PLAIN[ending]
    raise unknown(name)


def unknown(name: str) -> Refused:
    """The sentence for a file of no accepted kind."""
    words = _(
        "“%(name)s” is not a kind of file that is taken here. "
        "Accepted are pictures, PDF, OFD, Word, Excel, PowerPoint, plain text, sound and video."
    )
    return Refused(words % {"name": name})


def _archive(file: BinaryIO, *, name: str) -> str:
    """An office file by the part it holds; other archives are not taken, for nobody sees what is in them."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as wrong:
        raise Refused(_("“%(name)s” is damaged and cannot be opened. Send it again.") % {"name": name}) from wrong
    if sum(parts.values()) > LARGEST_UNPACKED:
        raise Refused(
            _("“%(name)s” unpacks to more than %(limit)d MB.") % {"name": name, "limit": LARGEST_UNPACKED >> 20}
        )
    if any(part.endswith("vbaProject.bin") for part in parts):
        raise Refused(_("“%(name)s” contains macros. Save it without macros and send it again.") % {"name": name})
    for part, media_type in PARTS.items():
        if part in parts:
            return media_type
    raise Refused(_("“%(name)s” is an archive. Unpack it and send the files one by one.") % {"name": name})


def _compound(file: BinaryIO, *, name: str) -> str:
    """An old office file by the name of its main stream, which stands in the directory as UTF-16."""
    file.seek(0)
    content = file.read()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(_("“%(name)s” is locked with a password. Remove it and send the file again.") % {"name": name})
    for stream, media_type in STREAMS.items():
        if stream.encode("utf-16-le") in content:
            return media_type
    raise unknown(name)


def _is_text(head: bytes) -> bool:
    """No control characters, and readable as UTF-8 or GB 18030; the last character may be cut off."""
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            head.decode(encoding)
        except UnicodeDecodeError as wrong:
            if len(head) == HEAD and wrong.start >= HEAD - 4:
                return True
        else:
            return True
    return False
