"""Handing a stored file out. Each stage has its own address for it, behind its own rules of who may see."""

from django.http import FileResponse

from bihuan.files.kinds import PICTURES
from bihuan.files.models import StoredFile
from bihuan.files.services import name_for_download, open_file

SHOWN = PICTURES | {"application/pdf"}
"""Kinds that a browser may show in the page; all others are only saved."""


def file_response(stored: StoredFile, *, name: str = "", show: bool = False) -> FileResponse:
    """The content under a safe name. `show` lets the browser display pictures and PDF instead of saving them.

    Raises:
        Refused: the store has lost the content.
    """
    response = FileResponse(
        open_file(stored),
        as_attachment=not (show and stored.media_type in SHOWN),
        filename=name_for_download(stored, name=name),
        content_type=stored.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=0"
    return response
