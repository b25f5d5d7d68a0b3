"""Tells a file's format by its content and opens it, in a process of its own if asked to."""

import importlib
import zipfile
from collections.abc import Callable

from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.guard import check_size, check_zip
from bihuan.documents.formats.isolation import in_own_process
from bihuan.documents.source import Source

PARSERS = {
    "xlsx": "sheets.read_xlsx",
    "xls": "sheets.read_xls",
    "ods": "sheets.read_ods",
    "docx": "docx.read_docx",
    "pdf": "pdf.read_pdf",
    "html": "html.read_html",
    "text": "text.read_text",
}
"""Format → its reader in this package, by name: the libraries behind them load only where they are needed."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound files: old Word and Excel, and office files under a password."""


def open_source(content: bytes, name: str, *, isolated: bool) -> Source:
    """The neutral form of a file, or `Unreadable`."""
    check_size(content)
    format_name = format_of(content, name)
    if isolated and format_name != "text":
        return in_own_process(content, format_name)
    return parse(content, format_name)


def parse(content: bytes, format_name: str) -> Source:
    """Parses in this process."""
    module, function = PARSERS[format_name].split(".")
    reader: Callable[[bytes], Source] = getattr(importlib.import_module(f"bihuan.documents.formats.{module}"), function)
    return reader(content)


def format_of(content: bytes, name: str) -> str:
    """The format by content; the file's name decides only between old Word and old Excel."""
    if content.startswith(b"PK"):
        return _office_package(check_zip(content))
    if content.startswith(_OLE):
        return _compound(content, name)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    beginning = content[:4096].replace(b"\x00", b"").lower()
    if any(tag in beginning for tag in (b"<html", b"<!doctype html", b"<table", b"<body", b"<head")):
        return "html"
    if content.count(b"\x00", 0, 4096) and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("unknown", "这不是台账文件：可读取 xlsx、xls、docx、pdf、html、txt、csv，请另存为其中一种。")
    return "text"


def _office_package(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if any(part.startswith("xl/") for part in names):
        return "xlsx"
    if any(part.startswith("word/") for part in names):
        return "docx"
    if "content.xml" in names:
        return "ods"
    raise Unreadable("unknown", "压缩包里不是 Word 或 Excel 文件，请解压后逐个上传。")


def _compound(content: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("encrypted", "文件设有打开密码，请取消密码后再上传。")
    if "WordDocument".encode("utf-16-le") in content or name.lower().endswith((".doc", ".wps")):
        raise Unreadable("old_word", "旧版 Word（.doc）文件不能直接读取，请用 Word 或 WPS 另存为 .docx 后再上传。")
    return "xls"
