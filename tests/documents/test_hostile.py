"""Broken and hostile files: one sentence, soon, whatever the bytes."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.documents import Reading, Unreadable, read
from bihuan.documents.formats import isolation
from bihuan.documents.formats.guard import LARGEST_FILE
from tests.documents.books import HEADER, book, row
from tests.documents.papers import pdf, text, word

LONG = "值班记录缺页，交接签字不全"
TABLE = [list(HEADER), [str(cell) for cell in row(1, LONG)]]
PAGE = (
    f"<html><body><table><tr><th>序号</th><th>问题</th><th>整改措施</th></tr><tr><td>1</td><td>{LONG}</td></tr></table>"
)

SAMPLES: dict[str, bytes] = {
    "台账.xlsx": book(("台账", [HEADER, row(1, LONG)])),
    "台账.docx": word("整改台账", TABLE),
    "台账.pdf": pdf(TABLE),
    "台账.html": PAGE.encode(),
    "台账.txt": text("一、制度方面", f"（一）关于“{LONG}”的问题", "责任单位：人事科"),
    "台账.csv": text("序号,问题,整改措施", f"1,{LONG.replace('，', '')},补齐"),
}


def answer(content: bytes, name: str, *, isolated: bool = False) -> Reading | Unreadable:
    """The reading or the refusal; anything else fails the test."""
    try:
        return read(content, name=name, isolated=isolated)
    except Unreadable as refusal:
        return refusal


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_themselves_are_read(name: str) -> None:
    found = answer(SAMPLES[name], name, isolated=True)
    assert isinstance(found, Reading)
    assert len(found.records) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_truncated_files_are_read_or_refused(name: str) -> None:
    content = SAMPLES[name]
    for share in range(0, 100, 7):
        answer(content[: len(content) * share // 100], name)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_flipped_bytes_are_read_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    answer(bytes(content), name)


@settings(max_examples=80, deadline=None)
@given(
    head=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"]),
    tail=st.binary(max_size=400),
)
def test_any_bytes_are_read_or_refused(head: bytes, tail: bytes) -> None:
    answer(head + tail, "文件")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_any_text_is_read_or_refused(content: str) -> None:
    answer(content.encode("utf-8", "replace"), "文件.txt")


def package(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def rezipped(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = package(xl__workbook_xml=b"0" * 60_000_000)
    assert len(bomb) < 100_000
    started = time.monotonic()
    refusal = answer(bomb, "台账.xlsx")
    assert isinstance(refusal, Unreadable)
    assert refusal.code == "bomb"
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.docx"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_office_xml_are_refused(name: str, encoding: str) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'

    def with_entities(part: str, content: bytes) -> bytes:
        main = part.endswith(("sheet1.xml", "word/document.xml"))
        return (laughs + content.decode().split("?>", 1)[-1]).encode(encoding) if main else content

    refusal = answer(rezipped(SAMPLES[name], with_entities), name)
    assert isinstance(refusal, Unreadable)
    assert refusal.code == "entities"


def test_a_file_larger_than_any_ledger_is_refused() -> None:
    refusal = answer(b"x" * (LARGEST_FILE + 1), "台账.txt")
    assert isinstance(refusal, Unreadable)
    assert refusal.code == "too_large"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "空.xlsx", "empty"),
        (package(readme_xml=b"<x/>"), "包.zip", "unknown"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le"),
            "旧.doc",
            "old_word",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "图.png", "unknown"),
    ],
)
def test_other_files_are_refused_with_a_reason(content: bytes, name: str, code: str) -> None:
    refusal = answer(content, name)
    assert isinstance(refusal, Unreadable)
    assert refusal.code == code


def test_a_parser_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "SECONDS", 0.01)
    refusal = answer(SAMPLES["台账.xlsx"], "台账.xlsx", isolated=True)
    assert isinstance(refusal, Unreadable)
    assert refusal.code == "too_slow"


def test_a_parser_that_eats_memory_dies_alone() -> None:
    wide = PAGE.replace("<td>1</td>", "<td>" + "x" * 40_000_000 + "</td>")
    assert isinstance(answer(wide.encode(), "台账.html", isolated=True), Reading | Unreadable)


def test_deep_nesting_and_wild_spans_in_web_pages() -> None:
    answer(b"<html>" + b"<div>" * 50_000 + "问题".encode(), "深.html")
    spans = "<html><table>" + "<tr><td rowspan=999999 colspan=999999>问题</td></tr>" * 3 + "</table>"
    assert isinstance(answer(spans.encode(), "宽.html"), Unreadable)
