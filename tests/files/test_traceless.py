"""What the public sends: type by content, nothing but what can be seen is kept, and refusals say what to do."""

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from PIL import Image

from bihuan.common.workflow import Refused
from bihuan.files.traceless import MOST_PAGES, traceless


def picture(form: str = "JPEG", **options: object) -> bytes:
    content = BytesIO()
    Image.new("RGB", (6, 6), "red").save(content, form, **options)
    return content.getvalue()


def clean(content: bytes, name: str = "IMG_1.jpg") -> tuple[bytes, str]:
    return traceless(ContentFile(content, name=name))


def test_a_photograph_keeps_its_points_only() -> None:
    exif = Image.Exif()
    exif[0x010F] = "TraceableCamera"
    content, kind = clean(picture(exif=exif, comment=b"TraceableCamera"))
    assert kind == "image/jpeg"
    assert b"TraceableCamera" not in content
    assert Image.open(BytesIO(content)).size == (6, 6)


def test_the_pages_of_a_pdf_become_pictures_without_author_programme_or_time() -> None:
    content, kind = clean(picture("PDF", author="TraceableAuthor", producer="TraceableProgramme"), "报告.pdf")
    assert kind == "application/pdf"
    assert b"Traceable" not in content
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 1
        meta = document.get_metadata_dict()
    assert meta["CreationDate"] in ("", "D:19700101000000Z")
    pages = [Image.new("RGB", (4, 4)) for _ in range(MOST_PAGES + 1)]
    long = BytesIO()
    pages[0].save(long, "PDF", save_all=True, append_images=pages[1:])
    with pytest.raises(Refused, match=str(MOST_PAGES)):
        clean(long.getvalue(), "长.pdf")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "空.jpg"),
        (b"MZ\x90\0 a programme", "照片.jpg"),
        (b"%PDF-1.7 broken", "坏.pdf"),
        (picture("PDF")[:300], "半.pdf"),
        (b"\0\0\0\x18ftypmp42" + bytes(32), "视频.mp4"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(content: bytes, name: str) -> None:
    with pytest.raises(Refused) as refused:
        clean(content, name)
    assert name.split(".", 1)[0] in str(refused.value)
