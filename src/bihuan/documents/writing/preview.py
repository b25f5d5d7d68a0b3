"""Pages of a Word paper as PDF, where LibreOffice is installed. The Word file is the original: it names the fonts."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from bihuan.documents.errors import Unreadable

SECONDS = 60
"""A first start of LibreOffice takes up to ten, 200 pages about four more on a quiet machine."""

_FACES = {
    "方正小标宋简体": ("Source Han Serif SC", "Noto Serif CJK SC"),
    "仿宋_GB2312": ("仿宋", "FangSong", "FandolFang", "Noto Serif CJK SC"),
    "楷体_GB2312": ("楷体", "KaiTi", "AR PL KaitiM GB", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "Source Han Sans SC", "Noto Sans CJK SC"),
}
_INCLUDED = ("/etc/fonts/fonts.conf", "/usr/local/etc/fonts/fonts.conf", "/opt/homebrew/etc/fonts/fonts.conf")

MISSING = "本机没有安装 LibreOffice，不能生成页面预览；Word 文件不受影响，可直接下载。"


def office() -> str | None:
    """Path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf_of(docx: bytes, *, seconds: int = SECONDS) -> bytes:
    """The pages of a paper as PDF. Raises `Unreadable`: no LibreOffice, too slow, or nothing came out."""
    program = office()
    if program is None:
        raise Unreadable("no_office", MISSING)
    with tempfile.TemporaryDirectory(prefix="bihuan-preview-") as folder:
        place = Path(folder)
        (place / "paper.docx").write_bytes(docx)
        (place / "fonts.conf").write_text(_font_rules(), encoding="utf-8")
        _run(program, place, seconds)
        made = place / "paper.pdf"
        if not made.exists():
            raise Unreadable("no_pages", "LibreOffice 没有生成页面，请下载 Word 文件查看。")
        return made.read_bytes()


def _run(program: str, place: Path, seconds: int) -> None:
    """A profile of its own per paper, so that two previews do not wait for each other; the whole group is ended."""
    call = [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(place), str(place / "paper.docx")),
    ]
    environment = {
        "PATH": os.defpath,
        "HOME": str(place),
        "FONTCONFIG_FILE": str(place / "fonts.conf"),
        "LANG": "C.UTF-8",
    }
    child = subprocess.Popen(  # noqa: S603 - a fixed program, files of our own making, no shell
        call,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        child.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow", f"页面预览在 {seconds} 秒内没有完成，请下载 Word 文件查看。") from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)  # soffice is a script around the real program
            child.wait()


def _font_rules() -> str:
    """The official faces by those that are free, so that levels of headings can be told apart."""
    rules = "".join(
        f'<alias binding="same"><family>{name}</family><prefer>{"".join(f"<family>{one}</family>" for one in others)}'
        "</prefer></alias>"
        for name, others in _FACES.items()
    )
    system = "".join(f'<include ignore_missing="yes">{path}</include>' for path in _INCLUDED)
    return f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{rules}{system}</fontconfig>'
