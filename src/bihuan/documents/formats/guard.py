"""Limits that hold before a parser sees a byte: size, zip bombs, XML entities."""

import io
import re
import zipfile

from bihuan.documents.errors import Unreadable

MB = 1024 * 1024
LARGEST_FILE = 50 * MB
LARGEST_UNPACKED = 300 * MB
LARGEST_PART = 200 * MB
HIGHEST_RATIO = 200
"""XML of a sheet with 100,000 like rows packs about 1 : 30; bombs pack 1 : 1000 and more."""
RATIO_COUNTS_FROM = 8 * MB
MOST_PARTS = 5_000
PROLOGUE = 4096
"""A document type can only stand before the first element."""

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_size(content: bytes) -> None:
    """Refuses an empty file and one that no ledger ever is."""
    if not content:
        raise Unreadable("empty", "文件是空的（0 字节），请重新上传。")
    if len(content) > LARGEST_FILE:
        raise Unreadable(
            "too_large",
            f"文件有 {len(content) // MB} MB，超过 {LARGEST_FILE // MB} MB 的上限，请拆分后再上传。",
        )


def check_zip(content: bytes) -> zipfile.ZipFile:
    """Opens an office package; refuses bombs by what the directory announces and XML entities by sight.

    What the directory announces is what `zipfile` unpacks at most, so the sizes can be trusted.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        infos = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise Unreadable(
            "damaged", "文件已损坏或没有传完整（压缩包打不开），请用办公软件打开、另存后再上传。"
        ) from error
    unpacked = sum(info.file_size for info in infos)
    swollen = any(
        info.file_size > RATIO_COUNTS_FROM and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1)
        for info in infos
    )
    largest = max((info.file_size for info in infos), default=0)
    if unpacked > LARGEST_UNPACKED or largest > LARGEST_PART or swollen or len(infos) > MOST_PARTS:
        raise Unreadable("bomb", "文件解压后异常庞大，疑似压缩炸弹，已拒绝读取。")
    _check_parts(package, infos)
    return package


def _check_parts(package: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> None:
    for info in infos:
        if info.flag_bits & 1:
            raise Unreadable("encrypted", "文件设有打开密码，请取消密码后再上传。")
        if info.filename.endswith((".xml", ".rels", ".vml")):
            check_xml(_beginning(package, info))


def _beginning(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with package.open(info) as part:
            return part.read(PROLOGUE)
    except Exception as error:  # zipfile and its codecs raise whatever a broken part makes them raise
        raise Unreadable("damaged", "文件已损坏（压缩包中有部分内容读不出来），请另存后再上传。") from error


def check_xml(beginning: bytes) -> None:
    """Office XML never has a document type; one that has is an attack (entities, outside files)."""
    if _DOCTYPE.search(beginning.replace(b"\x00", b"")):  # without the zero bytes of UTF-16
        raise Unreadable("entities", "文件的 XML 中含有实体定义，办公软件不会这样保存，已拒绝读取。")
