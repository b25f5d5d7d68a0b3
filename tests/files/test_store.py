"""Files are kept once, named by their content, and say nothing about who made them."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.files.responses import file_response
from bihuan.files.selectors import is_intact, path_of
from bihuan.files.services import open_file, store, tidy_name

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "red").save(stream, format=kind, **options)
    return stream.getvalue()


def photograph() -> bytes:
    """A picture with place, device, comment and a turn, as a phone writes it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "PhoneMaker", "Phone 12", 6
    exif.get_ifd(0x8825)[2] = (29.0, 1.0, 42.0)
    return picture(exif=exif, comment=b"taken by the deputy head")


def archive(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def test_content_lies_under_its_digest(folder):
    stored = store(b"plain words", name="note.txt")
    digest = hashlib.sha256(b"plain words").hexdigest()
    assert (stored.sha256, stored.size, stored.media_type) == (digest, 11, "text/plain")
    assert path_of(stored) == folder / digest[:2] / digest
    assert path_of(stored).read_bytes() == b"plain words"
    assert not list(folder.glob("draft-*"))


def test_same_content_is_kept_once(folder):
    first, second = store(b"same", name="one.txt"), store(b"same", name="two.txt")
    assert first == second
    assert StoredFile.objects.count() == 1
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_lost_content_comes_back_with_the_next_upload():
    stored = store(b"same", name="one.txt")
    path_of(stored).unlink()
    assert not is_intact(stored)
    with pytest.raises(Refused, match=r"one\.txt"):
        open_file(stored)
    store(b"same", name="one.txt")
    assert is_intact(stored)


def test_changed_content_shows():
    stored = store(b"same", name="one.txt")
    path_of(stored).write_bytes(b"else")
    assert not is_intact(stored)


def test_an_upload_is_stored_from_its_start():
    upload = SimpleUploadedFile("scan.pdf", b"%PDF-1.7 content")
    upload.read(5)
    with open_file(store(upload)) as file:
        assert file.read() == b"%PDF-1.7 content"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_pictures_of_every_kind_are_taken(kind):
    stored = store(picture(kind), name="x")
    assert stored.media_type == f"image/{kind.lower()}"


def test_a_photograph_loses_place_device_and_comment_but_keeps_its_turn():
    with open_file(store(photograph(), name="IMG_0001.jpg")) as file:
        content = file.read()
    kept = Image.open(io.BytesIO(content))
    assert not kept.getexif()
    assert kept.size == (20, 40)
    for secret in (b"PhoneMaker", b"deputy", b"Exif"):
        assert secret not in content


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_pictures_lose_their_metadata_too(kind):
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    with open_file(store(picture(kind, exif=exif), name="x")) as file:
        assert b"PhoneMaker" not in file.read()


def test_moving_picture_is_refused_instead_of_cut():
    stream = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(Refused):
        store(stream.getvalue(), name="x.gif")


@pytest.mark.parametrize(
    ("part", "media_type"),
    [
        ("word__document_dot_xml", "wordprocessingml.document"),
        ("xl__workbook_dot_xml", "spreadsheetml.sheet"),
        ("ppt__presentation_dot_xml", "presentationml.presentation"),
        ("OFD_dot_xml", "application/ofd"),
    ],
)
def test_office_files_are_told_by_their_parts(part, media_type):
    assert store(archive(**{part: "<x/>"}), name="whatever.bin").media_type.endswith(media_type)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (b"MZ\x90\x00" + b"\0" * 100, "tool.pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "logo.svg"),
        (b"<html><script>x()</script>", "page.html"),
        (b"#!/bin/sh\nrm", "run.sh"),
        (b"text with a \x00 byte", "note.txt"),
        (b"\xff\xd8\xff\xe0 no picture", "photo.jpg"),
        (b"PK\x03\x04 broken", "x.docx"),
        (archive(readme="hidden"), "x.docx"),
        (archive(word__document_dot_xml="x", word__vbaProject_dot_bin="x"), "x.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "x.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "setup.msi"),
    ],
)
def test_what_is_not_taken_is_refused_in_words_and_leaves_nothing(content, name, folder):
    with pytest.raises(Refused) as refusal:
        store(content, name=name)
    assert name in refusal.value.reasons[0]
    assert not StoredFile.objects.exists()
    assert not folder.exists() or not list(folder.rglob("*"))


def test_too_large_is_said_with_both_figures(settings):
    settings.BIHUAN_UPLOAD_MB = 1
    with pytest.raises(Refused, match=r"2 MB.*1 MB"):
        store(b"x" * (1 << 20) + b"y", name="long.txt")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\fakepath\台账.xlsx", "台账.xlsx"),
        ("a\x00b\u202ecod.exe", "abcod.exe"),
        ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
    ],
)
def test_names_lose_what_could_mislead(sent, kept):
    assert tidy_name(sent) == kept


@pytest.mark.parametrize("bad", ["../../etc/passwd", "A" * 64, "a" * 63])
def test_a_path_is_made_of_a_digest_only(bad):
    with pytest.raises(ValueError, match="SHA-256"):
        path_of(bad)


def test_a_file_is_handed_out_under_the_ending_of_its_content():
    response = file_response(store(picture(), name="virus.html"), show=False)
    assert response["Content-Disposition"] == 'attachment; filename="virus.html.jpg"'
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_only_pictures_and_pdf_are_shown_in_the_page():
    shown = file_response(store(b"%PDF-1.7", name="a.pdf"), show=True)
    saved = file_response(store(b"words", name="a.txt"), show=True)
    assert shown["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")
    shown.close()
    saved.close()
